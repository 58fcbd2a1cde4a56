import type { Event, LocalDate } from '@minutebook/kernel';

/** The policy of reminders runs from this day on. It makes no occurrence for an earlier one. Stream `policy-reminders`. */
export type PolicyStarted = Event<'PolicyStarted', { readonly policy: 'reminders'; readonly on: LocalDate }>;

/** No mail leaves until it is resumed; why stands in the metadata. Stream `reminderSwitch-1`. */
export type RemindersPaused = Event<'RemindersPaused', Readonly<Record<never, never>>>;
export type RemindersResumed = Event<'RemindersResumed', Readonly<Record<never, never>>>;
/** Why a test mail was not taken: its address, the mail itself, not now, or an answer that never came. */
export type TestFault = 'address' | 'mail' | 'unavailable' | 'no-answer';

/** An administrator had a mail sent to themselves. `taken`: whether the channel took it; `why` where it did not. */
export type ReminderTestSent = Event<
  'ReminderTestSent',
  { readonly account: string; readonly taken: boolean; readonly why?: TestFault }
>;

export type ReminderSwitchEvent = PolicyStarted | RemindersPaused | RemindersResumed | ReminderTestSent;
