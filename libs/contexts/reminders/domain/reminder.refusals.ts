import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on a message is refused. */
export const REMINDER_REFUSALS = {
  'no-such-reminder': { kind: 'not-found', message: 'There is no such reminder.' },
  'nothing-to-remind-of': { message: 'A reminder needs something to remind of.' },
  'reminder-claimed': { kind: 'conflict', message: 'This person was sent a reminder on this day already.' },
  'reminder-being-sent': {
    kind: 'conflict',
    message: 'The reminder is being sent, or its fate is not known yet.',
  },
  'reminder-over': { kind: 'conflict', message: 'The reminder was taken, refused or given up: it is not sent again.' },
  'other-attempt': { kind: 'conflict', message: 'This is the fate of another attempt than the last one.' },
  'not-in-reminder': { field: 'record', message: 'The reminder did not ask about this record.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type ReminderRefusalRule = keyof typeof REMINDER_REFUSALS;
export type ReminderRefusal = Refusal<ReminderRefusalRule>;

export const reminderRefusal = refusalsFrom(REMINDER_REFUSALS);
