import fc from 'fast-check';
import {
  addDays,
  dateInWords,
  dayInWords,
  daysBetween,
  endOfLondonDay,
  isLocalDate,
  londonDateOf,
  londonInstant,
  londonTimeOf,
  startOfWeek,
  weekday,
} from './local-date';

const utc = (iso: string) => Date.parse(iso);

/** Instants of the years in which this product keeps records, and some before. */
const instant = fc.integer({ min: utc('1970-01-01T00:00:00Z'), max: utc('2060-12-31T23:59:59Z') });
const date = fc.integer({ min: -25_567, max: 84_005 }).map((days) => addDays('1970-01-01', days));

describe('the London date and time of an instant', () => {
  it.each([
    ['2014-01-16T23:59:59Z', '2014-01-16', '23:59'],
    ['2014-06-16T22:59:59Z', '2014-06-16', '23:59'],
    ['2014-06-16T23:00:00Z', '2014-06-17', '00:00'],
    ['2014-03-30T00:59:59Z', '2014-03-30', '00:59'],
    ['2014-03-30T01:00:00Z', '2014-03-30', '02:00'],
    ['2014-10-26T00:59:59Z', '2014-10-26', '01:59'],
    ['2014-10-26T01:00:00Z', '2014-10-26', '01:00'],
    ['1970-06-01T23:30:00Z', '1970-06-02', '00:30'],
    ['1969-12-31T22:30:00Z', '1969-12-31', '23:30'],
    ['2024-02-29T12:00:00Z', '2024-02-29', '12:00'],
  ])('of %s are %s, %s', (iso, day, time) => {
    expect(londonDateOf(utc(iso))).toBe(day);
    expect(londonTimeOf(utc(iso))).toBe(time);
  });

  it("are those of the system's own calendar, whatever the zone of the machine", () => {
    const london = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Europe/London',
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    });

    fc.assert(
      fc.property(instant, (at) => {
        expect(`${londonDateOf(at)}, ${londonTimeOf(at)}`).toBe(london.format(at));
      }),
    );
  });

  it('lie in the day that ends after them', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const day = londonDateOf(at);

        expect(endOfLondonDay(day)).toBeGreaterThan(at);
        expect(endOfLondonDay(addDays(day, -1))).toBeLessThanOrEqual(at);
      }),
    );
  });
});

describe('the instant of a London date and time', () => {
  it.each([
    ['2014-01-16', '09:00', '2014-01-16T09:00:00Z'],
    ['2014-06-16', '09:00', '2014-06-16T08:00:00Z'],
    ['2014-03-30', '01:30', '2014-03-30T01:30:00Z'],
    ['2014-03-30', '00:59', '2014-03-30T00:59:00Z'],
    ['2014-03-30', '01:00', '2014-03-30T01:00:00Z'],
    ['2014-03-30', '02:00', '2014-03-30T01:00:00Z'],
    ['2014-03-30', '09:00', '2014-03-30T08:00:00Z'],
    ['2014-10-26', '00:59', '2014-10-25T23:59:00Z'],
    ['2014-10-26', '01:30', '2014-10-26T00:30:00Z'],
    ['2014-10-26', '02:00', '2014-10-26T02:00:00Z'],
    ['2014-10-26', '09:00', '2014-10-26T09:00:00Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00Z'],
    ['2026-03-29', '02:00', '2026-03-29T01:00:00Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00Z'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00Z'],
  ])('%s %s is %s, also where that hour is skipped or comes twice', (day, time, iso) => {
    expect(londonInstant(day, time)).toBe(utc(iso));
  });

  it('is the first at which the clocks show that time, one hour on where they skip it', () => {
    const minutes = Array.from({ length: 24 * 60 }, (_, minute) => minute);
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

    for (const [day, skips] of [
      ['2014-03-30', true],
      ['2014-10-26', false],
      ['2026-03-29', true],
      ['2026-10-25', false],
    ] as const)
      for (const minute of minutes) {
        const at = londonInstant(day, clock(minute));
        const shown = skips && minute >= 60 && minute < 120 ? minute + 60 : minute;

        expect([londonDateOf(at), londonTimeOf(at)]).toEqual([day, clock(shown)]);
        if (!skips) expect(londonTimeOf(at - 3_600_000)).not.toBe(clock(minute));
      }
  });

  it.each([
    ['2014-06-16', '2014-06-16T23:00:00Z'],
    ['2014-03-30', '2014-03-30T23:00:00Z'],
    ['2014-10-26', '2014-10-27T00:00:00Z'],
    ['2014-12-31', '2015-01-01T00:00:00Z'],
  ])('ends the day %s at %s', (day, iso) => {
    expect(endOfLondonDay(day)).toBe(utc(iso));
  });
});

describe('a date', () => {
  it.each(['2014-06-16', '2012-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('is %s', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    '2014-02-29',
    '1900-02-29',
    '2014-06-31',
    '2014-00-10',
    '2014-13-01',
    '2014-01-00',
    '1899-12-31',
    '2200-01-01',
    '2014-6-16',
    '16/06/2014',
    '2014-06-16T09:00',
    '2014-06-16\n',
    '',
    undefined,
    null,
    20140616,
  ])('is not %j', (value) => {
    expect(isLocalDate(value)).toBe(false);
  });

  it('is written as people here write it', () => {
    expect(dateInWords('2014-06-16')).toBe('16 June 2014');
    expect(dateInWords('2015-12-01')).toBe('1 December 2015');
    expect(dateInWords('some day')).toBe('some day');
    expect(dayInWords('2014-06-16')).toBe('Monday 16 June 2014');
    expect(dayInWords('2012-01-01')).toBe('Sunday 1 January 2012');
    expect(dayInWords('some day')).toBe('some day');
  });
});

describe('the week of a date', () => {
  it.each([
    ['2014-06-16', 1, '2014-06-16'],
    ['2014-06-22', 7, '2014-06-16'],
    ['2014-01-01', 3, '2013-12-30'],
    ['1970-01-01', 4, '1969-12-29'],
    ['1900-01-01', 1, '1900-01-01'],
  ])('%s is day %i of that of Monday %s', (day, number, monday) => {
    expect(weekday(day)).toBe(number);
    expect(startOfWeek(day)).toBe(monday);
  });

  it("agrees with the system's own calendar", () => {
    fc.assert(
      fc.property(date, (day) => {
        expect(weekday(day) % 7).toBe(new Date(utc(`${day}T00:00:00Z`)).getUTCDay());
        expect(weekday(startOfWeek(day))).toBe(1);
        expect(daysBetween(startOfWeek(day), day)).toBe(weekday(day) - 1);
      }),
    );
  });
});

describe('sums of days', () => {
  it.each([
    ['2014-02-28', 1, '2014-03-01'],
    ['2012-02-28', 1, '2012-02-29'],
    ['2014-12-31', 1, '2015-01-01'],
    ['2014-01-01', -1, '2013-12-31'],
    ['2014-03-29', 2, '2014-03-31'],
    ['1900-02-28', 1, '1900-03-01'],
  ])('make of %s and %i: %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  it('go forth and back, and their results are dates in order', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 400 }), (from, days) => {
        const to = addDays(from, days);

        expect(addDays(to, -days)).toBe(from);
        expect(daysBetween(from, to)).toBe(days);
        expect(from < to).toBe(true);
        expect(isLocalDate(from)).toBe(true);
      }),
    );
  });

  it("agree with the system's own calendar", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -400, max: 400 }), (from, days) => {
        const system = new Date(utc(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

        expect(addDays(from, days)).toBe(system);
      }),
    );
  });
});
