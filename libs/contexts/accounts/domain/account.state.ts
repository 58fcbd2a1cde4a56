import {
  unreachable,
  type Period,
  type Role,
  type Scope,
  type SealedText,
  type Text,
  type Told,
} from '@minutebook/kernel';
import type { AccountEvent } from './account.events';

/** A role as it is held, or was. */
export interface Grant extends Period {
  readonly grantId: string;
  readonly role: Role;
  readonly scope: Scope;
}

/** Acting for another account while it is away. */
export interface Cover extends Period {
  readonly coverId: string;
  readonly forAccount: string;
  readonly to: string;
}

/** A code that was handed out and not used yet. */
export interface OfferedCode {
  readonly codeHash: string;
  readonly expiresAt: number;
}

export interface ApiToken {
  readonly tokenId: string;
  readonly tokenHash: string;
  readonly name: Text;
  readonly access: 'read' | 'write';
  readonly expiresAt: number;
}

export interface AccountNotOpened {
  readonly status: 'not-opened';
}

/** An account that was opened; a closed one keeps what it was. */
export interface KnownAccount {
  readonly status: 'open' | 'closed';
  readonly kind: 'person' | 'service';
  readonly title: Text;
  readonly person?: string;
  readonly grants: readonly Grant[];
  readonly covers: readonly Cover[];
  readonly password?: SealedText;
  readonly secondFactor?: SealedText;
  readonly invitation?: OfferedCode;
  readonly reset?: OfferedCode;
  /** Who signed in before is signed out: epoch ms of the machine's clock. */
  readonly sessionsValidFrom: number;
  readonly signIns: readonly { readonly issuer: string; readonly subject: SealedText }[];
  /** Tokens that were not revoked; they may have expired. */
  readonly tokens: readonly ApiToken[];
  /** The day on which its holder left, where it is closed. */
  readonly closedOn?: string;
}

export type AccountState = AccountNotOpened | KnownAccount;

export const initialAccount: AccountState = { status: 'not-opened' };

/** What an account is after one more event. Total: an event that does not fit the state changes nothing. */
export function evolveAccount(state: AccountState, event: Told<AccountEvent>): AccountState {
  if (event.type === 'AccountOpened') {
    const { kind, title, person } = event.data;
    return {
      status: 'open',
      kind,
      title,
      ...(person !== undefined && { person }),
      grants: [],
      covers: [],
      sessionsValidFrom: 0,
      signIns: [],
      tokens: [],
    };
  }
  return state.status === 'not-opened' ? state : evolveKnown(state, event);
}

type LaterEvent = Exclude<Told<AccountEvent>, { readonly type: 'AccountOpened' }>;

function evolveKnown(state: KnownAccount, { type, data }: LaterEvent): AccountState {
  switch (type) {
    case 'AccountRetitled':
      return { ...state, title: data.title };
    case 'RoleGranted': {
      const { grantId, role, scope, from, to } = data;
      const grant = { grantId, role, scope, from, ...(to !== undefined && { to }) };
      return { ...state, grants: [...state.grants, grant] };
    }
    case 'RoleEnded':
      return { ...state, grants: ended(state.grants, ({ grantId }) => grantId === data.grantId, data.to) };
    case 'AbsenceCovered': {
      const { coverId, forAccount, from, to } = data;
      return { ...state, covers: [...state.covers, { coverId, forAccount, from, to }] };
    }
    case 'CoverEnded':
      return { ...state, covers: ended(state.covers, ({ coverId }) => coverId === data.coverId, data.to) };
    case 'AccountInvited':
      return { ...state, invitation: { codeHash: data.codeHash, expiresAt: data.expiresAt } };
    case 'PasswordResetOffered':
      return { ...state, reset: { codeHash: data.codeHash, expiresAt: data.expiresAt } };
    case 'PasswordSet':
      return { ...withoutCodes(state), password: data.credential };
    case 'SecondFactorSet':
      return { ...state, secondFactor: data.credential };
    case 'SecondFactorRemoved': {
      const { secondFactor: _, ...rest } = state;
      return rest;
    }
    case 'SessionsEnded':
      return { ...state, sessionsValidFrom: Math.max(state.sessionsValidFrom, data.validFrom) };
    case 'ExternalSignInLinked':
      return { ...state, signIns: [...state.signIns, { issuer: data.issuer, subject: data.subject }] };
    case 'ApiTokenIssued': {
      const { tokenId, tokenHash, name, access, expiresAt } = data;
      return { ...state, tokens: [...state.tokens, { tokenId, tokenHash, name, access, expiresAt }] };
    }
    case 'ApiTokenRevoked':
      return { ...state, tokens: state.tokens.filter(({ tokenId }) => tokenId !== data.tokenId) };
    case 'AccountClosed': {
      const { secondFactor: _, password: __, ...rest } = withoutCodes(state);
      return {
        ...rest,
        status: 'closed',
        closedOn: data.on,
        grants: state.grants.map((grant) => (isOver(grant, data.on) ? grant : { ...grant, to: data.on })),
        covers: state.covers.map((cover) => (isOver(cover, data.on) ? cover : { ...cover, to: data.on })),
        sessionsValidFrom: Math.max(state.sessionsValidFrom, data.validFrom),
        signIns: [],
        tokens: [],
      };
    }
    case 'AccountReopened': {
      const { closedOn: _, ...rest } = state;
      return { ...rest, status: 'open' };
    }
    default:
      return unreachable(type);
  }
}

function isOver({ to }: Period, on: string): boolean {
  return to !== undefined && to <= on;
}

function ended<T extends Period>(all: readonly T[], isMeant: (one: T) => boolean, to: string): readonly T[] {
  return all.map((one) => (isMeant(one) ? { ...one, to } : one));
}

/** A code is used up by the password that it sets, and void once another way has set one. */
function withoutCodes({ invitation: _, reset: __, ...rest }: KnownAccount): KnownAccount {
  return rest;
}
