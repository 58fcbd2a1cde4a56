import { daysBetween, isLocalDate, londonDateOf, londonTimeOf, MONTHS, type LocalDate } from '@minutebook/kernel';

interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** Days since 1970, so that distances are a subtraction. */
  readonly ordinal: number;
}

/** Dates taken apart: a board writes the same few over and over, and each costs as much as the rest of its row. */
const taken = new Map<string, DateParts>();

function partsOf(date: LocalDate): DateParts {
  const known = taken.get(date);
  if (known !== undefined) return known;
  if (!isLocalDate(date)) throw new Error(`Not a date to show: ${JSON.stringify(date)}`);
  const [year, month, day] = date.split('-') as [string, string, string];
  const parts = {
    year,
    month: MONTHS[Number(month) - 1] as string,
    day: String(Number(day)),
    ordinal: daysBetween('1970-01-01', date),
  };
  if (taken.size >= 20_000) taken.clear();
  taken.set(date, parts);
  return parts;
}

/** A date as the council writes it: "16 June 2014". */
export function ukDate(date: LocalDate): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${month} ${year}`;
}

/** A date for a dense table: "16 Jun 2014". */
export function shortDate(date: LocalDate): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${month.slice(0, 3)} ${year}`;
}

/** An instant (epoch milliseconds) in London: "16 June 2014, 09:05". */
export function ukDateTime(instant: number): string {
  if (!Number.isFinite(instant)) throw new Error(`Not an instant to show: ${JSON.stringify(instant)}`);
  return `${ukDate(londonDateOf(instant))}, ${londonTimeOf(instant)}`;
}

/**
 * How far a date lies from the date of the page: "today", "in 12 days", "3 days ago". To the day within eight weeks, then
 * in months, and in years from two years on, rounded to the nearest.
 */
export function distance(date: LocalDate, pageDate: LocalDate): string {
  const days = partsOf(date).ordinal - partsOf(pageDate).ordinal;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const length = Math.abs(days);
  const months = Math.round(length / 30.436875);
  const words =
    length <= 56 ? `${length} days` : months < 24 ? `${months} months` : `${Math.round(length / 365.2425)} years`;
  return days > 0 ? `in ${words}` : `${words} ago`;
}

/** A whole number with its thousands apart: "1,234". */
export function wholeNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Integer pence as pounds: "£1,000", "£1,000.50", "−£20". */
export function money(pence: number): string {
  if (!Number.isSafeInteger(pence)) throw new Error(`Not whole pence: ${JSON.stringify(pence)}`);
  const size = Math.abs(pence);
  const rest = size % 100;
  const pounds = wholeNumber((size - rest) / 100);
  return `${pence < 0 ? '−' : ''}£${pounds}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
}

/** A count with its noun: "1 action", "2 actions", "1,200 replies" (`plural(1200, 'reply', 'replies')`). */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${wholeNumber(count)} ${count === 1 ? one : many}`;
}
