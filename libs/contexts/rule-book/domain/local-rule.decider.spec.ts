import { accept, type SealedText } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { localRuleDecider } from './local-rule.decider';
import type { LocalRuleEvent } from './local-rule.events';

const sealed = (text: string): SealedText => ({ sealed: 1, keyId: 'key', iv: '', tag: '', text });
const source = sealed('Constitution, part 4');
const set = { type: 'set', name: 'call-in-working-days', from: '2014-05-22', value: 5, source } as const;
const end = { type: 'end', name: 'call-in-working-days', from: '2015-05-21' } as const;
const declare = { type: 'declare', date: '2014-12-29', name: sealed('Christmas closure'), source } as const;

const isSet = (from: string = set.from, value: number = set.value): LocalRuleEvent => ({
  type: 'LocalRuleSet',
  data: { name: 'call-in-working-days', from, value, source },
});
const isEnded = (from: string = end.from): LocalRuleEvent => ({
  type: 'LocalRuleEnded',
  data: { name: 'call-in-working-days', from },
});
const isDeclared: LocalRuleEvent = {
  type: 'ClosureDayDeclared',
  data: { date: declare.date, name: declare.name, source },
};
const isWithdrawn: LocalRuleEvent = { type: 'ClosureDayWithdrawn', data: { date: declare.date } };

describe('a local rule', () => {
  it('is set from any day on, also a past one, and replaced from the same day', () => {
    expect(given(localRuleDecider, []).when(set)).toEqual(accept(isSet()));
    expect(given(localRuleDecider, [told(isSet())]).when({ ...set, value: 3 })).toEqual(accept(isSet(set.from, 3)));
    expect(given(localRuleDecider, [told(isSet('2020-01-01'))]).when(set)).toEqual(accept(isSet()));
  });

  it('may be set to the same number once more, to name another source', () => {
    expect(given(localRuleDecider, [told(isSet())]).when(set)).toEqual(accept(isSet()));
  });

  it.each([0, 61, 2.5, Number.NaN])('is a whole number within its limits, which %p is not', (value) => {
    expect(given(localRuleDecider, []).when({ ...set, value })).toMatchObject(
      refusedBy('local-rule-value', {
        field: 'value',
        message: 'Enter a whole number: at least 1 and at most 60 working days.',
      }),
    );
  });

  it.each(['2014-02-30', 'soon', ''])('begins and ends on a real day, which "%s" is not', (from) => {
    expect(given(localRuleDecider, []).when({ ...set, from })).toMatchObject(refusedBy('no-such-day'));
    expect(given(localRuleDecider, [told(isSet())]).when({ ...end, from })).toMatchObject(refusedBy('no-such-day'));
  });

  it.each(['agenda-publication', 'closure-days', 'anything'])(
    'is one that a council settles, which %s is not',
    (name) => {
      expect(given(localRuleDecider, []).when({ ...set, name })).toMatchObject(refusedBy('no-such-local-rule'));
      expect(given(localRuleDecider, []).when({ ...end, name })).toMatchObject(refusedBy('no-such-local-rule'));
    },
  );

  it('is ended from a day on; already so where none holds on it', () => {
    expect(given(localRuleDecider, [told(isSet())]).when(end)).toEqual(accept(isEnded()));
    expect(given(localRuleDecider, []).when(end)).toEqual(ALREADY_SO);
    expect(given(localRuleDecider, [told(isSet())]).when({ ...end, from: '2014-05-21' })).toEqual(ALREADY_SO);
    expect(given(localRuleDecider, [told(isSet()), told(isEnded())]).when({ ...end, from: '2016-01-01' })).toEqual(
      ALREADY_SO,
    );
  });
});

describe('a closure day', () => {
  it('is declared once, withdrawn, and declared again', () => {
    expect(given(localRuleDecider, []).when(declare)).toEqual(accept(isDeclared));
    expect(given(localRuleDecider, [told(isDeclared)]).when(declare)).toMatchObject(
      refusedBy('closure-day-declared', { kind: 'conflict', field: 'date' }),
    );
    expect(given(localRuleDecider, [told(isDeclared), told(isWithdrawn)]).when(declare)).toEqual(accept(isDeclared));
  });

  it('is withdrawn; already so where it is none', () => {
    const withdraw = { type: 'withdraw', date: declare.date } as const;
    expect(given(localRuleDecider, [told(isDeclared)]).when(withdraw)).toEqual(accept(isWithdrawn));
    expect(given(localRuleDecider, []).when(withdraw)).toEqual(ALREADY_SO);
  });

  it.each([
    ['2014-02-30', 'no-such-day'],
    ['2011-12-30', 'closure-day-outside-calendar'],
    ['2029-01-02', 'closure-day-outside-calendar'],
    ['2014-12-27', 'closure-day-at-weekend'],
  ] as const)('is a day that could be worked: %s is refused by %s', (date, rule) => {
    expect(given(localRuleDecider, []).when({ ...declare, date })).toMatchObject(refusedBy(rule, { field: 'date' }));
  });
});
