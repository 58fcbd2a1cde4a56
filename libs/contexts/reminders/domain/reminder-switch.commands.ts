import type { TestFault } from './reminder-switch.events';

export type PauseReminders = { readonly type: 'pause' };
export type ResumeReminders = { readonly type: 'resume' };
/** Told once the mail was handed over; `why` where it was not taken. */
export type RecordReminderTest = { readonly type: 'record-test'; readonly account: string; readonly why?: TestFault };

export type ReminderSwitchCommand = PauseReminders | ResumeReminders | RecordReminderTest;
