import { daysBetween, isId, isLocalDate, isVoid, overlap, sameScope, type Period } from '@minutebook/kernel';
import type { GrantWanted } from './account.commands';
import { accountRefusal, type AccountRefusal } from './account.refusals';
import type { AccountState, KnownAccount, OfferedCode } from './account.state';
import { isRole, ROLE_SCOPES } from './roles';

/** What a rule says: a refusal where it says no, nothing where it says yes. */
type Verdict = AccountRefusal | undefined;

/** The longest cover, in days; who takes over for longer holds the role. */
const LONGEST_COVER = 366;
/** The longest life of a token, in ms. */
const LONGEST_TOKEN = 366 * 24 * 60 * 60 * 1000;

export function accountIdMalformed(id: string): Verdict {
  return isId(id) ? undefined : accountRefusal('account-id-malformed');
}

export function accountAlreadyExists(state: AccountState): Verdict {
  return state.status === 'not-opened' ? undefined : accountRefusal('account-already-exists');
}

/** Nothing is done to an account that does not exist or is closed, except that it is opened again. */
export function accountNotOpen(state: AccountState): Verdict {
  if (state.status === 'not-opened') return accountRefusal('no-such-account');
  return state.status === 'closed' ? accountRefusal('account-is-closed', { facts: { on: state.closedOn } }) : undefined;
}

/** A role has a name of ours and is bound to what it may be bound to (`ROLE_SCOPES`). */
export function roleCannotBeGranted({ role, scope, grantId }: GrantWanted, kind: KnownAccount['kind']): Verdict {
  if (!isId(grantId)) return accountRefusal('account-id-malformed', { field: 'grantId' });
  if (!isRole(role)) return accountRefusal('no-such-role');
  const allowed = ROLE_SCOPES[role];
  if (!allowed.includes(scope.kind) || (scope.kind !== 'council' && !isId(scope.id)))
    return accountRefusal('role-not-bound-so', { facts: { allowed } });
  // Whoever reads a service's token must not be able to give themselves roles.
  if (kind === 'service' && (role === 'administrator' || role === 'hr')) return accountRefusal('role-not-for-services');
  return undefined;
}

/** Both days are dates, and in order. */
export function datesOutOfOrder({ from, to }: Period): Verdict {
  if (!isLocalDate(from)) return accountRefusal('role-date-not-a-date');
  if (to !== undefined && !isLocalDate(to)) return accountRefusal('role-date-not-a-date', { field: 'to' });
  return to !== undefined && to < from ? accountRefusal('role-dates-out-of-order') : undefined;
}

/** Roles are given by somebody else, so that every right in the record has two people behind it. */
export function ownGrant(accountId: string, by: string): Verdict {
  return accountId === by ? accountRefusal('own-grant') : undefined;
}

/** The same role on the same thing is held once at a time: otherwise nobody could say which grant an act rested on. */
export function roleAlreadyHeld({ grants }: KnownAccount, wanted: GrantWanted): Verdict {
  if (grants.some(({ grantId }) => grantId === wanted.grantId)) return accountRefusal('grant-id-taken');
  const held = grants.find(
    (grant) =>
      grant.role === wanted.role && sameScope(grant.scope, wanted.scope) && !isVoid(grant) && overlap(grant, wanted),
  );
  return (
    held && accountRefusal('role-already-held', { facts: { grantId: held.grantId, from: held.from, to: held.to } })
  );
}

/** Acting for somebody has an end in sight, and is arranged by somebody else. */
export function coverCannotBeArranged(
  { covers }: KnownAccount,
  wanted: Period & { readonly coverId: string; readonly forAccount: string; readonly to: string },
  accountId: string,
  by: string,
): Verdict {
  if (!isId(wanted.coverId)) return accountRefusal('account-id-malformed', { field: 'coverId' });
  if (wanted.forAccount === accountId) return accountRefusal('cover-for-oneself');
  if (by === accountId) return accountRefusal('own-cover');
  if (daysBetween(wanted.from, wanted.to) >= LONGEST_COVER) return accountRefusal('cover-too-long');
  const taken = covers.some(
    (cover) =>
      cover.coverId === wanted.coverId ||
      (cover.forAccount === wanted.forAccount && !isVoid(cover) && overlap(cover, wanted)),
  );
  return taken ? accountRefusal('cover-already-arranged') : undefined;
}

/** Services have tokens only: a password that nobody types is one that somebody copies. */
export function serviceSignsInByToken({ kind }: KnownAccount): Verdict {
  return kind === 'service' ? accountRefusal('service-signs-in-by-token') : undefined;
}

/** A code is good once, until its time is over. */
export function codeNotValid(offered: OfferedCode | undefined, codeHash: string | undefined, now: number): Verdict {
  const isGood = offered !== undefined && offered.codeHash === codeHash && now < offered.expiresAt;
  return isGood ? undefined : accountRefusal('code-not-valid');
}

export function tokenExpiresTooLate(expiresAt: number, now: number): Verdict {
  const isGood = Number.isSafeInteger(expiresAt) && expiresAt > now && expiresAt - now <= LONGEST_TOKEN;
  return isGood ? undefined : accountRefusal('token-expires-too-late');
}
