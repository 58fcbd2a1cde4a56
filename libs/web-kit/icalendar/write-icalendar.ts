import type { LocalDate } from '@minutebook/kernel';

/** A date as a calendar programme shows it: one whole day. */
export interface CalendarDate {
  /** The same for ever, and of nothing else anywhere. */
  readonly uid: string;
  readonly on: LocalDate;
  readonly summary: string;
  /** An absolute address. */
  readonly url: string;
  /** Grows with each change. */
  readonly sequence: number;
  /** When it was last changed, epoch ms. */
  readonly changedAt: number;
}

/** A calendar that programmes fetch again and again. */
export interface Calendar {
  readonly name: string;
  readonly dates: readonly CalendarDate[];
  /** How often it is worth fetching. */
  readonly refreshHours: number;
}

export const ICALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** Europe/London as its clocks change since 1996. */
const LONDON = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T010000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** Longest line without its end, in bytes (RFC 5545, section 3.1). */
const LONGEST_LINE = 75;

/**
 * A calendar as RFC 5545 writes it, with the properties of RFC 7986 beside those that programmes knew before. The same dates
 * are the same text: the stamp of an event is when it was last changed, which is what it means where nothing is scheduled
 * (section 3.8.7.2).
 */
export function writeICalendar({ name, dates, refreshHours }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Minutebook//Due dates//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`,
    `X-PUBLISHED-TTL:PT${refreshHours}H`,
    // A calendar has at least one component (section 3.6): where nothing is due, its zone.
    ...(dates.length > 0 ? dates.flatMap(eventLines) : LONDON),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, on, summary, url, sequence, changedAt }: CalendarDate): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${textValue(uid)}`,
    `DTSTAMP:${instantValue(changedAt)}`,
    `LAST-MODIFIED:${instantValue(changedAt)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
    `SUMMARY:${textValue(summary)}`,
    `URL:${url}`,
    // A date that is due fills nobody's day.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** A text with what means something escaped (section 3.3.11); other control characters may stand in none. */
export function textValue(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\p{Cc}\p{Surrogate}]/gu, ' ');
}

/** A line with a break and a space after at most 75 bytes, never within a character (section 3.1). */
export function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LONGEST_LINE) {
      parts.push(part);
      // The space that begins a further line counts too.
      [part, bytes] = ['', 1];
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n ');
}

/** In UTC: `19970714T173000Z`. */
function instantValue(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
