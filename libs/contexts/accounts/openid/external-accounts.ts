import type { Refusal, Role, Scope } from '@minutebook/kernel';

/** A role that somebody holds because of what the provider says of them, for as long as it says so. */
export interface ClaimedRole {
  readonly role: Role;
  readonly scope: Scope;
}

/** Somebody whom a provider has identified. Issuer and subject together are the person; nothing else is safe to rest on. */
export interface ExternalIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
  /** Whether the provider says that the address is theirs; undefined where it says nothing. */
  readonly emailVerified?: boolean;
  readonly grants: readonly ClaimedRole[];
}

/**
 * Finds or opens the account of somebody whom a provider has identified, and makes its roles follow the grants. Whoever has
 * no role, neither by claims nor granted here, is refused, and the refusal says whom to ask.
 */
export abstract class ExternalAccounts {
  abstract signIn(identity: ExternalIdentity): Promise<{ readonly account: string } | { readonly refused: Refusal }>;
}
