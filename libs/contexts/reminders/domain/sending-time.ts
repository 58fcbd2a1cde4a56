import { addDays, londonDateOf, londonInstant, londonTimeOf, weekday, type LocalDate } from '@minutebook/kernel';
import type { ReminderCalendar } from './reminder-calendar';
import type { ReminderDelivery } from './reminder-rules.events';

/** Whether no mail leaves at a time of day. The quiet hours may reach over midnight. */
export function isQuiet(time: string, { quietFrom, quietTo }: ReminderDelivery): boolean {
  return quietFrom <= quietTo ? quietFrom <= time && time < quietTo : time >= quietFrom || time < quietTo;
}

/** When the mail of a day leaves: epoch ms. Right through both clock changes, for it is a time of day in London. */
export function sendingTime(day: LocalDate, { sendAt }: ReminderDelivery): number {
  return londonInstant(day, sendAt);
}

/**
 * The first instant from `now` on at which mail of a day may leave; undefined where that day's has passed. Epoch ms.
 */
export function mayLeaveAt(day: LocalDate, now: number, delivery: ReminderDelivery): number | undefined {
  const from = sendingTime(day, delivery);
  if (now <= from) return from;
  return londonDateOf(now) === day && !isQuiet(londonTimeOf(now), delivery) ? now : undefined;
}

/** The next day after one on which mail goes to a person: a working day, and their own weekday where they chose one. */
export function nextSendingDay(day: LocalDate, calendar: ReminderCalendar, onlyOn: number | null): LocalDate {
  return sendingDayFrom(addDays(day, 1), calendar, onlyOn);
}

/** The first such day from one on. Where the chosen weekday is no working day, the next working day stands in for it. */
export function sendingDayFrom(day: LocalDate, calendar: ReminderCalendar, onlyOn: number | null): LocalDate {
  if (onlyOn === null) return calendar.onOrAfter(day);
  // Back to the chosen weekday by which this day is: its stand-in may lie ahead still.
  const chosen = addDays(day, -((weekday(day) - onlyOn + 7) % 7));
  const standIn = calendar.onOrAfter(chosen);
  return standIn >= day ? standIn : calendar.onOrAfter(addDays(chosen, 7));
}
