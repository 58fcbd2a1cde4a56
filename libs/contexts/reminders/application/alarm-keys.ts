import type { LocalDate } from '@minutebook/kernel';

/** Names of alarms, and what each says to look at. */
export const digestAlarm = (account: string, day: LocalDate): string => `digest-${account}-${compact(day)}`;
export const againAlarm = (key: string): string => `again-${key}`;
export const deliveryAlarm = (key: string, asked: number): string => `delivery-${key}-${asked}`;
export const escalationAlarm = (stream: string): string => `escalate-${stream}`;
export const sweepAlarm = (day: LocalDate): string => `sweep-${compact(day)}`;

/** What an alarm says to look at; messages by their key. */
export type AlarmMeaning =
  | { readonly what: 'digest'; readonly account: string; readonly day: LocalDate }
  | { readonly what: 'again'; readonly message: string }
  | { readonly what: 'delivery'; readonly message: string; readonly asked: number }
  | { readonly what: 'escalate'; readonly stream: string }
  | { readonly what: 'sweep'; readonly day: LocalDate };

/** Reads the name of an alarm; undefined where it is of another version of the product. */
export function readAlarm(key: string): AlarmMeaning | undefined {
  const [, what = '', rest = '', number = ''] = /^([a-z]+)-(?:(.+)-)?([^-]+)$/.exec(key) ?? [];
  const whole = key.slice(what.length + 1);
  switch (what) {
    case 'digest':
      return rest !== '' && isDay(number) ? { what, account: rest, day: dayOf(number) } : undefined;
    case 'again':
      return { what, message: whole };
    case 'delivery':
      return rest !== '' && /^\d+$/.test(number) ? { what, message: rest, asked: Number(number) } : undefined;
    case 'escalate':
      return { what, stream: whole };
    case 'sweep':
      return isDay(whole) ? { what, day: dayOf(whole) } : undefined;
    default:
      return undefined;
  }
}

function compact(day: LocalDate): string {
  return day.replaceAll('-', '');
}

function isDay(text: string): boolean {
  return /^\d{8}$/.test(text);
}

function dayOf(text: string): LocalDate {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
