import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on somebody's preferences is refused. */
export const REMINDER_PREFERENCES_REFUSALS = {
  'no-such-weekday': { field: 'onlyOn', message: 'Choose a day from Monday to Friday, or any working day.' },
  'no-such-feed': { kind: 'not-found', message: 'There is no such calendar address.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type ReminderPreferencesRefusalRule = keyof typeof REMINDER_PREFERENCES_REFUSALS;
export type ReminderPreferencesRefusal = Refusal<ReminderPreferencesRefusalRule>;

export const reminderPreferencesRefusal = refusalsFrom(REMINDER_PREFERENCES_REFUSALS);
