import { DIVISION_NAMES } from '@minutebook/kernel';
import type { ReminderDelivery, ReminderRules } from './reminder-rules.events';

/** Monday first. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;

/** One clause for each thing that rules remind of: "28, 14 and 3 working days before". */
export function rulesInWords(rules: ReminderRules): readonly string[] {
  const { beforeDue, onTheDay, overdueEvery, silentAfter, toMonitoringLeadAfter, toGroupAfter } = rules;
  const clauses = [
    ...(beforeDue.length > 0 ? [`${listed(beforeDue)} working ${isOne(beforeDue) ? 'day' : 'days'} before`] : []),
    ...(onTheDay ? ['on the day'] : []),
    ...(overdueEvery === null ? [] : [`${everyInWords(overdueEvery)} while overdue`]),
    ...(silentAfter === null
      ? []
      : [`after ${silentAfter} days without a report, and every ${silentAfter} days again`]),
    ...(toMonitoringLeadAfter === null
      ? []
      : [`the monitoring lead after ${workingDays(toMonitoringLeadAfter)} overdue`]),
    ...(toGroupAfter === null ? [] : [`the group after ${workingDays(toGroupAfter)} overdue`]),
  ];
  return clauses.length > 0 ? clauses : ['no reminders'];
}

export function deliveryInWords({
  sendAt,
  quietFrom,
  quietTo,
  perWeek,
  division,
}: ReminderDelivery): readonly string[] {
  return [
    `at ${sendAt} on working days`,
    `nothing from ${quietFrom} to ${quietTo}`,
    perWeek === null ? 'as many a week as are due' : `at most ${perWeek} a week to one person`,
    `bank holidays of ${DIVISION_NAMES[division]}`,
  ];
}

function everyInWords(days: number): string {
  if (days === 1) return 'each day';
  return days === 7 ? 'each week' : `every ${days} days`;
}

function workingDays(days: number): string {
  return days === 1 ? '1 working day' : `${days} working days`;
}

function isOne(days: readonly number[]): boolean {
  return days.length === 1 && days[0] === 1;
}

function listed(numbers: readonly number[]): string {
  return numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
