import data from './bank-holidays.json';
import { isLocalDate, type LocalDate } from './local-date';

/** The parts of the United Kingdom that have bank holidays of their own. */
export const DIVISIONS = ['england-and-wales', 'scotland', 'northern-ireland'] as const;

export type Division = (typeof DIVISIONS)[number];

export const DIVISION_NAMES: Readonly<Record<Division, string>> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

export interface BankHoliday {
  readonly title: string;
  /** What GOV.UK says of it: a substitute day, an extra day. */
  readonly notes?: string;
}

/** Where the days are from, in words that a page can show. */
export const BANK_HOLIDAYS_SOURCE: string = data.source;

/** First and last year of which every bank holiday is known. Of any other year nothing is known, which is not "none". */
export const COVERED_YEARS: { readonly from: number; readonly to: number } = data.years;

/** Every bank holiday of each division, in the order of their dates. */
export const BANK_HOLIDAYS: Readonly<Record<Division, readonly (BankHoliday & { readonly date: LocalDate })[]>> =
  data.divisions;

const byDate = new Map(
  DIVISIONS.map((division) => [
    division,
    new Map(BANK_HOLIDAYS[division].map(({ date, ...holiday }): [LocalDate, BankHoliday] => [date, holiday])),
  ]),
);

/** Whether the bank holidays of this date's year are known. What is no real date is not covered. */
export function coversDate(date: LocalDate): boolean {
  if (!isLocalDate(date)) return false;
  const year = Number(date.slice(0, 4));
  return year >= COVERED_YEARS.from && year <= COVERED_YEARS.to;
}

/** The bank holiday on a date. Undefined also where nothing is known: ask `coversDate`, or count by a `WorkingCalendar`. */
export function bankHoliday(date: LocalDate, division: Division): BankHoliday | undefined {
  return byDate.get(division)?.get(date);
}
