import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on the sending of reminders is refused. */
export const REMINDER_SWITCH_REFUSALS = {
  'no-mail-leaves': { message: 'No mail leaves this service: set up a mail server first.' },
  'no-own-address': { message: 'Your account has no address of mail: have one added under People first.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type ReminderSwitchRefusalRule = keyof typeof REMINDER_SWITCH_REFUSALS;
export type ReminderSwitchRefusal = Refusal<ReminderSwitchRefusalRule>;

export const reminderSwitchRefusal = refusalsFrom(REMINDER_SWITCH_REFUSALS);
