import type { LocalDate } from '@minutebook/kernel';
import type { ReminderDelivery, ReminderRules, RulesScope } from './reminder-rules.events';

/** Most days before a due date on which rules may remind. */
export const MOST_DAYS_BEFORE = 6;

export type SetReminderRules = {
  readonly type: 'set';
  readonly scope: RulesScope;
  /** Whether there is such a group or plan. */
  readonly exists: boolean;
  readonly from: LocalDate;
  readonly rules: ReminderRules;
  readonly today: LocalDate;
};
export type EndReminderRules = {
  readonly type: 'end';
  readonly scope: RulesScope;
  readonly from: LocalDate;
  readonly today: LocalDate;
};
export type SetReminderDelivery = {
  readonly type: 'set-delivery';
  readonly from: LocalDate;
  readonly delivery: ReminderDelivery;
  readonly today: LocalDate;
};

export type ReminderRulesCommand = SetReminderRules | EndReminderRules | SetReminderDelivery;
