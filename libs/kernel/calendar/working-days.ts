import { BANK_HOLIDAYS, COVERED_YEARS, coversDate, type Division } from './bank-holidays';
import { addDays, dateInWords, daysBetween, weekday, type LocalDate } from './local-date';

/** A day on which the council does not work beside weekends and bank holidays, such as one between Christmas and New Year. */
export interface ClosureDay {
  readonly date: LocalDate;
  /** Opened: it is shown wherever a count is explained. */
  readonly name: string;
}

/** One day of a count, as it is explained: whether it counts as a working day, and why or why not. */
export interface CountedDay {
  readonly date: LocalDate;
  readonly counts: boolean;
  readonly why: string;
}

/**
 * A sum begins, ends or would end at a date whose bank holidays nobody knows. It is an error and not `undefined` or `false`,
 * because these read as "no" where a condition is made of them. Whoever takes dates from outside catches it, and refuses
 * with its message or shows that the date cannot be worked out.
 */
export class OutsideCalendar extends Error {
  /** `date`: what lies outside; undefined where the sum ran off the end of the calendar. */
  constructor(readonly date?: LocalDate) {
    super(
      `Working days are known for the years ${COVERED_YEARS.from} to ${COVERED_YEARS.to}, and ` +
        (date === undefined ? 'this sum goes beyond them' : `${dateInWords(date)} is not in them`),
    );
    this.name = 'OutsideCalendar';
  }
}

const FIRST_DAY = `${COVERED_YEARS.from}-01-01`;
const FIRST_WEEKDAY = weekday(FIRST_DAY);
const DAYS = daysBetween(FIRST_DAY, `${COVERED_YEARS.to + 1}-01-01`);

/**
 * The working days of one council: Monday to Friday, less the bank holidays of its division and its own closure days. Every
 * sum is refused with `OutsideCalendar` where it leaves the covered years. The days are counted once, when the calendar is
 * made; a sum is then a look into a table, so make one calendar and keep it.
 */
export class WorkingCalendar {
  /** Why Mondays to Fridays do not count, by days since the first. */
  private readonly daysOff = new Map<number, string>();
  /** The working days in their order, as days since the first. */
  private readonly workingDays: number[] = [];
  /** At each day, counted from the first: how many working days lie before it. One more entry than there are days. */
  private readonly countBefore = new Uint16Array(DAYS + 1);

  constructor(
    readonly division: Division,
    closures: readonly ClosureDay[] = [],
  ) {
    for (const { date, name } of closures) if (coversDate(date)) this.daysOff.set(dayOf(date), name);
    for (const { date, title } of BANK_HOLIDAYS[division]) this.daysOff.set(dayOf(date), title);
    for (let day = 0; day < DAYS; day++) {
      this.countBefore[day] = this.workingDays.length;
      if (this.reasonOff(day) === undefined) this.workingDays.push(day);
    }
    this.countBefore[DAYS] = this.workingDays.length;
  }

  isWorkingDay(date: LocalDate): boolean {
    return this.whyNot(date) === undefined;
  }

  /** Why a date is no working day: `Weekend`, the bank holiday's title or the closure day's name, the first that applies. */
  whyNot(date: LocalDate): string | undefined {
    return this.reasonOff(dayOf(date));
  }

  /** The nth working day after a date; the date itself, working day or not, where n is 0. */
  workingDaysAfter(date: LocalDate, n: number): LocalDate {
    requireCount(n);
    const day = dayOf(date);
    return n === 0 ? date : this.nthWorkingDay(this.countUpTo(day) + n - 1);
  }

  /** The nth working day before a date; the date itself, working day or not, where n is 0. */
  workingDaysBefore(date: LocalDate, n: number): LocalDate {
    requireCount(n);
    const day = dayOf(date);
    return n === 0 ? date : this.nthWorkingDay(this.countUpTo(day - 1) - n);
  }

  /**
   * The last working day that leaves n clear working days before a date. Clear days exclude both ends, the day of
   * publication and that of the meeting, and courts read them as working weekdays (domain report, 3.3).
   */
  clearWorkingDaysBefore(date: LocalDate, n: number): LocalDate {
    requireCount(n);
    return this.workingDaysBefore(date, n + 1);
  }

  /** How many working days lie after `from`, up to and with `to`. Where `to` is the earlier: those of the way back, negative. */
  workingDaysBetween(from: LocalDate, to: LocalDate): number {
    const first = dayOf(from);
    return this.countUpTo(dayOf(to)) - this.countUpTo(first);
  }

  /** The date where it is a working day, otherwise the next one. */
  onOrAfter(date: LocalDate): LocalDate {
    return this.nthWorkingDay(this.countUpTo(dayOf(date) - 1));
  }

  /** The date where it is a working day, otherwise the last one before it. */
  onOrBefore(date: LocalDate): LocalDate {
    return this.nthWorkingDay(this.countUpTo(dayOf(date)) - 1);
  }

  /** Every day from one date to another, both included, with what makes it count or not: the working of a sum. */
  explain(from: LocalDate, to: LocalDate): readonly CountedDay[] {
    const first = dayOf(from);
    const length = dayOf(to) - first + 1;
    return Array.from({ length: Math.max(0, length) }, (_, passed) => {
      const reason = this.reasonOff(first + passed);
      return { date: addDays(from, passed), counts: reason === undefined, why: reason ?? 'Working day' };
    });
  }

  private reasonOff(day: number): string | undefined {
    const isWeekend = (FIRST_WEEKDAY - 1 + day) % 7 >= 5;
    return isWeekend ? 'Weekend' : this.daysOff.get(day);
  }

  private countUpTo(day: number): number {
    return this.countBefore[day + 1] as number;
  }

  private nthWorkingDay(index: number): LocalDate {
    const day = this.workingDays[index];
    if (day === undefined) throw new OutsideCalendar();
    return addDays(FIRST_DAY, day);
  }
}

/** Days of the calendar by date, as far as they were asked for. */
const days = new Map<LocalDate, number>();

function dayOf(date: LocalDate): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  if (!coversDate(date)) throw new OutsideCalendar(date);
  const day = daysBetween(FIRST_DAY, date);
  days.set(date, day);
  return day;
}

function requireCount(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(`A count of working days is a whole number from 0, not ${n}`);
}
