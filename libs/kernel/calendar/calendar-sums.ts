import type { CountedDay } from './working-days';
import { addDays, daysBetween, daysInMonth, type LocalDate } from './local-date';

/** The last day that leaves n clear calendar days before a date: neither end is one of them. */
export function clearCalendarDaysBefore(date: LocalDate, n: number): LocalDate {
  return addDays(date, -(n + 1));
}

/**
 * The date a number of calendar months later: the corresponding day of that month, or its last day where it has none, so that
 * a month after 31 January ends on 28 February (the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027).
 */
export function addMonths(date: LocalDate, n: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const months = year * 12 + month - 1 + n;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const toDay = Math.min(day, daysInMonth(toYear, toMonth));
  return `${String(toYear).padStart(4, '0')}-${String(toMonth).padStart(2, '0')}-${String(toDay).padStart(2, '0')}`;
}

/** The last day of a period of n calendar weeks that begins on a date, which is its first day. */
export function lastDayOfWeeks(from: LocalDate, n: number): LocalDate {
  return addDays(from, n * 7 - 1);
}

/**
 * The last day of a period of n months that begins on a date, which is its first day: the day before the corresponding one.
 * A month that lacks the corresponding day ends the period by its own end.
 */
export function lastDayOfMonths(from: LocalDate, n: number): LocalDate {
  const corresponding = addMonths(from, n);
  return corresponding.slice(8) === from.slice(8) ? addDays(corresponding, -1) : corresponding;
}

/** The same for n years: two years from 1 April 2014 end on 31 March 2016. */
export function lastDayOfYears(from: LocalDate, n: number): LocalDate {
  return lastDayOfMonths(from, n * 12);
}

/** Every day from one date to another, both included, as days that count: the working of a sum of calendar days. */
export function calendarDays(from: LocalDate, to: LocalDate): readonly CountedDay[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, passed) => ({
    date: addDays(from, passed),
    counts: true,
    why: 'Calendar day',
  }));
}
