import { DueFactBook, type DueFact, type DueFactChange } from '@minutebook/kernel';
import { asAt, endStories, happened, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import { heads, monitor } from '../domain/reminder.fixture';
import { dueFactsProjection } from './due-facts.projection';
import { DueFactsQuery } from './due-facts.query';

const FACT: DueFact = {
  ...{ kind: 'stage', label: 'Stage', reference: 'S1', title: 'Consult', path: '/stages/s1' },
  ...{ due: '2014-06-10', heardOn: '2014-06-02', reportsProgress: true, open: true, within: 'actionPlan-plan-1' },
  ...{ leads: [heads], monitoringLeads: [monitor], leadRole: 'action-lead', monitoringRole: 'monitoring-lead' },
};

/** A context of a spec: each of its events says itself what it changes. */
const book = new DueFactBook();
book.register({ handles: ['Changed'], read: ({ data }) => data as DueFactChange });

const changed = (stream: string, change: DueFactChange): Happening =>
  happened(stream, { type: 'Changed', data: change });
const framed = (open = true, group = 'GG-WSG') =>
  changed('actionPlan-plan-1', { frame: { name: 'Plan', group, open } });
const stage = (changes: Partial<DueFact> = {}, answers = false, id = 's1') =>
  changed(`stage-${id}`, { fact: { ...FACT, ...changes }, answers });

async function told(...story: readonly Happening[]) {
  return new DueFactsQuery(await toldTwice([dueFactsProjection(book)], recordOf(story)));
}
const streams = (found: readonly { readonly stream: string }[]) => found.map(({ stream }) => stream).sort();

afterEach(endStories);

describe('what is due', () => {
  it('is as its last event left it, with the group of the record around it', async () => {
    const query = await told(framed(), stage(), stage({ due: '2014-07-01' }));

    expect(query.fact('stage-s1', asAt(2))).toMatchObject({ due: '2014-06-10', revision: 0 });
    expect(query.fact('stage-s1')).toEqual({
      ...FACT,
      ...{ stream: 'stage-s1', due: '2014-07-01', revision: 1, group: 'GG-WSG', answer: undefined },
    });
    expect(query.fact('stage-s2')).toBeUndefined();
  });

  it('remembers the last answer, whatever changes after it', async () => {
    const query = await told(framed(), stage(), stage({ heardOn: '2014-06-05' }, true), stage({ title: 'Ask' }));

    expect(query.fact('stage-s1')).toMatchObject({ title: 'Ask', answer: { revision: 1, recordNumber: 3 } });
  });

  it('is nothing of what is over, or lies in what is over, until that is opened again', async () => {
    const query = await told(
      framed(),
      stage(),
      stage({}, false, 's2'),
      stage({ open: false }),
      framed(false),
      framed(),
    );

    expect(streams(query.open(asAt(3)))).toEqual(['stage-s1', 'stage-s2']);
    expect(streams(query.open(asAt(4)))).toEqual(['stage-s2']);
    expect(streams(query.open(asAt(5)))).toEqual([]);
    expect(query.fact('stage-s2', asAt(5))?.open).toBe(false);
    expect(streams(query.open())).toEqual(['stage-s2']);
  });
});

describe('what concerns somebody', () => {
  it('is found by lead role, by plan and by group, each once', async () => {
    const query = await told(
      framed(),
      stage(),
      stage({ leads: [{ kind: 'group', id: 'GG-X', name: 'X' }] }, false, 's2'),
    );
    const role = { kind: 'role', id: 'heads' } as const;
    const plan = { kind: 'within', stream: 'actionPlan-plan-1' } as const;

    expect(streams(query.concerning([role]))).toEqual(['stage-s1']);
    expect(streams(query.concerning([{ kind: 'role', id: 'hr' }]))).toEqual(['stage-s1', 'stage-s2']);
    expect(streams(query.concerning([role, plan, { kind: 'group', id: 'GG-WSG' }]))).toEqual(['stage-s1', 'stage-s2']);
    expect(streams(query.concerning([{ kind: 'leading-group', id: 'GG-X' }]))).toEqual(['stage-s2']);
    expect(streams(query.concerning([{ kind: 'account', id: 'heads' }]))).toEqual([]);
  });

  it('goes with its leads, and with its plan to another group', async () => {
    const query = await told(framed(), stage(), stage({ leads: [{ ...heads, id: 'others' }] }), framed(true, 'GG-SMT'));
    const of = (id: string, at: number) => streams(query.concerning([{ kind: 'role', id }], asAt(at)));
    const ofGroup = (id: string, at: number) => streams(query.concerning([{ kind: 'group', id }], asAt(at)));

    expect([of('heads', 2), of('heads', 3), of('others', 3)]).toEqual([['stage-s1'], [], ['stage-s1']]);
    expect([ofGroup('GG-WSG', 3), ofGroup('GG-WSG', 4), ofGroup('GG-SMT', 4)]).toEqual([
      ['stage-s1'],
      [],
      ['stage-s1'],
    ]);
  });
});
