import { londonInstant, type Event } from '@minutebook/kernel';
import { asAt, endStories, happened, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import { localRulesProjection } from './local-rules.projection';
import { LocalRulesQuery } from './local-rules.query';

const CALL_IN = 'call-in-working-days';
const told = (stream: string, event: Event, on: string): Happening =>
  happened(`rule-${stream}`, event, { by: 'clerk', on, reason: 'Council of 21 May' });
const set = (from: string, value: number, on: string) =>
  told(CALL_IN, { type: 'LocalRuleSet', data: { name: CALL_IN, from, value, source: 'Constitution' } }, on);

const story: readonly Happening[] = [
  set('2014-05-22', 5, '2014-06-02'), // 1
  set('2013-05-16', 4, '2014-06-03'), // 2: an earlier day, recorded later
  set('2014-05-22', 3, '2014-06-04'), // 3: replaces the first
  told(CALL_IN, { type: 'LocalRuleEnded', data: { name: CALL_IN, from: '2015-05-21' } }, '2014-06-05'), // 4
  told(
    'closure-days',
    { type: 'ClosureDayDeclared', data: { date: '2014-12-29', name: 'Christmas', source: 'Cabinet' } },
    '2014-06-06',
  ), // 5
  told(
    'closure-days',
    { type: 'ClosureDayDeclared', data: { date: '2014-12-24', name: 'Eve', source: 'Cabinet' } },
    '2014-06-07',
  ), // 6
  told('closure-days', { type: 'ClosureDayWithdrawn', data: { date: '2014-12-29' } }, '2014-06-08'), // 7
];
const END = asAt(story.length);

describe('what the council has settled itself', () => {
  let rules: LocalRulesQuery;

  beforeAll(async () => {
    rules = new LocalRulesQuery(await toldTwice([localRulesProjection], recordOf(story)));
  });
  afterAll(endStories);

  const versions = (at: number) => rules.versions(CALL_IN, asAt(at)).map(({ from, value }) => [from, value]);

  it('is told by the days from which it holds, as the record said then', () => {
    expect(versions(0)).toEqual([]);
    expect(versions(1)).toEqual([['2014-05-22', 5]]);
    expect(versions(2)).toEqual([
      ['2013-05-16', 4],
      ['2014-05-22', 5],
    ]);
    expect(versions(4)).toEqual([
      ['2013-05-16', 4],
      ['2014-05-22', 3],
      ['2015-05-21', null],
    ]);
  });

  it('is told with who set it, when, why and by what, and which event says so', () => {
    expect(rules.versions(CALL_IN, END)[1]).toEqual({
      from: '2014-05-22',
      value: 3,
      source: 'Constitution',
      setBy: 'clerk',
      setAt: londonInstant('2014-06-04', '09:00'),
      reason: 'Council of 21 May',
      record: `rule-${CALL_IN}@2`,
    });
    expect([rules.revision(CALL_IN, END), rules.revision('closure-days', END)]).toEqual([3, 2]);
    expect(rules.revision('pay-protection-years', END)).toBe(-1);
  });

  it('knows on which days the council is closed', () => {
    const days = (at: number) => rules.closures(asAt(at)).map(({ date, name }) => [date, name]);
    expect(days(5)).toEqual([['2014-12-29', 'Christmas']]);
    expect(days(6)).toEqual([
      ['2014-12-24', 'Eve'],
      ['2014-12-29', 'Christmas'],
    ]);
    expect(days(7)).toEqual([['2014-12-24', 'Eve']]);
  });

  it('is at hand as a whole for what rests on it', () => {
    const { versions: all, closures } = rules.known(END);
    expect(all[CALL_IN]).toHaveLength(3);
    expect(all['pay-protection-years']).toEqual([]);
    expect(closures).toMatchObject([{ date: '2014-12-24', name: 'Eve' }]);
  });
});
