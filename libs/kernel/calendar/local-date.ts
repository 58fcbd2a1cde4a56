import { Temporal } from 'temporal-polyfill';

/** A calendar date as an ISO string, `2014-06-16`. Compares with `<` as text. */
export type LocalDate = string;

/** The zone of every English council: what "today" and "the end of that day" mean. */
export const COUNCIL_TIME_ZONE = 'Europe/London';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Offset of London per day of UTC, in ms; undefined for a day within which it changes. */
const offsets = new Map<number, number | undefined>();

function londonOffset(instant: number): number {
  const day = Math.floor(instant / DAY);
  if (!offsets.has(day)) {
    const [first, last] = [offsetAt(day * DAY), offsetAt((day + 1) * DAY - 1)];
    if (offsets.size > 50_000) offsets.clear();
    offsets.set(day, first === last ? first : undefined);
  }
  return offsets.get(day) ?? offsetAt(instant);
}

function offsetAt(instant: number): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(COUNCIL_TIME_ZONE);
  return zoned.offsetNanoseconds / 1_000_000;
}

/** The London date of an instant (epoch milliseconds). */
export function londonDateOf(instant: number): LocalDate {
  const days = Math.floor((instant + londonOffset(instant)) / DAY);
  return dateFromEpochDays(days);
}

/** The London time of day of an instant, `09:05`. */
export function londonTimeOf(instant: number): string {
  // Instants before 1970 are negative, and so would their remainder be.
  const minutes = ((Math.floor((instant + londonOffset(instant)) / 60_000) % 1440) + 1440) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The first instant (epoch milliseconds) of the day after a date, in London. */
export function endOfLondonDay(date: LocalDate): number {
  return londonInstant(addDays(date, 1), '00:00');
}

/**
 * The instant (epoch milliseconds) of a London date and time of day (`09:00`). In the hour that is skipped in March, which no
 * clock shows, the later reading: 01:30 is when the clocks show 02:30. In the hour that comes twice in October, the first.
 */
export function londonInstant(date: LocalDate, time: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(COUNCIL_TIME_ZONE).epochMilliseconds;
}

/** Whether a text is a date that exists, written `YYYY-MM-DD`, in the years 1900 to 2199. */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string') return false;
  const match = /^(19|20|21)(\d\d)-(\d\d)-(\d\d)$/.exec(value);
  if (!match) return false;
  const [year, month, day] = value.split('-').map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The date `days` calendar days later (earlier where negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateFromEpochDays(epochDays(date) + days);
}

/** Calendar days from one date to another; negative where `to` lies before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDays(to) - epochDays(from);
}

/** The day of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekday(date: LocalDate): number {
  // 1970-01-01 was a Thursday; days before it are negative, and so would their remainder be.
  return ((((epochDays(date) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the week in which a date lies. */
export function startOfWeek(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekday(date));
}

/** As people here name them. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A date as people here write it: `16 June 2014`. Text that is no real date comes back as it is. */
export function dateInWords(date: LocalDate): string {
  if (!isLocalDate(date)) return date;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The same with its day of the week, where that matters: `Monday 16 June 2014`. */
export function dayInWords(date: LocalDate): string {
  return isLocalDate(date) ? `${WEEKDAYS[weekday(date) - 1]} ${dateInWords(date)}` : date;
}

// Days since 1970-01-01 by the proleptic Gregorian calendar (days from civil, H. Hinnant): no time zone can enter.
function epochDays(date: LocalDate): number {
  const [y, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const year = month <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateFromEpochDays(days: number): LocalDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** How many days a month has; January is 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
