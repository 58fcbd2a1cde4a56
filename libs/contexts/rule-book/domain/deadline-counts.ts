import {
  addDays,
  addMonths,
  calendarDays,
  clearCalendarDaysBefore,
  isLocalDate,
  lastDayOfWeeks,
  lastDayOfYears,
  OutsideCalendar,
  type CountedDay,
  type LocalDate,
  type WorkingCalendar,
} from '@minutebook/kernel';
import type { DaysCounted } from './rules';

/** A day that was counted to, with every day of the count. */
export interface CountedTo {
  readonly date: LocalDate;
  readonly days: DaysCounted;
  readonly working: readonly CountedDay[];
}

/** A sum of calendar days leaves the years of which this product knows any date. */
export class BeyondDates extends Error {
  constructor() {
    super('This sum leaves the years 1900 to 2199');
    this.name = 'BeyondDates';
  }
}

/** The last day that leaves n clear days before another: neither of the two is one of them. */
export function clearDaysBefore(
  to: LocalDate,
  { n, days, ends }: { readonly n: number; readonly days: DaysCounted; readonly ends: readonly [string, string] },
  calendar: WorkingCalendar,
): CountedTo {
  const date = days === 'working-days' ? calendar.clearWorkingDaysBefore(to, n) : known(clearCalendarDaysBefore(to, n));
  const [first, last] = ends;
  const counted = explained(date, to, days, calendar);
  return { date, days, working: [notCounted(date, first), ...counted.slice(1, -1), notCounted(to, last)] };
}

/** The nth working day after another, which is not counted. */
export function workingDaysAfter(from: LocalDate, n: number, why: string, calendar: WorkingCalendar): CountedTo {
  const date = calendar.workingDaysAfter(from, n);
  return { date, days: 'working-days', working: [notCounted(from, why), ...calendar.explain(addDays(from, 1), date)] };
}

/** The nth calendar day after another, which is not counted. */
export function calendarDaysAfter(from: LocalDate, n: number, why: string): CountedTo {
  return after(from, known(addDays(from, n)), why);
}

/** The day that lies n calendar days before another: it counts itself, the other does not. */
export function calendarDaysBefore(to: LocalDate, n: number, why: string): CountedTo {
  const date = known(addDays(to, -n));
  return { date, days: 'calendar-days', working: [...calendarDays(date, addDays(to, -1)), notCounted(to, why)] };
}

/** The last day of n weeks; the first counts. */
export function weeksFrom(from: LocalDate, n: number): CountedTo {
  return upTo(from, known(lastDayOfWeeks(from, n)));
}

/** The last day of n years; the first counts. */
export function yearsFrom(from: LocalDate, n: number): CountedTo {
  return upTo(from, known(lastDayOfYears(from, n)));
}

/** The last day of n months after another, which is not counted. */
export function monthsAfter(from: LocalDate, n: number, why: string): CountedTo {
  return after(from, known(addMonths(from, n)), why);
}

function after(from: LocalDate, date: LocalDate, why: string): CountedTo {
  return { date, days: 'calendar-days', working: [notCounted(from, why), ...calendarDays(addDays(from, 1), date)] };
}

function upTo(from: LocalDate, date: LocalDate): CountedTo {
  return { date, days: 'calendar-days', working: calendarDays(from, date) };
}

function explained(from: LocalDate, to: LocalDate, days: DaysCounted, calendar: WorkingCalendar) {
  return days === 'working-days' ? calendar.explain(from, to) : calendarDays(from, to);
}

function notCounted(date: LocalDate, why: string): CountedDay {
  return { date, counts: false, why };
}

function known(date: LocalDate): LocalDate {
  if (!isLocalDate(date)) throw new BeyondDates();
  return date;
}

/** Why a sum cannot be done, in words; undefined for any other error. */
export function sumFault(error: unknown): string | undefined {
  return error instanceof OutsideCalendar || error instanceof BeyondDates ? `${error.message}.` : undefined;
}
