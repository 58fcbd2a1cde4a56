import { recordOf, happened, type Happening } from '../../../kernel/testing/story.fixture';
import { workingOf } from '../domain/kept-deadline';
import { RuleBook } from './rule-book';

const set = (name: string, from: string, value: number): Happening =>
  happened(`rule-${name}`, { type: 'LocalRuleSet', data: { name, from, value, source: 'sealed' } });

function bookOf(...story: readonly Happening[]): RuleBook {
  const events = recordOf(story);
  return new RuleBook({ readStream: async (stream) => events.filter((event) => event.stream === stream) });
}

describe('the rule book for other contexts', () => {
  const callIn = { rule: 'call-in-end', inputs: { publishedOn: '2014-01-23' } } as const;

  it('keeps a deadline with version, inputs, working, and the local rules that it rests on', async () => {
    const book = bookOf(set('call-in-working-days', '2013-05-16', 4), set('call-in-working-days', '2014-01-01', 5));
    expect(await book.deadline(callIn)).toEqual({
      kept: {
        rule: 'call-in-end',
        ruleVersion: 'constitution',
        inputs: { publishedOn: '2014-01-23', division: 'england-and-wales', jurisdiction: 'england' },
        date: '2014-01-30',
        source: "The council's constitution",
        status: 'local',
        restsOn: [{ rule: 'call-in-working-days', value: 5, record: 'rule-call-in-working-days@1' }],
        working: {
          first: '2014-01-23',
          last: '2014-01-30',
          days: 'working-days',
          notCounted: [{ date: '2014-01-23', why: 'Day of publication' }],
        },
        further: [{ what: expect.stringContaining('carried out'), date: '2014-01-31', working: null }],
      },
    });
  });

  it('keeps nothing that somebody typed: a closure day is called one, whatever its name', async () => {
    const book = bookOf(
      set('call-in-working-days', '2014-01-01', 5),
      happened('rule-closure-days', {
        type: 'ClosureDayDeclared',
        data: { date: '2014-01-28', name: 'Flood at Mrs Example’s', source: 'sealed' },
      }),
    );
    const answer = await book.deadline(callIn);
    const kept = 'kept' in answer ? answer.kept : undefined;
    expect(kept?.date).toBe('2014-01-31');
    expect(workingOf(kept?.working ?? null)).toContainEqual({
      date: '2014-01-28',
      counts: false,
      why: 'Closure day of the council',
    });
    expect(JSON.stringify(kept)).not.toContain('Example');
  });

  it('says why there is none, and does not take a question that is none', async () => {
    expect(await bookOf().deadline(callIn)).toMatchObject({ refused: { rule: 'local-rule-not-set' } });
    await expect(bookOf().deadline({ rule: 'call-in-end', inputs: {} })).rejects.toThrow('asked wrongly');
  });

  it('tells a local rule on a day with the event that set it', async () => {
    const ended: Happening = happened('rule-pay-protection-years', {
      type: 'LocalRuleEnded',
      data: { name: 'pay-protection-years', from: '2016-01-01' },
    });
    const book = bookOf(set('pay-protection-years', '2014-01-01', 2), ended);
    const on = (day: string) => book.localRule('pay-protection-years', day);
    expect(await on('2013-12-31')).toBeUndefined();
    expect(await on('2015-12-31')).toEqual({ value: 2, stream: 'rule-pay-protection-years', revision: 0 });
    expect(await on('2016-01-01')).toBeUndefined();
  });
});
