import type { Scope, SealedText, Text } from '@minutebook/kernel';

/** A role that is wanted for an account. */
export interface GrantWanted {
  readonly grantId: string;
  readonly role: string;
  readonly scope: Scope;
  readonly from: string;
  readonly to?: string;
}

/** Opens an account, with the roles that it holds from the beginning. */
export interface OpenAccount {
  readonly type: 'open';
  readonly id: string;
  readonly kind: 'person' | 'service';
  readonly title: Text;
  readonly person?: string;
  readonly grants: readonly GrantWanted[];
}

export type AccountCommand =
  | OpenAccount
  | { readonly type: 'retitle'; readonly title: Text }
  | ({ readonly type: 'grant-role' } & GrantWanted)
  | { readonly type: 'end-role'; readonly grantId: string; readonly to: string }
  | {
      readonly type: 'cover-absence';
      readonly coverId: string;
      readonly forAccount: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly type: 'end-cover'; readonly coverId: string; readonly to: string }
  | {
      readonly type: 'invite';
      readonly codeHash: string;
      readonly expiresAt: number;
      readonly channel: 'code' | 'mail';
    }
  | { readonly type: 'offer-reset'; readonly codeHash: string; readonly expiresAt: number }
  | {
      readonly type: 'set-password';
      readonly credential: SealedText;
      /** The SHA-256 of the code that was brought; none where the old password was, or at the set-up. */
      readonly codeHash?: string;
      readonly by: 'set-up' | 'invitation' | 'reset' | 'change';
      /** Machine's clock, epoch ms: whoever signed in before is signed out. */
      readonly now: number;
    }
  | { readonly type: 'set-second-factor'; readonly credential: SealedText }
  | { readonly type: 'remove-second-factor' }
  | { readonly type: 'end-sessions'; readonly now: number }
  | { readonly type: 'link-sign-in'; readonly issuer: string; readonly subject: SealedText }
  | {
      readonly type: 'issue-token';
      readonly tokenId: string;
      readonly tokenHash: string;
      readonly name: Text;
      readonly access: 'read' | 'write';
      readonly expiresAt: number;
      readonly now: number;
    }
  | { readonly type: 'revoke-token'; readonly tokenId: string }
  | { readonly type: 'close'; readonly on: string; readonly now: number }
  | { readonly type: 'reopen' };

/** A command together with who sends it, which some rules rest on. */
export interface AskedOfAccount {
  readonly accountId: string;
  /** Account that asks; `system` for Minutebook itself. */
  readonly by: string;
  /** London date of the record's clock. */
  readonly today: string;
  readonly command: AccountCommand;
}
