import fc from 'fast-check';
import { bankHoliday, DIVISIONS } from './bank-holidays';
import { addDays, weekday } from './local-date';
import { OutsideCalendar, WorkingCalendar, type ClosureDay } from './working-days';

const england = new WorkingCalendar('england-and-wales');
const CLOSURES: readonly ClosureDay[] = [
  { date: '2014-12-24', name: 'Christmas closure' },
  { date: '2014-12-25', name: 'Christmas closure' },
  { date: '2014-12-29', name: 'Christmas closure' },
  { date: '2014-12-27', name: 'Christmas closure' },
];
const closing = new WorkingCalendar('england-and-wales', CLOSURES);

describe('a date', () => {
  it.each([
    ['2014-04-19', 'Weekend'],
    ['2014-04-20', 'Weekend'],
    ['2014-04-18', 'Good Friday'],
    ['2014-12-24', 'Christmas closure'],
    ['2014-12-25', 'Christmas Day'],
    ['2014-12-27', 'Weekend'],
    ['2014-12-29', 'Christmas closure'],
  ])('%s is no working day: %s', (date, why) => {
    expect(closing.whyNot(date)).toBe(why);
    expect(closing.isWorkingDay(date)).toBe(false);
  });

  it.each(['2014-04-17', '2014-04-22', '2014-12-30'])('%s is a working day', (date) => {
    expect(closing.whyNot(date)).toBeUndefined();
    expect(closing.isWorkingDay(date)).toBe(true);
  });

  it('is judged by its own division, and by no other council', () => {
    expect(england.isWorkingDay('2014-04-21')).toBe(false);
    expect(new WorkingCalendar('scotland').isWorkingDay('2014-04-21')).toBe(true);
    expect(england.isWorkingDay('2014-12-29')).toBe(true);
  });
});

describe('a closure day', () => {
  it.each(['2029-01-02', '2014-02-30'])('of %s, which the calendar does not cover, closes no other day', (date) => {
    const calendar = new WorkingCalendar('england-and-wales', [{ date, name: 'Closed' }]);

    expect(calendar.explain('2012-01-01', '2028-12-31')).toEqual(england.explain('2012-01-01', '2028-12-31'));
  });
});

describe('sums of working days', () => {
  it.each([
    ['2014-01-21', '2014-01-13'],
    ['2014-04-22', '2014-04-10'],
  ])('leave five clear working days before a meeting on %s from %s on', (meeting, published) => {
    expect(england.clearWorkingDaysBefore(meeting, 5)).toBe(published);
    expect(england.workingDaysBetween(published, addDays(meeting, -1))).toBe(5);
  });

  it('end a call-in of five working days after Thursday 23 January 2014 on Thursday 30 January', () => {
    expect(england.workingDaysAfter('2014-01-23', 5)).toBe('2014-01-30');
  });

  it.each([
    ['2014-04-17', 1, '2014-04-22'],
    ['2014-04-18', 1, '2014-04-22'],
    ['2014-04-19', 0, '2014-04-19'],
    ['2014-12-23', 1, '2014-12-30'],
  ])('go after %s by %i to %s', (from, n, to) => {
    expect(closing.workingDaysAfter(from, n)).toBe(to);
  });

  it.each([
    ['2014-04-22', 1, '2014-04-17'],
    ['2014-04-21', 1, '2014-04-17'],
    ['2014-04-19', 0, '2014-04-19'],
    ['2014-12-30', 1, '2014-12-23'],
  ])('go before %s by %i to %s', (from, n, to) => {
    expect(closing.workingDaysBefore(from, n)).toBe(to);
  });

  it('count the days after the first, up to and with the last', () => {
    expect(england.workingDaysBetween('2014-04-17', '2014-04-22')).toBe(1);
    expect(england.workingDaysBetween('2014-04-17', '2014-04-21')).toBe(0);
    expect(england.workingDaysBetween('2014-04-22', '2014-04-17')).toBe(-1);
    expect(england.workingDaysBetween('2014-04-22', '2014-04-22')).toBe(0);
  });

  it('move a date to the working day on it, after it or before it', () => {
    expect([england.onOrAfter('2014-04-17'), england.onOrBefore('2014-04-22')]).toEqual(['2014-04-17', '2014-04-22']);
    expect([england.onOrAfter('2014-04-18'), england.onOrBefore('2014-04-21')]).toEqual(['2014-04-22', '2014-04-17']);
  });

  it('are explained day by day', () => {
    expect(england.explain('2014-04-17', '2014-04-22')).toEqual([
      { date: '2014-04-17', counts: true, why: 'Working day' },
      { date: '2014-04-18', counts: false, why: 'Good Friday' },
      { date: '2014-04-19', counts: false, why: 'Weekend' },
      { date: '2014-04-20', counts: false, why: 'Weekend' },
      { date: '2014-04-21', counts: false, why: 'Easter Monday' },
      { date: '2014-04-22', counts: true, why: 'Working day' },
    ]);
    expect(england.explain('2014-04-22', '2014-04-17')).toEqual([]);
  });

  it.each([-1, 1.5, NaN, Infinity])('are not made of %p days', (n) => {
    expect(() => england.workingDaysAfter('2014-01-23', n)).toThrow(RangeError);
    expect(() => england.workingDaysBefore('2014-01-23', n)).toThrow(RangeError);
    expect(() => england.clearWorkingDaysBefore('2014-01-23', n)).toThrow(RangeError);
  });
});

describe('outside the covered years', () => {
  const sums: [string, () => unknown][] = ['2011-12-30', '2029-01-02', '2014-02-30'].flatMap(
    (date): [string, () => unknown][] => [
      [`whether ${date} is one`, () => england.isWorkingDay(date)],
      [`why ${date} is none`, () => england.whyNot(date)],
      [`after ${date}`, () => england.workingDaysAfter(date, 1)],
      [`none after ${date}`, () => england.workingDaysAfter(date, 0)],
      [`before ${date}`, () => england.workingDaysBefore(date, 1)],
      [`none before ${date}`, () => england.workingDaysBefore(date, 0)],
      [`clear before ${date}`, () => england.clearWorkingDaysBefore(date, 5)],
      [`from ${date}`, () => england.workingDaysBetween(date, '2014-06-16')],
      [`to ${date}`, () => england.workingDaysBetween('2014-06-16', date)],
      [`on or after ${date}`, () => england.onOrAfter(date)],
      [`on or before ${date}`, () => england.onOrBefore(date)],
      [`the list from ${date}`, () => england.explain(date, '2014-06-16')],
      [`the list to ${date}`, () => england.explain('2014-06-16', date)],
    ],
  );

  it.each([
    ...sums,
    ['off the end', () => england.workingDaysAfter('2028-12-29', 1)],
    ['off the beginning', () => england.workingDaysBefore('2012-01-03', 1)],
    ['on or after the last weekend', () => england.onOrAfter('2028-12-30')],
    ['on or before the first holiday', () => england.onOrBefore('2012-01-02')],
    ['far off', () => england.workingDaysAfter('2014-06-16', 1_000_000)],
  ] satisfies [string, () => unknown][])('nothing is counted: %s', (_, sum) => {
    expect(sum).toThrow(OutsideCalendar);
  });

  it('it is said in words what is known', () => {
    expect(() => england.onOrAfter('2029-01-02')).toThrow(
      'Working days are known for the years 2012 to 2028, and 2 January 2029 is not in them',
    );
    expect(() => england.workingDaysAfter('2028-12-29', 1)).toThrow('this sum goes beyond them');
  });

  it('the first and the last day still count', () => {
    expect(england.workingDaysAfter('2012-01-01', 1)).toBe('2012-01-03');
    expect(england.workingDaysBefore('2028-12-31', 1)).toBe('2028-12-29');
    expect(england.workingDaysBetween('2012-01-01', '2028-12-31')).toBe(
      england.explain('2012-01-01', '2028-12-31').filter(({ counts }) => counts).length,
    );
  });
});

describe('for every division, closure days and date', () => {
  /** 2013 to 2027: whatever is added to these dates below stays in the covered years. */
  const date = fc.integer({ min: 0, max: 5_477 }).map((days) => addDays('2013-01-01', days));
  const count = fc.integer({ min: 0, max: 60 });
  const calendar = fc
    .record({ division: fc.constantFrom(...DIVISIONS), closed: fc.array(date, { maxLength: 30 }) })
    .map(({ division, closed }) => ({
      made: new WorkingCalendar(
        division,
        closed.map((day) => ({ date: day, name: 'Closed' })),
      ),
      counts: (day: string) => weekday(day) <= 5 && !bankHoliday(day, division) && !closed.includes(day),
    }));

  /** The date after which n working days were passed, one calendar day at a time. */
  const walk = (from: string, n: number, step: 1 | -1, counts: (day: string) => boolean) => {
    let day = from;
    for (let left = n; left > 0;) {
      day = addDays(day, step);
      if (counts(day)) left--;
    }
    return day;
  };

  it('sums are those of a count day by day', () => {
    fc.assert(
      fc.property(calendar, date, count, ({ made, counts }, day, n) => {
        const after = walk(day, n, 1, counts);

        expect(made.isWorkingDay(day)).toBe(counts(day));
        expect(made.workingDaysAfter(day, n)).toBe(after);
        expect(made.workingDaysBefore(day, n)).toBe(walk(day, n, -1, counts));
        expect(made.clearWorkingDaysBefore(day, n)).toBe(walk(day, n + 1, -1, counts));
        expect(made.onOrAfter(day)).toBe(counts(day) ? day : walk(day, 1, 1, counts));
        expect(made.onOrBefore(day)).toBe(counts(day) ? day : walk(day, 1, -1, counts));
        expect(made.explain(addDays(day, 1), after).filter((counted) => counted.counts)).toHaveLength(n);
      }),
    );
  });

  it('there and back is the date, moved to a working day', () => {
    fc.assert(
      fc.property(calendar, date, count, ({ made }, day, n) => {
        fc.pre(n > 0);

        expect(made.workingDaysBefore(made.workingDaysAfter(day, n), n)).toBe(made.onOrBefore(day));
        expect(made.workingDaysAfter(made.workingDaysBefore(day, n), n)).toBe(made.onOrAfter(day));
      }),
    );
  });

  it('what was added lies between, and sums add up', () => {
    fc.assert(
      fc.property(calendar, date, date, date, count, count, ({ made }, a, b, c, n, m) => {
        expect(made.workingDaysBetween(a, made.workingDaysAfter(a, n))).toBe(n);
        expect(made.workingDaysAfter(made.workingDaysAfter(a, n), m)).toBe(made.workingDaysAfter(a, n + m));
        expect(made.workingDaysBetween(a, b) + made.workingDaysBetween(b, c)).toBe(made.workingDaysBetween(a, c));
      }),
    );
  });

  it('a later date or a longer count never gives an earlier result', () => {
    fc.assert(
      fc.property(calendar, date, date, count, ({ made }, a, b, n) => {
        const [early, late] = a <= b ? [a, b] : [b, a];

        expect(made.workingDaysAfter(early, n) <= made.workingDaysAfter(late, n)).toBe(true);
        expect(made.workingDaysBefore(early, n) <= made.workingDaysBefore(late, n)).toBe(true);
        expect(made.workingDaysAfter(a, n) < made.workingDaysAfter(a, n + 1)).toBe(true);
        expect(made.workingDaysBefore(a, n) > made.workingDaysBefore(a, n + 1)).toBe(true);
      }),
    );
  });
});
