import fc from 'fast-check';
import {
  addDays,
  dateInWords,
  daysBetween,
  endOfLondonDay,
  isLocalDate,
  londonDateOf,
  londonInstant,
  londonTimeOf,
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
    ['2014-10-26', '01:30', '2014-10-26T00:30:00Z'],
  ])('%s %s is %s, also where that hour is skipped or comes twice', (day, time, iso) => {
    expect(londonInstant(day, time)).toBe(utc(iso));
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
