import { unreachable, type LocalDate } from '@minutebook/kernel';
import type { MemberKind, MembershipEvent } from './membership.events';

/** A member as decisions need it. */
export interface HeldMember {
  readonly id: string;
  readonly kind: MemberKind;
  readonly from: LocalDate | undefined;
  readonly isStoodDown: boolean;
}

export function evolveMembers(members: readonly HeldMember[], event: MembershipEvent): readonly HeldMember[] {
  switch (event.type) {
    case 'MemberAppointed': {
      const { memberId, kind, from } = event.data;
      return [...members, { id: memberId, kind, from, isStoodDown: false }];
    }
    case 'MemberStoodDown':
      return members.map((member) => (member.id === event.data.memberId ? { ...member, isStoodDown: true } : member));
    default:
      return unreachable(event);
  }
}
