import { byUrgency, comingOccurrences, isWanted, itemsOf, latestOccurrence, type DueItem } from './due-items';
import { always, around, dayOf, fact, lead, occurrence, RULES, summary } from './reminder.fixture';
import type { ReminderFate } from './reminder.events';
import { ALL_WANTED, type WantedReminders } from './reminder-preferences.events';

const weekly = always({ overdueEvery: 7 });
const items = (today: string, ...messages: Parameters<typeof around>[1][]) =>
  itemsOf(fact(), around(weekly, ...messages), dayOf(today)).map(({ person, occurrence: { rule, on } }) => ({
    ...{ person, rule, on },
  }));

describe('what is due of a record on a day', () => {
  it('is its latest occurrence, of whoever leads', () => {
    expect(items('2014-06-10')).toEqual([]);
    expect(items('2014-06-11')).toEqual([{ person: 'lead', rule: 'overdue', on: '2014-06-11' }]);
    expect(items('2014-06-24')).toEqual([{ person: 'lead', rule: 'overdue', on: '2014-06-18' }]);
  });

  it('is the latest that each person wants to be reminded of, of one day the most urgent', () => {
    const rules = around(always({ onTheDay: true, silentAfter: 14 }));
    const silent = fact({ heardOn: '2014-05-27' });
    const found = (today: string, wanted: Partial<WantedReminders>) =>
      itemsOf(silent, { ...rules, wanted: () => ({ ...ALL_WANTED, ...wanted }) }, dayOf(today)).map(
        ({ occurrence: { rule } }) => rule,
      );
    expect(found('2014-06-10', {})).toEqual(['on-the-day']);
    expect(found('2014-06-10', { onTheDay: false })).toEqual(['no-report']);
    expect(found('2014-06-10', { onTheDay: false, noReport: false })).toEqual([]);
    expect(found('2014-06-12', { noReport: false })).toEqual(['on-the-day']);
  });

  it('is one for each step of the ladder', () => {
    const found = itemsOf(fact(), around(always(RULES)), dayOf('2014-06-24'));
    expect(found.map(({ person, occurrence: { rule, on } }) => [person, rule, on])).toEqual([
      ['lead', 'overdue', '2014-06-18'],
      ['monitor', 'to-monitoring-lead', '2014-06-17'],
      ['chair', 'to-group', '2014-06-24'],
    ]);
  });

  it('is found for whom it is looked for, and nothing is read where that is nobody', () => {
    const untouchable = {
      ...around(always(RULES)),
      get messages(): never {
        throw new Error('Not to be read');
      },
    };
    const of = (...persons: readonly string[]) =>
      itemsOf(fact(), around(always(RULES)), dayOf('2014-06-24'), (person) => persons.includes(person)).map(
        ({ person }) => person,
      );
    expect(of('monitor', 'chair', 'somebody')).toEqual(['monitor', 'chair']);
    expect(itemsOf(fact(), untouchable, dayOf('2014-06-24'), () => false)).toEqual([]);
  });

  it('is nothing from before the policy began', () => {
    const day = dayOf('2014-06-13', { startedOn: '2014-06-12' });
    expect(latestOccurrence(fact(), 'lead', { rules: weekly }, day)).toBeUndefined();
    expect(
      latestOccurrence(fact(), 'lead', { rules: weekly }, dayOf('2014-06-13', { startedOn: '2014-06-11' })),
    ).toMatchObject({ on: '2014-06-11' });
  });

  it.each<[ReminderFate, boolean, boolean]>([
    ['sent', false, true],
    ['accepted', false, true],
    ['delivered', false, true],
    ['undelivered', false, true],
    ['refused', false, true],
    ['failed', true, true],
    ['claimed', false, false],
    ['failed', false, false],
    ['given-up', false, false],
    ['held-back', false, false],
  ])('was asked by a message that is %s (perhaps taken: %s): %s', (fate, perhapsTaken, wasAsked) => {
    expect(items('2014-06-11', summary({ fate, perhapsTaken })).length).toBe(wasAsked ? 0 : 1);
  });

  it('was asked of this person, by this rule and for this day only', () => {
    const asked = (changes: Parameters<typeof occurrence>[0]) =>
      items('2014-06-11', summary({ occurrences: [occurrence(changes)] })).length === 0;
    expect(asked({})).toBe(true);
    expect(asked({ due: '2014-06-01', record: { stream: 'action-a1', revision: 9 } })).toBe(true);
    expect(asked({ person: 'somebody' })).toBe(false);
    expect(asked({ rule: 'no-report' })).toBe(false);
    expect(asked({ on: '2014-06-04' })).toBe(false);
    expect(asked({ record: { stream: 'action-b2', revision: 0 } })).toBe(false);
  });

  it('is over once there is an answer, until it is due anew', () => {
    const answered = fact({ heardOn: '2014-06-11' });
    expect(itemsOf(answered, around(always(RULES)), dayOf('2014-06-17'))).toEqual([]);
    expect(itemsOf(answered, around(always(RULES)), dayOf('2014-06-18'))).toHaveLength(2);
  });

  it('is of nobody where nobody holds a role', () => {
    expect(itemsOf(fact(), around(weekly), dayOf('2014-06-11', { roles: [] }))).toEqual([]);
    expect(itemsOf(fact(), around(weekly), dayOf('2014-06-11', { roles: [lead] }))).toHaveLength(1);
  });
});

describe('what comes after a day', () => {
  it('begins tomorrow, or with the policy', () => {
    const days = (today: string, startedOn: string) =>
      comingOccurrences(fact(), { rules: weekly }, dayOf(today, { startedOn }), '2014-06-25').map(({ on }) => on);
    expect(days('2014-06-11', '2014-06-01')).toEqual(['2014-06-18', '2014-06-25']);
    expect(days('2014-06-10', '2014-06-12')).toEqual(['2014-06-18', '2014-06-25']);
  });
});

describe('what a person wants', () => {
  const none = { beforeDue: false, onTheDay: false, overdue: false, noReport: false, onlyOn: null };

  it.each(['before-due', 'on-the-day', 'overdue', 'no-report'] as const)('may leave %s out', (rule) => {
    expect([isWanted(rule, ALL_WANTED), isWanted(rule, none)]).toEqual([true, false]);
  });

  it.each(['to-monitoring-lead', 'to-group'] as const)('never leaves %s out', (rule) => {
    expect(isWanted(rule, none)).toBe(true);
  });
});

describe('what comes first in a mail', () => {
  const item = (
    reference: string,
    rule: DueItem['occurrence']['rule'],
    due: string | null,
    heardOn = '2014-06-02',
  ) => ({
    fact: fact({ reference, due, heardOn }),
    occurrence: { rule, on: '2014-06-11', step: 'lead' as const },
    person: 'lead',
  });

  it('is what has come to the group, then what is longest overdue, then what is due soonest, then silence', () => {
    const sorted = [
      item('S2', 'no-report', null, '2014-05-01'),
      item('S1', 'no-report', null, '2014-04-01'),
      item('B1', 'before-due', '2014-06-20'),
      item('D1', 'on-the-day', '2014-06-11'),
      item('O10', 'overdue', '2014-06-01'),
      item('O9', 'overdue', '2014-06-01'),
      item('O1', 'overdue', '2014-05-01'),
      item('M1', 'to-monitoring-lead', '2014-06-01'),
      item('G1', 'to-group', '2014-06-01'),
    ].sort(byUrgency);
    expect(sorted.map(({ fact: { reference } }) => reference)).toEqual([
      ...['G1', 'M1', 'O1', 'O9', 'O10', 'D1', 'B1', 'S1', 'S2'],
    ]);
  });
});
