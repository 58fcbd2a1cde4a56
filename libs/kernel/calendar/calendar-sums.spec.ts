import fc from 'fast-check';
import {
  addMonths,
  calendarDays,
  clearCalendarDaysBefore,
  lastDayOfMonths,
  lastDayOfWeeks,
  lastDayOfYears,
} from './calendar-sums';
import { addDays, daysBetween, isLocalDate } from './local-date';

const date = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1950-01-01', days));
const months = fc.integer({ min: 1, max: 240 });

describe('clear calendar days', () => {
  it('leave 28 between Monday 23 December 2013 and the Cabinet of 21 January 2014', () => {
    expect(clearCalendarDaysBefore('2014-01-21', 28)).toBe('2013-12-23');
  });

  it('lie between two dates, neither of which counts', () => {
    fc.assert(
      fc.property(date, fc.nat({ max: 400 }), (day, n) => {
        expect(daysBetween(clearCalendarDaysBefore(day, n), day) - 1).toBe(n);
      }),
    );
  });
});

describe('months', () => {
  it.each([
    ['2014-01-31', 1, '2014-02-28'],
    ['2012-01-31', 1, '2012-02-29'],
    ['2014-01-30', 3, '2014-04-30'],
    ['2014-11-30', 3, '2015-02-28'],
    ['2012-02-29', 12, '2013-02-28'],
    ['2012-02-29', 48, '2016-02-29'],
    ['2014-12-15', 1, '2015-01-15'],
    ['2014-02-28', 1, '2014-03-28'],
  ])('after %s, %i of them, it is %s', (from, n, to) => {
    expect(addMonths(from, n)).toBe(to);
  });

  it('end on the corresponding day, or on the last of a month that lacks it', () => {
    fc.assert(
      fc.property(date, months, (from, n) => {
        const to = addMonths(from, n);

        expect(isLocalDate(to)).toBe(true);
        const isLastOfMonth = addDays(to, 1).endsWith('-01');
        expect(to.slice(8) === from.slice(8) || (isLastOfMonth && to.slice(8) < from.slice(8))).toBe(true);
        expect(addMonths(from, n + 1) > to).toBe(true);
      }),
    );
  });
});

describe('a period that begins on its first day', () => {
  it.each([
    ['four weeks', lastDayOfWeeks('2014-09-01', 4), '2014-09-28'],
    ['a month', lastDayOfMonths('2014-04-01', 1), '2014-04-30'],
    ['a month from 31 January', lastDayOfMonths('2014-01-31', 1), '2014-02-28'],
    ['two years', lastDayOfYears('2014-04-01', 2), '2016-03-31'],
    ['two years over a leap day', lastDayOfYears('2014-03-01', 2), '2016-02-29'],
    ['a year from a leap day', lastDayOfYears('2012-02-29', 1), '2013-02-28'],
    ['four years from a leap day', lastDayOfYears('2012-02-29', 4), '2016-02-28'],
  ])('of %s ends on %s', (_, last, expected) => {
    expect(last).toBe(expected);
  });

  it('is followed by the next without a gap, whatever the months are like', () => {
    fc.assert(
      fc.property(date, months, (from, n) => {
        const last = lastDayOfMonths(from, n);
        const next = addDays(last, 1);

        expect(last > from || n === 0).toBe(true);
        expect(next.slice(8) === from.slice(8) || next.endsWith('-01')).toBe(true);
      }),
    );
  });
});

describe('calendar days', () => {
  it('all count, both ends among them', () => {
    expect(calendarDays('2014-12-25', '2014-12-27')).toEqual([
      { date: '2014-12-25', counts: true, why: 'Calendar day' },
      { date: '2014-12-26', counts: true, why: 'Calendar day' },
      { date: '2014-12-27', counts: true, why: 'Calendar day' },
    ]);
    expect(calendarDays('2014-12-27', '2014-12-25')).toEqual([]);
  });
});
