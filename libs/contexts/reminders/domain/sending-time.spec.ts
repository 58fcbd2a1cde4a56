import { addDays, londonDateOf, londonInstant, londonTimeOf, weekday, type LocalDate } from '@minutebook/kernel';
import fc from 'fast-check';
import { calendar, councilCalendar, DELIVERY } from './reminder.fixture';
import type { ReminderDelivery } from './reminder-rules.events';
import { isQuiet, mayLeaveAt, nextSendingDay, sendingDayFrom, sendingTime } from './sending-time';

const day: fc.Arbitrary<LocalDate> = fc.integer({ min: 0, max: 5_800 }).map((days) => addDays('2012-02-01', days));
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
const onlyOn = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
/** As the rules are set: never sent in quiet hours. */
const delivery: fc.Arbitrary<ReminderDelivery> = fc
  .record({ sendAt: time, quietFrom: time, quietTo: time })
  .map((times) => ({ ...DELIVERY, ...times }))
  .filter((set) => set.quietFrom !== set.quietTo && !isQuiet(set.sendAt, set));

describe('quiet hours', () => {
  it.each([
    ['17:59', false],
    ['18:00', true],
    ['23:59', true],
    ['00:00', true],
    ['07:29', true],
    ['07:30', false],
  ])('over midnight: at %s, quiet is %s', (at, quiet) => {
    expect(isQuiet(at, DELIVERY)).toBe(quiet);
  });

  it.each([
    ['11:59', false],
    ['12:00', true],
    ['13:00', false],
  ])('within a day: at %s, quiet is %s', (at, quiet) => {
    expect(isQuiet(at, { ...DELIVERY, quietFrom: '12:00', quietTo: '13:00' })).toBe(quiet);
  });
});

describe('when mail leaves', () => {
  it('is eight o’clock in London on both sides of both clock changes', () => {
    const inUtc = (date: LocalDate) => new Date(sendingTime(date, DELIVERY)).toISOString();
    expect(inUtc('2014-03-28')).toBe('2014-03-28T08:00:00.000Z');
    expect(inUtc('2014-03-31')).toBe('2014-03-31T07:00:00.000Z');
    expect(inUtc('2014-10-24')).toBe('2014-10-24T07:00:00.000Z');
    expect(inUtc('2014-10-27')).toBe('2014-10-27T08:00:00.000Z');
  });

  it('is at its hour, later that day where the hour has passed, and never once the quiet hours have begun', () => {
    const at = (clock: string) => londonInstant('2014-06-11', clock);
    const may = (now: number) => mayLeaveAt('2014-06-11', now, DELIVERY);
    expect(may(at('05:00'))).toBe(at('08:00'));
    expect(may(at('08:00'))).toBe(at('08:00'));
    expect(may(at('17:59'))).toBe(at('17:59'));
    expect(may(at('18:00'))).toBeUndefined();
    expect(may(londonInstant('2014-06-12', '09:00'))).toBeUndefined();
  });

  it('is never in the quiet hours, nor on another day, nor before now or its hour', () => {
    fc.assert(
      fc.property(day, delivery, fc.integer({ min: -36 * 60, max: 36 * 60 }), (given, set, minutes) => {
        const on = calendar.onOrAfter(given);
        const now = sendingTime(on, set) + minutes * 60_000;
        const at = mayLeaveAt(on, now, set);
        if (at === undefined) return;
        expect({ quiet: isQuiet(londonTimeOf(at), set), on: londonDateOf(at) }).toEqual({ quiet: false, on });
        expect(at).toBe(Math.max(now, sendingTime(on, set)));
      }),
    );
  });
});

describe('the days on which mail leaves', () => {
  it.each([
    ['2014-06-14', null, '2014-06-16'],
    ['2014-06-16', null, '2014-06-16'],
    ['2014-12-25', null, '2014-12-29'],
    ['2014-06-10', 1, '2014-06-16'],
    ['2014-06-16', 1, '2014-06-16'],
    // Easter Monday: Tuesday stands in for it.
    ['2014-04-16', 1, '2014-04-22'],
    ['2014-04-22', 1, '2014-04-22'],
    ['2014-04-23', 1, '2014-04-28'],
  ])('from %s on, only on weekday %s: %s', (from, wanted, expected) => {
    expect(sendingDayFrom(from, calendar, wanted)).toBe(expected);
  });

  it('are working days from the day on, the nearest first, and a day that is one is its own', () => {
    fc.assert(
      fc.property(day, onlyOn, (from, wanted) => {
        const found = sendingDayFrom(from, calendar, wanted);
        expect(found >= from).toBe(true);
        expect(councilCalendar.isWorkingDay(found)).toBe(true);
        expect(sendingDayFrom(found, calendar, wanted)).toBe(found);
        if (wanted !== null && weekday(found) !== wanted) {
          // It stands in for the chosen one, and every day since that is off.
          let since = found;
          while (weekday(since) !== wanted) since = addDays(since, -1);
          for (let off = since; off < found; off = addDays(off, 1))
            expect(councilCalendar.isWorkingDay(off)).toBe(false);
        }
      }),
    );
  });

  it('go on after each of them', () => {
    fc.assert(
      fc.property(day, onlyOn, (from, wanted) => {
        const next = nextSendingDay(from, calendar, wanted);
        expect(next > from).toBe(true);
        expect(next).toBe(sendingDayFrom(addDays(from, 1), calendar, wanted));
      }),
    );
  });
});
