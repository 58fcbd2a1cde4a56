import type { ReminderFate, ReminderFault, ReminderRule, ReminderSummary } from './reminder.events';

/** Why a message did not leave. */
export const FAULTS: Readonly<Record<ReminderFault, string>> = {
  'no-address': 'there is no address to send it to',
  address: 'its address was refused',
  mail: 'the mail was refused',
  unavailable: 'mail could not be handed over then',
};

/** Why a message that was taken did not arrive. */
export const UNDELIVERED = {
  address: 'there is no such address',
  later: 'the reader’s mail server did not take it for days',
  technical: 'the channel failed',
} as const;

/** What became of a message, in as few words as a tag holds. */
export const FATES: Readonly<Record<ReminderFate, string>> = {
  claimed: 'Waiting',
  sent: 'Sent, no answer yet',
  accepted: 'Accepted by the mail server',
  delivered: 'Delivered',
  undelivered: 'Not delivered',
  failed: 'Not taken yet',
  refused: 'Refused',
  'given-up': 'Given up',
  'held-back': 'Held back',
};

/** Why a message asks about a record. */
export const RULES: Readonly<Record<ReminderRule, string>> = {
  'before-due': 'Before its due date',
  'on-the-day': 'On its due date',
  overdue: 'Overdue',
  'no-report': 'No report for long',
  'to-confirm': 'Said to be done, to be confirmed',
  'to-monitoring-lead': 'Overdue, to whoever monitors it',
  'to-group': 'Overdue, to the group',
};

type Fate = Pick<ReminderSummary, 'fate' | 'why' | 'perWeek'>;

/** Why it became so, as half a sentence; undefined where there is no more to say. */
export function whyInWords({ fate, why, perWeek }: Fate): string | undefined {
  switch (fate) {
    case 'held-back':
      return `one person is sent at most ${perWeek === 1 ? 'one mail' : `${String(perWeek)} mails`} a week`;
    case 'undelivered':
      return why === 'later' || why === 'technical' || why === 'address' ? UNDELIVERED[why] : undefined;
    case 'failed':
    case 'refused':
    case 'given-up':
      return why === null || why === 'later' || why === 'technical' ? undefined : FAULTS[why];
    default:
      return undefined;
  }
}
