import fc from 'fast-check';
import { folded, textValue, writeICalendar, type CalendarDate } from './write-icalendar';

const DATE: CalendarDate = {
  uid: 'action-a1@minutebook',
  on: '2015-03-31',
  summary: 'DK4 Systemic training',
  url: 'https://minutebook.example.gov.uk/actions/a1',
  sequence: 3,
  changedAt: Date.UTC(2014, 5, 16, 8, 5, 9, 999),
};

const linesOf = (text: string): readonly string[] => text.split('\r\n');
const unfolded = (text: string): string => text.replace(/\r\n[ \t]/g, '');

describe('a calendar', () => {
  it('is written as RFC 5545 has it, and ends each line with CRLF', () => {
    const text = writeICalendar({ name: 'Due dates', dates: [DATE], refreshHours: 6 });
    expect(text).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Minutebook//Due dates//EN',
        'CALSCALE:GREGORIAN',
        'NAME:Due dates',
        'X-WR-CALNAME:Due dates',
        'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
        'X-PUBLISHED-TTL:PT6H',
        'BEGIN:VEVENT',
        'UID:action-a1@minutebook',
        'DTSTAMP:20140616T080509Z',
        'LAST-MODIFIED:20140616T080509Z',
        'SEQUENCE:3',
        'DTSTART;VALUE=DATE:20150331',
        'SUMMARY:DK4 Systemic training',
        'URL:https://minutebook.example.gov.uk/actions/a1',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('has one component where nothing is due, as each calendar must', () => {
    const text = writeICalendar({ name: 'Due dates', dates: [], refreshHours: 6 });
    expect(linesOf(text).slice(8, 10)).toEqual(['BEGIN:VTIMEZONE', 'TZID:Europe/London']);
    expect(linesOf(text).slice(-3)).toEqual(['END:VTIMEZONE', 'END:VCALENDAR', '']);
    expect(text).not.toContain('VEVENT');
  });

  it('holds whatever people type into a title, in lines of at most 75 bytes, and no line of their own', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('a\r\nEND:VCALENDAR\r\nBEGIN:VEVENT', 'x'.repeat(400), '🧒🏽'.repeat(40), 'é,;\\'.repeat(60)),
    );
    fc.assert(
      fc.property(typed, typed, (summary, name) => {
        const text = writeICalendar({ name, dates: [{ ...DATE, summary }], refreshHours: 6 });
        for (const line of linesOf(text)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(Buffer.from(text).toString()).toBe(text);
        expect(linesOf(unfolded(text))).toHaveLength(20);
        expect(unfolded(text).match(/^(BEGIN|END):/gm)).toHaveLength(4);
      }),
    );
  });
});

describe('a text', () => {
  it('is escaped as in the example of section 3.3.11', () => {
    expect(textValue('Project XYZ Final Review\nConference Room - 3B\nCome Prepared.')).toBe(
      'Project XYZ Final Review\\nConference Room - 3B\\nCome Prepared.',
    );
    expect(textValue('a;b,c\\d')).toBe('a\\;b\\,c\\\\d');
    expect(textValue('one\r\ntwo\rthree\u0007')).toBe('one\\ntwo\\nthree ');
  });
});

describe('a long line', () => {
  it('reads the same once it is put together again, as in the example of section 3.1', () => {
    const line = 'DESCRIPTION:This is a long description that exists on a long line, which is a matter of 75 bytes.';
    expect(linesOf(folded(line)).map((part) => Buffer.byteLength(part))).toEqual([75, line.length - 75 + 1]);
    expect(unfolded(folded(line))).toBe(line);
    expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
    expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
  });

  it('is never broken within a character of several bytes', () => {
    // 74 bytes, and then one of two, three or four: none of them fits.
    for (const character of ['é', '–', '🧒']) {
      const line = 'x'.repeat(74) + character;
      expect(folded(line)).toBe(`${'x'.repeat(74)}\r\n ${character}`);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (line) => {
        fc.pre(!/[\r\n]/.test(line));
        const parts = linesOf(folded(line));
        for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
        expect(unfolded(folded(line))).toBe(line);
        expect(folded(line)).not.toContain('\uFFFD');
      }),
    );
  });
});
