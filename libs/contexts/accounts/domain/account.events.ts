import type { Event, Role, Scope, SealedText, Text } from '@minutebook/kernel';

/** Somebody, or a service, that may hold roles. A person's name stands on the person's own stream, never here. */
export type AccountOpened = Event<
  'AccountOpened',
  {
    readonly kind: 'person' | 'service';
    /** How pages call the account where no person's name is known: "Clerk to the groups", "Data warehouse". */
    readonly title: Text;
    /** Id of the person whose account it is. */
    readonly person?: string;
  }
>;

export type AccountRetitled = Event<'AccountRetitled', { readonly title: Text }>;

/** A role held from a day on, both days included; the revision of this event is what "was it allowed?" points to. */
export type RoleGranted = Event<
  'RoleGranted',
  {
    readonly grantId: string;
    readonly role: Role;
    readonly scope: Scope;
    /** ISO dates in London. */
    readonly from: string;
    readonly to?: string;
  }
>;

/** The last day on which the role is held; an earlier day than today takes it away at once. */
export type RoleEnded = Event<'RoleEnded', { readonly grantId: string; readonly to: string }>;

/** This account acts for another, in all of its roles, while that one is away. ISO dates in London, both included. */
export type AbsenceCovered = Event<
  'AbsenceCovered',
  { readonly coverId: string; readonly forAccount: string; readonly from: string; readonly to: string }
>;

export type CoverEnded = Event<'CoverEnded', { readonly coverId: string; readonly to: string }>;

/** A code with which the account's holder sets a first password. Only its SHA-256 is kept. */
export type AccountInvited = Event<
  'AccountInvited',
  {
    readonly codeHash: string;
    /** Epoch ms of the machine's clock. */
    readonly expiresAt: number;
    readonly channel: 'code' | 'mail';
  }
>;

export type PasswordResetOffered = Event<
  'PasswordResetOffered',
  { readonly codeHash: string; readonly expiresAt: number }
>;

/** The password's argon2id hash, sealed under this event's own key, which is destroyed when another takes its place. */
export type PasswordSet = Event<
  'PasswordSet',
  { readonly credential: SealedText; readonly by: 'set-up' | 'invitation' | 'reset' | 'change' }
>;

/** The secret of one-time passwords (RFC 6238), sealed like a password. */
export type SecondFactorSet = Event<'SecondFactorSet', { readonly credential: SealedText }>;

export type SecondFactorRemoved = Event<'SecondFactorRemoved', Record<string, never>>;

/** Whoever signed in before this moment is signed out. Epoch ms of the machine's clock. */
export type SessionsEnded = Event<'SessionsEnded', { readonly validFrom: number }>;

/** An account of an OpenID provider that signs in as this one. */
export type ExternalSignInLinked = Event<
  'ExternalSignInLinked',
  { readonly issuer: string; readonly subject: SealedText }
>;

/** A token of the API. Only its SHA-256 is kept. */
export type ApiTokenIssued = Event<
  'ApiTokenIssued',
  {
    readonly tokenId: string;
    readonly tokenHash: string;
    readonly name: Text;
    /** `read`: what its account may read. `write`: also what its account may record. */
    readonly access: 'read' | 'write';
    /** Epoch ms of the machine's clock. */
    readonly expiresAt: number;
  }
>;

export type ApiTokenRevoked = Event<'ApiTokenRevoked', { readonly tokenId: string }>;

/** Its holder has left: roles, cover, sessions and tokens end with it. */
export type AccountClosed = Event<'AccountClosed', { readonly on: string; readonly validFrom: number }>;

export type AccountReopened = Event<'AccountReopened', Record<string, never>>;

export type AccountEvent =
  | AccountOpened
  | AccountRetitled
  | RoleGranted
  | RoleEnded
  | AbsenceCovered
  | CoverEnded
  | AccountInvited
  | PasswordResetOffered
  | PasswordSet
  | SecondFactorSet
  | SecondFactorRemoved
  | SessionsEnded
  | ExternalSignInLinked
  | ApiTokenIssued
  | ApiTokenRevoked
  | AccountClosed
  | AccountReopened;
