import type { LocalDate, Role, Scope } from '@minutebook/kernel';

/** Somebody who may sign in to the demonstration: one account for each role, called by its role. */
export interface DemonstrationAccount {
  readonly id: `demo-${Role}`;
  readonly name: string;
  readonly role: Role;
  /** One line for the sign-in page. */
  readonly canTry: string;
  /** What the role is bound to, in the order in which it was granted. */
  readonly bound: readonly Bound[];
}

interface Bound {
  readonly scope: Scope;
  readonly from: LocalDate;
}

export type DemonstrationAccountId = DemonstrationAccount['id'];

/** The day on which the first of them come into the record. */
export const BEGAN: LocalDate = '2009-10-30';

const COUNCIL: readonly Bound[] = [{ scope: { kind: 'council' }, from: BEGAN }];

/** Both groups that own a plan, each from the day on which it came into the record. */
const BOTH_GROUPS: readonly Bound[] = [
  { scope: { kind: 'group', id: 'GG-LLIG' }, from: BEGAN },
  { scope: { kind: 'group', id: 'GG-WSG' }, from: '2014-04-03' },
];

const account = (role: Role, name: string, canTry: string, bound = COUNCIL): DemonstrationAccount => ({
  id: `demo-${role}`,
  name,
  role,
  canTry,
  bound,
});

/**
 * Action lead and monitoring lead hold their roles for all plans of the groups, so that each report has a second person.
 */
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  account('administrator', 'Administrator', 'Establish a group, import a plan, or move the demonstration’s date on.'),
  account('hr', 'HR officer', 'Follow the HR metrics action (DD1) and see what changed since last month.'),
  account(
    'chair',
    'Chair of the steering group',
    'Look at the board before the meeting, and withdraw or amend an action.',
    BOTH_GROUPS,
  ),
  account('clerk', 'Clerk to the groups', 'Add an action, import a plan, and print the board for the agenda.'),
  account('member', 'Group member', 'Read the plans and look at the board as it was at the last meeting.', BOTH_GROUPS),
  account(
    'action-lead',
    'Action lead',
    'Report progress, answer a report that was sent back, and say what is done.',
    BOTH_GROUPS,
  ),
  account(
    'monitoring-lead',
    'Monitoring lead',
    'Confirm a report that waits, or send it back with a reason.',
    BOTH_GROUPS,
  ),
  account('commissioner', 'Commissioner', 'See how each theme goes and where its dates have slipped.'),
  account('reader', 'Reader', 'Read every plan, action and group, without changing anything.'),
  account('auditor', 'Auditor', 'Follow one rating through the audit trail: who said it, who confirmed it, and when.'),
];

/** Record 1: from it follow the demonstration's own acts. */
export const DEMONSTRATION_GRANT = 'demonstration-1@0';

/** The event that lets an account of the demonstration act for a group, or for the council where no group is named. */
export function grantOf(accountId: DemonstrationAccountId, group: string | undefined): string {
  const known = DEMONSTRATION_ACCOUNTS.find(({ id }) => id === accountId);
  const nth = known?.bound.findIndex(({ scope }) => scope.kind === 'council' || scope.id === group) ?? -1;
  if (nth < 0) throw new Error(`${accountId} may not act for ${group ?? 'the council'} in the demonstration`);
  // Revision 0 of its stream is the opening; then follow its roles.
  return `account-${accountId}@${nth + 1}`;
}
