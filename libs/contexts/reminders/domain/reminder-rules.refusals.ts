import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on rules of reminders is refused. */
export const REMINDER_RULES_REFUSALS = {
  'no-such-scope': { field: 'scope', message: 'There is no such group or plan.' },
  'no-such-day': { field: 'from', message: 'The first day must be a real date.' },
  'rules-for-the-past': {
    field: 'from',
    message: 'Rules begin today or later: nobody is reminded of what was due before.',
  },
  'later-rules-set': {
    field: 'from',
    kind: 'conflict',
    message: 'Rules from a later day are set here already: begin on that day, which replaces them, or after it.',
  },
  'days-before-due': {
    field: 'beforeDue',
    message: 'Enter up to six different whole numbers of working days, each from 1 to 120.',
  },
  'overdue-interval': { field: 'overdueEvery', message: 'Reminders while overdue come every 1 to 90 days.' },
  'silence-interval': { field: 'silentAfter', message: 'Silence is asked about after 7 to 365 days.' },
  'monitoring-lead-step': {
    field: 'toMonitoringLeadAfter',
    message: 'The monitoring lead is asked after 1 to 60 working days.',
  },
  'group-step': { field: 'toGroupAfter', message: 'The group is told after 1 to 60 working days.' },
  'ladder-order': { field: 'toGroupAfter', message: 'The group is told later than the monitoring lead is asked.' },
  'time-of-day': { field: 'sendAt', message: 'Times of day are hours and minutes, such as 08:00.' },
  'quiet-hours': { field: 'quietTo', message: 'The quiet hours end at another time than they begin.' },
  'sent-in-quiet-hours': { field: 'sendAt', message: 'Mail is not sent within the quiet hours: choose another time.' },
  'weekly-cap': { field: 'perWeek', message: 'One person is sent at most 1 to 5 mails a week, or as many as are due.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type ReminderRulesRefusalRule = keyof typeof REMINDER_RULES_REFUSALS;
export type ReminderRulesRefusal = Refusal<ReminderRulesRefusalRule>;

export const reminderRulesRefusal = refusalsFrom(REMINDER_RULES_REFUSALS);
