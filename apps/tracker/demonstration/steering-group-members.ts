import type { UntimedStep } from './demonstration-step';
import { memberIdOf } from './demonstration-ids';

interface InventedMember {
  readonly role: string;
  readonly agency: string;
  readonly kind: 'member' | 'deputy' | 'guest' | 'in-attendance';
  readonly deputyFor?: string;
  readonly invitedFor?: string;
  readonly chairs?: boolean;
  readonly accountId?: string;
}

const GROUP = 'GG-WSG';
const COUNCIL = 'Derbyshire County Council';
const CHAIR = 'Assistant Director, Workforce';

/** No document names the members of the steering group: these are invented, and hold the demonstration's accounts. */
const MEMBERS: readonly InventedMember[] = [
  { role: CHAIR, agency: COUNCIL, kind: 'member', chairs: true, accountId: 'demo-chair' },
  { role: 'HR Service Partner', agency: COUNCIL, kind: 'member', accountId: 'demo-hr' },
  { role: 'Commissioner', agency: COUNCIL, kind: 'member', accountId: 'demo-commissioner' },
  { role: 'Head of Service', agency: COUNCIL, kind: 'member', accountId: 'demo-action-lead' },
  { role: 'Workforce Strategy Manager', agency: COUNCIL, kind: 'member', accountId: 'demo-monitoring-lead' },
  { role: 'Partner agency representative', agency: 'Health', kind: 'member', accountId: 'demo-member' },
  { role: 'Deputy to the Assistant Director', agency: COUNCIL, kind: 'deputy', deputyFor: CHAIR },
  { role: 'Clerk to the groups', agency: COUNCIL, kind: 'in-attendance', accountId: 'demo-clerk' },
  { role: 'Training adviser', agency: 'Derby University', kind: 'guest', invitedFor: 'the commissioning of training' },
];

/** Appointed by the clerk on the day after the plan was opened. */
export const steeringGroupMembers: readonly UntimedStep[] = MEMBERS.map(({ deputyFor, ...member }) => ({
  key: `group/${GROUP}/member/${member.role}`,
  on: '2014-04-08',
  account: 'demo-clerk',
  role: 'clerk',
  origin: 'demonstration',
  target: {
    context: 'governance-groups',
    groupId: GROUP,
    input: {
      type: 'appoint-member',
      memberId: memberIdOf(GROUP, member.role),
      ...member,
      ...(deputyFor !== undefined && { deputyFor: memberIdOf(GROUP, deputyFor) }),
      from: '2014-04-08',
    },
  },
}));
