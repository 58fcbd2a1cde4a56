import { addDays, daysBetween, type LocalDate } from '@minutebook/kernel';
import fc from 'fast-check';
import { occurrencesOf, type OccurrenceFacts, type Window } from './occurrences';
import { always, calendar, councilCalendar, NO_RULES, RULES } from './reminder.fixture';
import type { Dated, ReminderRules } from './reminder-rules.events';

const FACTS: OccurrenceFacts = { due: '2014-06-10', heardOn: '2014-05-01', open: true, reportsProgress: true };
const JUNE: Window = { after: '2014-05-31', until: '2014-06-30' };

const made = (
  rules: readonly Dated<ReminderRules>[],
  facts: Partial<OccurrenceFacts> = {},
  window: Window = JUNE,
): readonly string[] =>
  occurrencesOf({ ...FACTS, ...facts }, rules, calendar, window).map(({ rule, on }) => `${rule} ${on}`);

describe('the occurrences of a record', () => {
  it('are so many working days before its date, weekends and bank holidays left out', () => {
    expect(made(always({ beforeDue: [3] }))).toEqual(['before-due 2014-06-05']);
    // 26 May is a bank holiday.
    expect(
      made(always({ beforeDue: [3] }), { due: '2014-05-28' }, { after: '2014-05-01', until: '2014-05-31' }),
    ).toEqual(['before-due 2014-05-22']);
  });

  it.each([
    ['2014-06-10', '2014-06-10'],
    ['2014-06-14', '2014-06-13'],
    ['2014-06-15', '2014-06-13'],
  ])('are on the day: of %s on %s', (due, on) => {
    expect(made(always({ onTheDay: true }), { due })).toEqual([`on-the-day ${on}`]);
  });

  it('are on the next working day while it is overdue, and each week after', () => {
    expect(made(always({ overdueEvery: 7 }))).toEqual([
      'overdue 2014-06-11',
      'overdue 2014-06-18',
      'overdue 2014-06-25',
    ]);
    expect(made(always({ overdueEvery: 7 }), { due: '2014-06-13' })).toEqual([
      'overdue 2014-06-16',
      'overdue 2014-06-23',
      'overdue 2014-06-30',
    ]);
  });

  it('come once on a working day to which several days are moved', () => {
    expect(
      made(always({ overdueEvery: 1 }), { due: '2014-06-12' }, { after: '2014-06-12', until: '2014-06-17' }),
    ).toEqual(['overdue 2014-06-13', 'overdue 2014-06-16', 'overdue 2014-06-17']);
  });

  it('are counted from the last answer where there is one', () => {
    expect(made(always({ overdueEvery: 7 }), { heardOn: '2014-06-12' })).toEqual([
      'overdue 2014-06-19',
      'overdue 2014-06-26',
    ]);
    expect(made(always({ toMonitoringLeadAfter: 5, toGroupAfter: 10 }), { heardOn: '2014-06-12' })).toEqual([
      'to-monitoring-lead 2014-06-19',
      'to-group 2014-06-26',
    ]);
  });

  it('are none of a day by which there is an answer', () => {
    expect(made(always({ beforeDue: [3, 1], onTheDay: true }), { heardOn: '2014-06-09' })).toEqual([
      'on-the-day 2014-06-10',
    ]);
  });

  it('go up the ladder after working days', () => {
    expect(occurrencesOf(FACTS, always({ toMonitoringLeadAfter: 5, toGroupAfter: 10 }), calendar, JUNE)).toEqual([
      { rule: 'to-monitoring-lead', on: '2014-06-17', step: 'monitoring-lead' },
      { rule: 'to-group', on: '2014-06-24', step: 'group' },
    ]);
  });

  it('ask after long silence, until it is overdue; of what has no date too', () => {
    const silent = always({ silentAfter: 14 });
    expect(made(silent, { heardOn: '2014-05-20' })).toEqual(['no-report 2014-06-03']);
    expect(made(silent, { due: null, heardOn: '2014-05-20' })).toEqual([
      'no-report 2014-06-03',
      'no-report 2014-06-17',
    ]);
    expect(made(silent, { reportsProgress: false })).toEqual([]);
  });

  it('are for whoever monitors once it is said to be done, until it is confirmed', () => {
    const done = { heardOn: '2014-06-06', awaitsConfirmation: true };
    expect(occurrencesOf({ ...FACTS, ...done }, always(RULES), calendar, JUNE)).toEqual([
      { rule: 'to-confirm', on: '2014-06-09', step: 'monitoring-lead' },
      { rule: 'to-confirm', on: '2014-06-16', step: 'monitoring-lead' },
      { rule: 'to-confirm', on: '2014-06-23', step: 'monitoring-lead' },
      { rule: 'to-group', on: '2014-06-24', step: 'group' },
      { rule: 'to-confirm', on: '2014-06-30', step: 'monitoring-lead' },
    ]);
    expect(made(always({ overdueEvery: null, silentAfter: 7 }), { ...done, due: null })).toEqual([
      'to-confirm 2014-06-09',
    ]);
    expect(made(always(RULES), { ...done, open: false })).toEqual([]);
  });

  it('are none of what is over, and none where no rule makes any', () => {
    expect(made(always(RULES), { open: false })).toEqual([]);
    expect(made(always(NO_RULES))).toEqual([]);
  });

  it('follow from the rules of their own day: new ones make none for an earlier day', () => {
    const rules = [
      { from: '2000-01-01', value: { ...NO_RULES, overdueEvery: 7 } },
      { from: '2014-06-18', value: { ...NO_RULES, beforeDue: [3], overdueEvery: 5 } },
    ];
    expect(made(rules)).toEqual(['overdue 2014-06-11', 'overdue 2014-06-23', 'overdue 2014-06-26']);
    expect(
      made([rules[1]!, { ...rules[0]!, from: '2014-06-20' }], {}, { after: '2014-05-31', until: '2014-06-19' }),
    ).toEqual(['before-due 2014-06-05', 'overdue 2014-06-11', 'overdue 2014-06-16']);
  });
});

const FIRST = '2013-01-01';
const day: fc.Arbitrary<LocalDate> = fc.integer({ min: 0, max: 700 }).map((days) => addDays(FIRST, days));
const orNone = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: null });
const rules: fc.Arbitrary<ReminderRules> = fc.record({
  beforeDue: fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 5 }),
  onTheDay: fc.boolean(),
  overdueEvery: orNone(1, 90),
  silentAfter: orNone(7, 365),
  toMonitoringLeadAfter: orNone(1, 60),
  toGroupAfter: orNone(1, 60),
});
const throughTime = fc
  .array(fc.record({ from: day, value: rules }), { minLength: 1, maxLength: 3 })
  .map((all) => [...new Map(all.map((one) => [one.from, one])).values()].sort((a, b) => (a.from < b.from ? -1 : 1)));
const facts = fc.record({
  due: fc.option(day, { nil: null }),
  heardOn: day,
  open: fc.constant(true),
  reportsProgress: fc.boolean(),
});
const window = fc.tuple(day, fc.integer({ min: 1, max: 400 })).map(([after, days]) => ({
  after,
  until: addDays(after, days),
}));

describe('whatever the rules and dates, the occurrences of a record', () => {
  it('are on working days within the window, in order, each once', () => {
    fc.assert(
      fc.property(facts, throughTime, window, (of, by, within) => {
        const found = occurrencesOf(of, by, calendar, within);
        const days = found.map(({ on }) => on);
        expect(
          days.filter((on) => !councilCalendar.isWorkingDay(on) || on <= within.after || on > within.until),
        ).toEqual([]);
        expect(days).toEqual([...days].sort());
        const keys = found.map(({ rule, on }) => `${rule} ${on}`);
        expect(keys).toEqual([...new Set(keys)]);
      }),
    );
  });

  it('are the same however the time is cut into windows: what a sweep skips, the next one finds', () => {
    fc.assert(
      fc.property(facts, throughTime, window, fc.integer({ min: 0, max: 400 }), (of, by, within, at) => {
        const cut = addDays(within.after, Math.min(at, daysBetween(within.after, within.until)));
        const whole = occurrencesOf(of, by, calendar, within);
        const parts = [
          ...occurrencesOf(of, by, calendar, { after: within.after, until: cut }),
          ...occurrencesOf(of, by, calendar, { after: cut, until: within.until }),
        ];
        expect(parts).toEqual(whole);
      }),
    );
  });

  it('of new rules are none for a day before them', () => {
    fc.assert(
      fc.property(facts, rules, rules, day, window, (of, before, since, from, within) => {
        const old = [{ from: '2000-01-01', value: before }];
        const changed = [...old, { from, value: since }];
        const past = (by: typeof old) => occurrencesOf(of, by, calendar, within).filter(({ on }) => on < from);
        expect(past(changed)).toEqual(past(old));
      }),
    );
  });

  it('stop at an answer: nothing of the ladder, and nothing overdue, until its time has passed anew', () => {
    fc.assert(
      fc.property(facts, rules, day, ({ due, ...of }, by, heardOn) => {
        fc.pre(due !== null && heardOn >= due);
        const found = occurrencesOf({ ...of, due, heardOn }, [{ from: '2000-01-01', value: by }], calendar, {
          after: FIRST,
          until: addDays(heardOn, 200),
        });
        const asked = found.filter(({ rule }) => ['overdue', 'to-monitoring-lead', 'to-group'].includes(rule));
        expect(asked.filter(({ on }) => on <= heardOn && heardOn !== due)).toEqual([]);
        const first = (rule: string) => asked.find((each) => each.rule === rule)?.on;
        if (by.toGroupAfter !== null)
          expect(first('to-group')).toBe(calendar.workingDaysAfter(heardOn, by.toGroupAfter));
      }),
    );
  });
});
