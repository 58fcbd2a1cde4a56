import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { reminderRulesDecider } from './reminder-rules.decider';
import type { ReminderDelivery, ReminderRules, ReminderRulesEvent } from './reminder-rules.events';
import { DEFAULT_RULES, deliveryThroughTime, inForce, rulesThroughTime } from './reminder-rules';

const RULES: ReminderRules = {
  beforeDue: [14, 3],
  onTheDay: true,
  overdueEvery: 7,
  silentAfter: 30,
  toMonitoringLeadAfter: 5,
  toGroupAfter: 10,
};
const DELIVERY: ReminderDelivery = {
  sendAt: '08:00',
  quietFrom: '18:00',
  quietTo: '07:30',
  perWeek: 3,
  division: 'england-and-wales',
};
const plan = { kind: 'plan', id: 'plan-1' } as const;
const today = '2014-06-16';

const set = { type: 'set', scope: plan, exists: true, from: today, rules: RULES, today } as const;
const end = { type: 'end', scope: plan, from: today, today } as const;
const setDelivery = { type: 'set-delivery', from: today, delivery: DELIVERY, today } as const;

const isSet = (from: string, rules = RULES): ReminderRulesEvent => ({
  type: 'ReminderRulesSet',
  data: { scope: plan, from, rules },
});
const isEnded = (from: string): ReminderRulesEvent => ({ type: 'ReminderRulesEnded', data: { scope: plan, from } });
const delivered = (from: string, delivery = DELIVERY): ReminderRulesEvent => ({
  type: 'ReminderDeliverySet',
  data: { from, delivery },
});

const settingRules = (rules: Partial<ReminderRules>) =>
  given(reminderRulesDecider, []).when({ ...set, rules: { ...RULES, ...rules } });
const settingDelivery = (delivery: Partial<ReminderDelivery>) =>
  given(reminderRulesDecider, []).when({ ...setDelivery, delivery: { ...DELIVERY, ...delivery } });

describe('the rules of a scope', () => {
  it('are set from today or a later day, the days before the due date with the most first', () => {
    expect(given(reminderRulesDecider, []).when(set)).toEqual(accept(isSet(today)));
    expect(given(reminderRulesDecider, []).when({ ...set, rules: { ...RULES, beforeDue: [3, 14] } })).toEqual(
      accept(isSet(today)),
    );
    expect(given(reminderRulesDecider, []).when({ ...set, from: '2014-06-15' })).toMatchObject(
      refusedBy('rules-for-the-past', { field: 'from' }),
    );
  });

  it.each(['2014-02-30', 'soon', ''])('begin on a real day, which "%s" is not', (from) => {
    expect(given(reminderRulesDecider, []).when({ ...set, from })).toMatchObject(refusedBy('no-such-day'));
    expect(given(reminderRulesDecider, []).when({ ...setDelivery, from })).toMatchObject(refusedBy('no-such-day'));
  });

  it('are of a group or plan that there is', () => {
    expect(given(reminderRulesDecider, []).when({ ...set, exists: false })).toMatchObject(refusedBy('no-such-scope'));
  });

  it('follow one another: those of a day may be replaced from that day or a later one', () => {
    const history = [told(isSet('2014-07-01'))];
    const other = { ...RULES, overdueEvery: 14 };
    expect(given(reminderRulesDecider, history).when({ ...set, from: '2014-06-30', rules: other })).toMatchObject(
      refusedBy('later-rules-set', { kind: 'conflict', facts: { from: '2014-07-01' } }),
    );
    for (const from of ['2014-07-01', '2014-08-01'])
      expect(given(reminderRulesDecider, history).when({ ...set, from, rules: other })).toEqual(
        accept(isSet(from, other)),
      );
  });

  it('are "already so" where the last say the same, and not once these were ended or replaced on their day', () => {
    expect(given(reminderRulesDecider, [told(isSet(today))]).when({ ...set, from: '2014-09-01' })).toEqual(ALREADY_SO);
    expect(given(reminderRulesDecider, [told(isSet(today)), told(isEnded(today))]).when(set)).toEqual(
      accept(isSet(today)),
    );
    expect(
      given(reminderRulesDecider, [told(isSet(today)), told(isSet(today, { ...RULES, onTheDay: false }))]).when(set),
    ).toEqual(accept(isSet(today)));
  });

  it.each<[string, Partial<ReminderRules>]>([
    ['days-before-due', { beforeDue: [0] }],
    ['days-before-due', { beforeDue: [121] }],
    ['days-before-due', { beforeDue: [2.5] }],
    ['days-before-due', { beforeDue: [14, 14] }],
    ['days-before-due', { beforeDue: [7, 6, 5, 4, 3, 2, 1] }],
    ['overdue-interval', { overdueEvery: 0 }],
    ['overdue-interval', { overdueEvery: 91 }],
    ['silence-interval', { silentAfter: 6 }],
    ['silence-interval', { silentAfter: 366 }],
    ['monitoring-lead-step', { toMonitoringLeadAfter: 0 }],
    ['monitoring-lead-step', { toMonitoringLeadAfter: 61, toGroupAfter: null }],
    ['group-step', { toGroupAfter: 61 }],
    ['group-step', { toGroupAfter: 10.5 }],
    ['ladder-order', { toMonitoringLeadAfter: 10 }],
  ])('are refused by %s for %j', (rule, rules) => {
    expect(settingRules(rules)).toMatchObject(refusedBy(rule));
  });

  it.each<Partial<ReminderRules>>([
    { beforeDue: [] },
    { beforeDue: [120, 1] },
    { overdueEvery: 90, silentAfter: 365 },
    { overdueEvery: null, silentAfter: null, toMonitoringLeadAfter: null, toGroupAfter: null },
    { toMonitoringLeadAfter: null, toGroupAfter: 1 },
    { toMonitoringLeadAfter: 59, toGroupAfter: 60 },
  ])('may be %j', (rules) => {
    expect(settingRules(rules)).toEqual(accept(isSet(today, { ...RULES, ...rules })));
  });

  it('are ended from today or a later day, where there are any', () => {
    expect(given(reminderRulesDecider, [told(isSet('2014-01-06'))]).when(end)).toEqual(accept(isEnded(today)));
    expect(given(reminderRulesDecider, []).when(end)).toEqual(ALREADY_SO);
    expect(given(reminderRulesDecider, [told(isSet('2014-01-06')), told(isEnded('2014-02-01'))]).when(end)).toEqual(
      ALREADY_SO,
    );
    expect(given(reminderRulesDecider, [told(isSet('2014-01-06'))]).when({ ...end, from: '2014-06-15' })).toMatchObject(
      refusedBy('rules-for-the-past'),
    );
    expect(given(reminderRulesDecider, [told(isSet('2014-07-01'))]).when(end)).toMatchObject(
      refusedBy('later-rules-set'),
    );
  });
});

describe('the delivery of mail', () => {
  it('is set from today or a later day, apart from the rules', () => {
    expect(given(reminderRulesDecider, [told(isSet('2014-09-01'))]).when(setDelivery)).toEqual(
      accept(delivered(today)),
    );
    expect(given(reminderRulesDecider, []).when({ ...setDelivery, from: '2014-06-15' })).toMatchObject(
      refusedBy('rules-for-the-past'),
    );
    expect(given(reminderRulesDecider, [told(delivered('2014-09-01'))]).when(setDelivery)).toMatchObject(
      refusedBy('later-rules-set'),
    );
    expect(given(reminderRulesDecider, [told(delivered('2014-01-06'))]).when(setDelivery)).toEqual(ALREADY_SO);
  });

  it.each<[string, string, Partial<ReminderDelivery>]>([
    ['time-of-day', 'sendAt', { sendAt: '24:00' }],
    ['time-of-day', 'sendAt', { sendAt: '8:00' }],
    ['time-of-day', 'quietFrom', { quietFrom: '18.00' }],
    ['time-of-day', 'quietTo', { quietTo: '07:60' }],
    ['quiet-hours', 'quietTo', { quietFrom: '07:30' }],
    ['sent-in-quiet-hours', 'sendAt', { sendAt: '18:00' }],
    ['sent-in-quiet-hours', 'sendAt', { sendAt: '00:00' }],
    ['sent-in-quiet-hours', 'sendAt', { sendAt: '07:29' }],
    ['sent-in-quiet-hours', 'sendAt', { quietFrom: '06:00', quietTo: '09:00' }],
    ['weekly-cap', 'perWeek', { perWeek: 0 }],
    ['weekly-cap', 'perWeek', { perWeek: 6 }],
  ])('is refused by %s at %s for %j', (rule, field, delivery) => {
    expect(settingDelivery(delivery)).toMatchObject(refusedBy(rule, { field }));
  });

  it.each<Partial<ReminderDelivery>>([
    { sendAt: '07:30' },
    { sendAt: '17:59' },
    { quietFrom: '00:00', quietTo: '06:00', sendAt: '23:59' },
    { perWeek: null },
    { perWeek: 5, division: 'scotland' },
  ])('may be %j', (delivery) => {
    expect(settingDelivery(delivery)).toEqual(accept(delivered(today, { ...DELIVERY, ...delivery })));
  });
});

describe('what holds through time', () => {
  it('is the nearest scope that has rules of its own, else the default', () => {
    const ofPlan = [
      { from: '2014-06-01', value: RULES },
      { from: '2014-08-01', value: null },
    ];
    const ofCouncil = [{ from: '2014-07-01', value: { ...RULES, overdueEvery: 14 } }];
    const through = rulesThroughTime([ofPlan, [], ofCouncil]);
    const every = (on: string) => inForce(through, on).value.overdueEvery;
    expect([every('2014-05-31'), every('2014-06-01'), every('2014-07-31'), every('2014-08-01')]).toEqual([
      DEFAULT_RULES[0]?.overdueEvery,
      7,
      7,
      14,
    ]);
  });

  it('is sent by the default until the council has said otherwise', () => {
    const sendAt = (on: string) =>
      inForce(deliveryThroughTime([{ from: '2014-07-01', value: { ...DELIVERY, sendAt: '09:30' } }]), on).value.sendAt;
    expect([sendAt('2014-06-30'), sendAt('2014-07-01')]).toEqual(['08:00', '09:30']);
    expect(inForce(deliveryThroughTime([]), '2014-07-01').value.perWeek).toBe(3);
  });
});
