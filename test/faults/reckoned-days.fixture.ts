import { BANK_HOLIDAYS } from '@minutebook/kernel';

const HOLIDAYS = new Set(BANK_HOLIDAYS['england-and-wales'].map(({ date }) => date));

const following = new Map<string, string>();

export function nextDay(day: string, days = 1): string {
  if (days !== 1) return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const known = following.get(day);
  if (known !== undefined) return known;
  const next = new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  following.set(day, next);
  return next;
}

/** 1 (Monday) to 7. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
}

const working = new Map<string, boolean>();

export function isWorkingDay(day: string): boolean {
  const known = working.get(day) ?? (weekdayOf(day) < 6 && !HOLIDAYS.has(day));
  working.set(day, known);
  return known;
}

const LONDON = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-03-30 08:00` */
export function london(at: number): string {
  return LONDON.format(at);
}

/** The instant at which London's clocks show a time: found by trying both offsets. */
export function instantOf(day: string, time: string): number {
  const utc = Date.parse(`${day}T${time}:00Z`);
  return london(utc) === `${day} ${time}` ? utc : utc - 3_600_000;
}

/** So many working days after a day, or before it; weekends and bank holidays are walked over one by one. */
export function workingDays(day: string, count: number, step: 1 | -1): string {
  let on = day;
  for (let left = count; left > 0;) {
    on = nextDay(on, step);
    if (isWorkingDay(on)) left -= 1;
  }
  return on;
}

/** The first working day from one on, in a direction. */
export function rolled(day: string, step: 1 | -1): string {
  let on = day;
  while (!isWorkingDay(on)) on = nextDay(on, step);
  return on;
}

export function mondayOf(day: string): string {
  return nextDay(day, 1 - weekdayOf(day));
}
