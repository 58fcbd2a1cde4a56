import type { Change } from '@minutebook/kernel/read-models';
import { asAt, endStories, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import { green, headOfService, red } from '../domain/action.fixture';
import { PlanChanges } from './plan-changes';
import {
  actionIsAdded,
  completionConfirmed,
  completionReported,
  confirmed,
  movedTo,
  onAction,
  onPlan,
  planOpened,
  reopened,
  reported,
  returned,
  withdrawn,
} from './plans.fixture';
import { plansProjection } from './plans.projection';

afterEach(endStories);

/** The story is told, then asked what changed between two record numbers. */
async function given(...story: readonly Happening[]) {
  const changes = new PlanChanges(await toldTwice([plansProjection], recordOf(story)));
  return (from: number, to: number, group?: string): readonly Change[] =>
    changes.changesBetween(asAt(from), asAt(to), group);
}

const said = (changes: readonly Change[]) =>
  changes.map(({ kind, what, before, after }) => [kind, what, before, after]);

const anAction = {
  stream: 'action-a1',
  name: 'DW2 Implement a QA group',
  group: 'GG-WSG',
  path: '/actions/a1',
};

describe('what changed in plans between two records', () => {
  it('is nothing where nothing was recorded between them', async () => {
    const between = await given(planOpened, actionIsAdded());

    expect(between(2, 2)).toEqual([]);
    expect(between(0, 0)).toEqual([]);
  });

  it('names what was added, with its plan’s group, its page and the last event of the range', async () => {
    const between = await given(planOpened, actionIsAdded(), reported('r1', green));

    expect(between(1, 2)).toEqual([
      { ...anAction, kind: 'added', what: 'Action', before: null, after: 'Implement a QA group', recordNumber: 2 },
    ]);
    expect(between(0, 1)).toEqual([
      {
        kind: 'added',
        what: 'Plan',
        before: null,
        after: 'Workforce plan',
        stream: 'actionPlan-plan-1',
        name: 'Workforce plan',
        group: 'GG-WSG',
        path: '/action-plans/plan-1',
        recordNumber: 1,
      },
    ]);
    expect(between(1, 3)).toMatchObject([
      { kind: 'added', recordNumber: 3 },
      { kind: 'rating-changed', what: 'Reported rating', recordNumber: 3 },
    ]);
  });

  it('tells a reported rating and a confirmed one apart', async () => {
    const between = await given(
      planOpened,
      actionIsAdded(),
      reported('r1', green),
      confirmed('r1'),
      reported('r2', red),
      returned('r2'),
      reported('r3', red),
      confirmed('r3'),
    );

    expect(said(between(2, 3))).toEqual([['rating-changed', 'Reported rating', null, 'green']]);
    expect(said(between(3, 4))).toEqual([['rating-changed', 'Confirmed rating', null, 'green']]);
    expect(said(between(4, 5))).toEqual([['rating-changed', 'Reported rating', 'green', 'red']]);
    expect(said(between(5, 7))).toEqual([]);
    expect(said(between(4, 8))).toEqual([
      ['rating-changed', 'Confirmed rating', 'green', 'red'],
      ['rating-changed', 'Reported rating', 'green', 'red'],
    ]);
  });

  it('tells a due date that moved with the first date and how often it has moved in all', async () => {
    const between = await given(
      planOpened,
      actionIsAdded(),
      movedTo({ words: 'June 2015', due: '2015-06-30' }),
      movedTo({ words: 'Summer 2015', due: '2015-08-31' }),
      movedTo({ words: 'March 2015', due: '2015-03-31' }),
    );

    expect(between(3, 4)).toEqual([
      {
        ...anAction,
        kind: 'date-moved',
        what: 'Due date',
        before: '2015-06-30',
        after: '2015-08-31',
        note: { firstDue: '2015-03-31', timesMoved: 2 },
        recordNumber: 4,
      },
    ]);
    // There and back again: the two boards say the same.
    expect(between(2, 5)).toEqual([]);
  });

  it('counts a completion when it is confirmed, and tells that an action was reopened', async () => {
    const between = await given(planOpened, actionIsAdded(), completionReported, completionConfirmed, reopened);

    expect(said(between(2, 3))).toEqual([]);
    expect(said(between(2, 4))).toEqual([['completed', 'Action', 'open', 'completed']]);
    expect(said(between(3, 4))).toEqual([['completed', 'Action', 'completion-reported', 'completed']]);
    expect(said(between(4, 5))).toEqual([['reopened', 'Action', 'completed', 'open']]);
    expect(said(between(2, 5))).toEqual([]);
  });

  it('names an action that was withdrawn, although it is on no board any more', async () => {
    const between = await given(planOpened, actionIsAdded(), withdrawn, reopened);

    expect(between(2, 3)).toEqual([
      { ...anAction, kind: 'removed', what: 'Action withdrawn', before: 'open', after: 'withdrawn', recordNumber: 3 },
    ]);
    expect(said(between(3, 4))).toEqual([['reopened', 'Action', 'withdrawn', 'open']]);
  });

  it('names an action whose wording or leads were changed, by its newer title', async () => {
    const between = await given(
      planOpened,
      actionIsAdded(),
      onAction({ type: 'ActionAmended', data: { title: 'Run the QA group' } }),
      onAction({ type: 'ActionLeadsAssigned', data: { leads: [headOfService], monitoringLeads: [] } }),
    );

    expect(between(2, 3)).toMatchObject([
      { kind: 'amended', what: 'Wording or leads', before: 'Implement a QA group', after: 'Run the QA group' },
    ]);
    expect(between(3, 4)).toMatchObject([{ kind: 'amended', name: 'DW2 Run the QA group', recordNumber: 4 }]);
  });

  it('tells of a plan’s title, dates, owner and closing', async () => {
    const between = await given(
      planOpened,
      onPlan({ type: 'ActionPlanAmended', data: { title: 'Revised', endsOn: '2016-03-31' } }),
      onPlan({ type: 'ActionPlanTransferred', data: { from: 'GG-WSG', group: { id: 'GG-ASC', revision: 0 } } }),
      onPlan({ type: 'ActionPlanClosed', data: {} }),
    );

    expect(said(between(1, 4))).toEqual(
      expect.arrayContaining([
        ['amended', 'Title', 'Workforce plan', 'Revised'],
        ['date-moved', 'Ends on', '2015-03-31', '2016-03-31'],
        ['amended', 'Owner', 'GG-WSG', 'GG-ASC'],
        ['completed', 'Plan closed', 'open', 'closed'],
      ]),
    );
    expect(between(1, 4)).toHaveLength(4);
  });

  it('is told of one group’s records alone: the group that owns them at the end', async () => {
    const toAsc = { from: 'GG-WSG', group: { id: 'GG-ASC', revision: 0 } };
    const between = await given(
      planOpened,
      actionIsAdded(),
      onPlan({ type: 'ActionPlanTransferred', data: toAsc }),
      reported('r1', red),
    );

    const streams = (group: string) => between(2, 4, group).map(({ stream }) => stream);

    expect(streams('GG-ASC')).toEqual(['actionPlan-plan-1', 'action-a1']);
    expect(streams('GG-WSG')).toEqual([]);
    expect(between(2, 4)).toHaveLength(2);
  });
});
