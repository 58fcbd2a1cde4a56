import type { LocalDate } from '@minutebook/kernel';
import { uuidV5 } from '@minutebook/kernel/recording';
import type { ReminderChannel } from '../domain/reminder.events';

/** Namespaces of derived ids. Never changed. */
const MESSAGES = '5d0c9b7e-3a41-5e86-9d22-0b8f4c6e7a01';

/** The key of the one message to a person on a day by a channel: whoever is to send it finds who has claimed it. */
export function reminderKey(account: string, day: LocalDate, channel: ReminderChannel): string {
  return uuidV5(MESSAGES, `${channel} ${day} ${account}`);
}

export function reminderStream(key: string): string {
  return `reminder-${key}`;
}

export const POLICY_STREAM = 'policy-reminders';
