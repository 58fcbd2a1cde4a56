import {
  addDays,
  COVERED_YEARS,
  coversDate,
  OutsideCalendar,
  weekday,
  type LocalDate,
  type WorkingCalendar,
} from '@minutebook/kernel';

/** The last day of which every bank holiday is known. */
export const LAST_KNOWN_DAY: LocalDate = `${COVERED_YEARS.to}-12-31`;

/**
 * The working days by which people are reminded. Where nobody knows the bank holidays of a year yet, each Monday to Friday counts:
 * a reminder on a bank holiday does no harm, and none at all does. No deadline may be worked out so (`WorkingCalendar` refuses it).
 */
export class ReminderCalendar {
  constructor(private readonly known: WorkingCalendar) {}

  /** The date where it is a working day, otherwise the next one. */
  onOrAfter(date: LocalDate): LocalDate {
    return sumOr(
      () => this.known.onOrAfter(date),
      () => this.stepped(addDays(date, -1), 1, 1),
    );
  }

  /** The date where it is a working day, otherwise the last one before it. */
  onOrBefore(date: LocalDate): LocalDate {
    return sumOr(
      () => this.known.onOrBefore(date),
      () => this.stepped(addDays(date, 1), 1, -1),
    );
  }

  /** The nth working day after a date; the date itself where n is 0. */
  workingDaysAfter(date: LocalDate, n: number): LocalDate {
    return sumOr(
      () => this.known.workingDaysAfter(date, n),
      () => this.stepped(date, n, 1),
    );
  }

  /** The nth working day before a date; the date itself where n is 0. */
  workingDaysBefore(date: LocalDate, n: number): LocalDate {
    return sumOr(
      () => this.known.workingDaysBefore(date, n),
      () => this.stepped(date, n, -1),
    );
  }

  /** Day by day: only a sum that leaves the known years is counted so. */
  private stepped(from: LocalDate, n: number, step: 1 | -1): LocalDate {
    let date = from;
    for (let left = n; left > 0;) {
      date = addDays(date, step);
      if (coversDate(date) ? this.known.isWorkingDay(date) : weekday(date) <= 5) left -= 1;
    }
    return date;
  }
}

function sumOr(sum: () => LocalDate, otherwise: () => LocalDate): LocalDate {
  try {
    return sum();
  } catch (error) {
    if (error instanceof OutsideCalendar) return otherwise();
    throw error;
  }
}
