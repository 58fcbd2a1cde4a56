import type { Event } from '@minutebook/kernel';

/** What a person wants to be reminded of. What is escalated comes whatever is wanted. */
export interface WantedReminders {
  readonly beforeDue: boolean;
  readonly onTheDay: boolean;
  readonly overdue: boolean;
  readonly noReport: boolean;
  /** The only weekday on which mail is wanted, 1 (Monday) to 5; any working day where null. */
  readonly onlyOn: number | null;
}

/** What holds where nobody has said otherwise. */
export const ALL_WANTED: WantedReminders = {
  beforeDue: true,
  onTheDay: true,
  overdue: true,
  noReport: true,
  onlyOn: null,
};

export type ReminderPreferencesSet = Event<'ReminderPreferencesSet', { readonly wanted: WantedReminders }>;

/** An address of a calendar of this person's dates. Only the SHA-256 of its secret is kept. */
export type CalendarFeedOpened = Event<'CalendarFeedOpened', { readonly feedId: string; readonly hash: string }>;
export type CalendarFeedClosed = Event<'CalendarFeedClosed', { readonly feedId: string }>;

/** Every link that this person was sent before opens nothing any more. */
export type AnswerLinksRevoked = Event<'AnswerLinksRevoked', Readonly<Record<never, never>>>;

export type ReminderPreferencesEvent =
  ReminderPreferencesSet | CalendarFeedOpened | CalendarFeedClosed | AnswerLinksRevoked;
