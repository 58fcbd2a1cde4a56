import { isId, isLocalDate } from '@minutebook/kernel';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import type { AppointMember, StandDownMember } from './membership.commands';
import { MEMBER_KINDS, type MemberKind } from './membership.events';
import type { HeldMember } from './membership.state';

/** What a rule says: a refusal where it says no, nothing where it says yes. */
type Verdict = GovernanceGroupRefusal | undefined;

/** One id, one appointment: whoever comes back is appointed anew. */
export function memberAlreadyAppointed(memberId: string, members: readonly HeldMember[]): Verdict {
  if (!isId(memberId)) return governanceGroupRefusal('member-id-malformed');
  return members.some(({ id }) => id === memberId) ? governanceGroupRefusal('member-already-appointed') : undefined;
}

export function noSuchMemberKind(kind: string): Verdict {
  return isMemberKind(kind)
    ? undefined
    : governanceGroupRefusal('no-such-member-kind', { facts: { kinds: MEMBER_KINDS.map(({ id }) => id) } });
}

export function isMemberKind(kind: string): kind is MemberKind {
  return MEMBER_KINDS.some(({ id }) => id === kind);
}

/** A deputy counts in the place of one member (domain report, 3.8: deputies), so that it says of which. */
export function deputyForNobody({ kind, deputyFor }: AppointMember, members: readonly HeldMember[]): Verdict {
  if (kind !== 'deputy') return deputyFor === undefined ? undefined : governanceGroupRefusal('only-deputies-stand-in');
  const member = members.find(({ id }) => id === deputyFor);
  return member?.kind === 'member' && !member.isStoodDown ? undefined : governanceGroupRefusal('deputy-for-nobody');
}

/** Guests are invited for one item (domain report, D25). */
export function guestWithoutItem({ kind, invitedFor }: AppointMember): Verdict {
  if ((kind === 'guest') === (invitedFor !== undefined)) return undefined;
  return governanceGroupRefusal(kind === 'guest' ? 'guest-without-item' : 'only-guests-are-invited');
}

/** The chair is a member, or a deputy in a member's place. */
export function chairIsNoMember({ kind, chairs }: AppointMember): Verdict {
  return chairs === true && kind !== 'member' && kind !== 'deputy'
    ? governanceGroupRefusal('chair-is-no-member')
    : undefined;
}

/** Days in office are a stretch of real days. */
export function memberDatesNotClear({ from, to, accountId }: AppointMember): Verdict {
  if (from !== undefined && !isLocalDate(from))
    return governanceGroupRefusal('member-date-not-real', { field: 'from' });
  if (to !== undefined && !isLocalDate(to)) return governanceGroupRefusal('member-date-not-real', { field: 'to' });
  if (from !== undefined && to !== undefined && to < from)
    return governanceGroupRefusal('member-ends-before-beginning');
  return accountId === undefined || isId(accountId) ? undefined : governanceGroupRefusal('account-id-malformed');
}

/** Standing down ends an appointment on a real day that has come, and not before it began. */
export function standDownDateNotClear({ on, today }: StandDownMember, { from }: HeldMember): Verdict {
  if (on === undefined) return undefined;
  if (!isLocalDate(on)) return governanceGroupRefusal('member-date-not-real', { field: 'on' });
  if (on > today) return governanceGroupRefusal('stands-down-in-the-future', { facts: { today } });
  return from !== undefined && on < from
    ? governanceGroupRefusal('stands-down-before-beginning', { facts: { from } })
    : undefined;
}
