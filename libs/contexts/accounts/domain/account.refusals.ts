import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on an account is refused: field concerned, kind, and the sentence shown. */
export const ACCOUNT_REFUSALS = {
  'account-already-exists': { field: 'id', kind: 'conflict', message: 'There is already an account with this id.' },
  'account-id-malformed': { field: 'id', message: 'The id of an account has up to 64 letters, digits and hyphens.' },
  'no-such-account': { kind: 'not-found', message: 'There is no such account.' },
  'account-is-closed': { message: 'This account is closed. Open it again first.' },
  'account-is-open': { message: 'This account is open.' },
  'no-such-role': { field: 'role', message: 'Choose the role from the list.' },
  'role-not-bound-so': {
    field: 'scope',
    message: 'This role cannot be bound to that. Choose what it may be bound to.',
  },
  'role-dates-out-of-order': { field: 'to', message: 'The last day must not be before the first.' },
  'role-date-not-a-date': { field: 'from', message: 'Enter a date, such as 2 June 2014.' },
  'own-grant': { message: 'Nobody grants a role to themselves. Ask another administrator.' },
  'role-already-held': {
    field: 'role',
    message: 'The account holds this role there at that time already. End that first, or choose other dates.',
  },
  'no-such-grant': { field: 'grantId', kind: 'not-found', message: 'The account does not hold this role.' },
  'grant-id-taken': { field: 'grantId', kind: 'conflict', message: 'There is already a role with this id.' },
  'role-ends-before-it-began': { field: 'to', message: 'The last day must not be before the day on which it began.' },
  'cover-for-oneself': { field: 'forAccount', message: 'An account cannot act for itself.' },
  'cover-too-long': {
    field: 'to',
    message: 'Cover may last 366 days at most. Grant the role itself where somebody takes over for longer.',
  },
  'own-cover': {
    message: 'Nobody arranges to act for somebody else by themselves. Ask an administrator, or the one who is away.',
  },
  'cover-already-arranged': {
    field: 'from',
    message: 'The account covers for that account at that time already. End that first, or choose other dates.',
  },
  'no-such-cover': { field: 'coverId', kind: 'not-found', message: 'There is no such cover.' },
  'service-signs-in-by-token': { message: 'A service uses tokens: it has no password and is not invited.' },
  'role-not-for-services': { field: 'role', message: 'A service cannot be an administrator or act for HR.' },
  'code-not-valid': {
    field: 'code',
    message: 'This code is not valid any more, or was never given. Ask for a new one.',
  },
  'no-password-yet': { message: 'The account has no password yet: it is set with the code of its invitation.' },
  'no-second-factor': { message: 'The account has no second factor.' },
  'sign-in-already-linked': { kind: 'conflict', message: 'An account of this provider is linked already.' },
  'token-expires-too-late': {
    field: 'expiresAt',
    message: 'A token lasts 366 days at most, and at least until tomorrow.',
  },
  'no-such-token': { field: 'tokenId', kind: 'not-found', message: 'There is no such token, or it was revoked.' },
  'own-closing': { message: 'Nobody closes the account that they are signed in with. Ask another administrator.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type AccountRefusalRule = keyof typeof ACCOUNT_REFUSALS;
export type AccountRefusal = Refusal<AccountRefusalRule>;

export const accountRefusal = refusalsFrom(ACCOUNT_REFUSALS);
