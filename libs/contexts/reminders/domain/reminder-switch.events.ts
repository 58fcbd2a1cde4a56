import type { Event, LocalDate } from '@minutebook/kernel';

/** The policy of reminders runs from this day on. It makes no occurrence for an earlier one. Stream `policy-reminders`. */
export type PolicyStarted = Event<'PolicyStarted', { readonly policy: 'reminders'; readonly on: LocalDate }>;

/** No mail leaves until it is resumed; why stands in the metadata. Stream `reminderSwitch-1`. */
export type RemindersPaused = Event<'RemindersPaused', Readonly<Record<never, never>>>;
export type RemindersResumed = Event<'RemindersResumed', Readonly<Record<never, never>>>;
/** An administrator had a mail sent to themselves. `reached`: whether the channel took it. */
export type ReminderTestSent = Event<
  'ReminderTestSent',
  { readonly account: string; readonly taken: boolean; readonly why?: string }
>;

export type ReminderSwitchEvent = PolicyStarted | RemindersPaused | RemindersResumed | ReminderTestSent;
