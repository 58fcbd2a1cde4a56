import { accept, refuse, type Decision } from '@minutebook/kernel';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import type { AppointMember, StandDownMember } from './membership.commands';
import type { MembershipEvent } from './membership.events';
import {
  chairIsNoMember,
  deputyForNobody,
  guestWithoutItem,
  isMemberKind,
  memberAlreadyAppointed,
  memberDatesNotClear,
  noSuchMemberKind,
  standDownDateNotClear,
} from './membership.rules';
import type { HeldMember } from './membership.state';

type MembershipDecision = Decision<MembershipEvent, GovernanceGroupRefusal>;

export function appointMember(command: AppointMember, members: readonly HeldMember[]): MembershipDecision {
  const { memberId, role, agency, kind, deputyFor, invitedFor, chairs = false, accountId, from, to } = command;
  const refusal =
    memberAlreadyAppointed(memberId, members) ??
    noSuchMemberKind(kind) ??
    deputyForNobody(command, members) ??
    guestWithoutItem(command) ??
    chairIsNoMember(command) ??
    memberDatesNotClear(command);
  if (refusal || !isMemberKind(kind)) return refuse(refusal ?? governanceGroupRefusal('no-such-member-kind'));
  return accept({
    type: 'MemberAppointed',
    data: {
      ...{ memberId, role, kind, chairs },
      ...(agency !== undefined && { agency }),
      ...(deputyFor !== undefined && { deputyFor }),
      ...(invitedFor !== undefined && { invitedFor }),
      ...(accountId !== undefined && { accountId }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    },
  });
}

export function standDownMember(command: StandDownMember, members: readonly HeldMember[]): MembershipDecision {
  const member = members.find(({ id }) => id === command.memberId);
  if (!member) return refuse(governanceGroupRefusal('no-such-member'));
  if (member.isStoodDown) return accept();
  const refusal = standDownDateNotClear(command, member);
  if (refusal) return refuse(refusal);
  return accept({ type: 'MemberStoodDown', data: { memberId: member.id, on: command.on ?? command.today } });
}
