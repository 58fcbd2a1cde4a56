import { londonInstant, type Event } from '@minutebook/kernel';
import { asAt, endStories, happened, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import { ALL_WANTED } from '../domain/reminder-preferences.events';
import { DEFAULT_DELIVERY, DEFAULT_RULES } from '../domain/reminder-rules';
import type { RulesScope } from '../domain/reminder-rules.events';
import { reminderSettingsProjection } from './reminder-settings.projection';
import { ReminderSettingsQuery } from './reminder-settings.query';

const { beforeDue, onTheDay, overdueEvery, silentAfter, toMonitoringLeadAfter, toGroupAfter } = DEFAULT_RULES[0]!;
const RULES = { beforeDue, onTheDay, overdueEvery, silentAfter, toMonitoringLeadAfter, toGroupAfter };
const { sendAt, quietFrom, quietTo, perWeek, division } = DEFAULT_DELIVERY[0]!;
const DELIVERY = { sendAt, quietFrom, quietTo, perWeek, division };
const council = { kind: 'council' } as const;
const plan = { kind: 'plan', id: 'plan-1' } as const;

const rules = (stream: string, scope: RulesScope, from: string, overdue: number, on: string): Happening =>
  happened(
    `reminderRules-${stream}`,
    { type: 'ReminderRulesSet', data: { scope, from, rules: { ...RULES, overdueEvery: overdue } } },
    { by: 'clerk', on, reason: 'Agreed on Monday' },
  );
const own = (event: Event, on = '2014-06-09'): Happening => happened('reminderPreferences-lead', event, { on });
const switched = (event: Event, on: string): Happening =>
  happened('reminderSwitch-1', event, { by: 'admin', on, reason: 'The server moves' });

const story: readonly Happening[] = [
  rules('council', council, '2014-06-02', 14, '2014-06-02'), // 1
  rules('council', council, '2014-07-01', 21, '2014-06-03'), // 2
  rules('council', council, '2014-07-01', 28, '2014-06-04'), // 3: replaces the one of the same day
  happened('reminderRules-council', {
    type: 'ReminderDeliverySet',
    data: { from: '2014-07-01', delivery: { ...DELIVERY, sendAt: '09:30' } },
  }), // 4
  rules('11111111-0000-5000-8000-000000000000', plan, '2014-06-09', 3, '2014-06-05'), // 5
  happened('reminderRules-11111111-0000-5000-8000-000000000000', {
    type: 'ReminderRulesEnded',
    data: { scope: plan, from: '2014-06-16' },
  }), // 6
  own({ type: 'ReminderPreferencesSet', data: { wanted: { ...ALL_WANTED, onlyOn: 1 } } }), // 7
  own({ type: 'CalendarFeedOpened', data: { feedId: 'feed-1', hash: 'hash-1' } }), // 8
  own({ type: 'CalendarFeedClosed', data: { feedId: 'feed-1' } }), // 9
  own({ type: 'CalendarFeedOpened', data: { feedId: 'feed-2', hash: 'hash-2' } }), // 10
  own({ type: 'AnswerLinksRevoked', data: {} }, '2014-06-10'), // 11
  switched({ type: 'RemindersPaused', data: {} }, '2014-06-11'), // 12
  switched({ type: 'ReminderTestSent', data: { account: 'admin', taken: false, why: 'unavailable' } }, '2014-06-12'), // 13
  switched({ type: 'RemindersResumed', data: {} }, '2014-06-13'), // 14
];
const END = asAt(story.length);

describe('what people have set about reminders', () => {
  let settings: ReminderSettingsQuery;

  beforeAll(async () => {
    settings = new ReminderSettingsQuery(await toldTwice([reminderSettingsProjection], recordOf(story)));
  });
  afterAll(endStories);

  it('holds the rules of a scope in order of their days, the last of a day alone, as it was then', () => {
    const of = (at: number) =>
      settings.ownRules(council, asAt(at)).map(({ from, value }) => [from, value?.overdueEvery]);
    expect(of(0)).toEqual([]);
    expect(of(2)).toEqual([
      ['2014-06-02', 14],
      ['2014-07-01', 21],
    ]);
    expect(of(14)).toEqual([
      ['2014-06-02', 14],
      ['2014-07-01', 28],
    ]);
  });

  it('tells who set them, when and why, and at which revision they stand', () => {
    expect(settings.rulesVersions(council, END).at(-1)).toMatchObject({
      setBy: 'clerk',
      setAt: londonInstant('2014-06-04', '09:00'),
      reason: 'Agreed on Monday',
      revision: 2,
    });
    expect(settings.rulesRevision(council, END)).toBe(3);
    expect(settings.rulesRevision({ kind: 'group', id: 'GG-1' }, END)).toBe(-1);
  });

  it('holds that own rules were ended, and knows every scope that had some', () => {
    expect(settings.ownRules(plan, END).map(({ from, value }) => [from, value?.overdueEvery])).toEqual([
      ['2014-06-09', 3],
      ['2014-06-16', undefined],
    ]);
    expect(settings.scopes(END)).toEqual([council, plan]);
  });

  it('holds when mail is sent', () => {
    expect(settings.ownDelivery(asAt(3))).toEqual([]);
    expect(settings.ownDelivery(END).map(({ from, value }) => [from, value.sendAt])).toEqual([['2014-07-01', '09:30']]);
  });

  it('holds what a person wants: everything on any working day before they said otherwise', () => {
    expect(settings.wanted('lead', asAt(6))).toEqual(ALL_WANTED);
    expect(settings.wanted('lead', END)).toEqual({ ...ALL_WANTED, onlyOn: 1 });
    expect(settings.wanted('nobody', END)).toEqual(ALL_WANTED);
  });

  it('knows whose calendar an address opens, as long as it is open', () => {
    expect(settings.feedOwner('hash-2')).toBe('lead');
    expect(settings.feedOwner('hash-1')).toBeUndefined();
    expect(settings.feedOwner('hash-3')).toBeUndefined();
    expect(settings.preferences('lead', asAt(9)).feed).toBeUndefined();
  });

  it('knows when the links of a person were revoked', () => {
    expect(settings.linksRevokedAt('lead')).toBe(londonInstant('2014-06-10', '09:00'));
    expect(settings.linksRevokedAt('nobody')).toBeUndefined();
  });

  it('knows whether mail is paused, since when, by whom and why', () => {
    expect(settings.paused(asAt(11))).toBeUndefined();
    expect(settings.paused(asAt(13))).toEqual({
      since: londonInstant('2014-06-11', '09:00'),
      by: 'admin',
      reason: 'The server moves',
    });
    expect(settings.paused(END)).toBeUndefined();
  });

  it('keeps what came of test mails', () => {
    expect(settings.tests(END)).toEqual([
      { account: 'admin', taken: false, why: 'unavailable', sentAt: londonInstant('2014-06-12', '09:00') },
    ]);
  });
});
