import type { Role } from '@minutebook/kernel';

/** Somebody who may sign in to the demonstration: one account for each role, called by its role. */
export interface DemonstrationAccount {
  readonly id: `demo-${Role}`;
  readonly name: string;
  readonly role: Role;
  /** One line for the sign-in page. */
  readonly canTry: string;
}

export type DemonstrationAccountId = DemonstrationAccount['id'];

const account = (role: Role, name: string, canTry: string): DemonstrationAccount => ({
  id: `demo-${role}`,
  name,
  role,
  canTry,
});

/** Action lead and monitoring lead hold all lead roles of both plans, so that each report has a second person. */
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  account('administrator', 'Administrator', 'Establish a group, import a plan, or move the demonstration’s date on.'),
  account('hr', 'HR officer', 'Follow the HR metrics action (DD1) and see what changed since last month.'),
  account(
    'chair',
    'Chair of the steering group',
    'Look at the board before the meeting, and withdraw or amend an action.',
  ),
  account('clerk', 'Clerk to the groups', 'Add an action, import a plan, and print the board for the agenda.'),
  account('member', 'Group member', 'Read the plans and look at the board as it was at the last meeting.'),
  account('action-lead', 'Action lead', 'Report progress, answer a report that was sent back, and say what is done.'),
  account('monitoring-lead', 'Monitoring lead', 'Confirm a report that waits, or send it back with a reason.'),
  account('commissioner', 'Commissioner', 'See how each theme goes and where its dates have slipped.'),
  account('reader', 'Reader', 'Read every plan, action and group, without changing anything.'),
  account('auditor', 'Auditor', 'Follow one rating through the audit trail: who said it, who confirmed it, and when.'),
];
