import { asAt, endStories, happened } from '../../../kernel/testing/story.fixture';
import { green, headOfService, LEAD, MONITOR, OTHER, red, smt } from '../domain/action.fixture';
import {
  actionIsAdded,
  completionConfirmed,
  completionReported,
  confirmed,
  corrected,
  movedTo,
  onAction,
  onPlan,
  planOpened,
  plansAfter,
  reopened,
  reported,
  returned,
  withdrawn,
} from './plans.fixture';

afterEach(endStories);

describe('a text that was removed', () => {
  const data = { eventId: 'e', eventRevision: 0, request: 'r', ground: 'objection', authority: 'x', agreedBy: 'hr' };
  const removed = { type: 'TextRemoved', data };
  const telling = { on: '2014-06-02', reason: 'Who is ill is nobody’s concern' } as const;

  it('counts as a revision of its action, and the timeline says that it was done but not why', async () => {
    const plans = await plansAfter(planOpened, actionIsAdded(), happened('action-a1', removed, telling));

    expect(plans.timeline('a1', asAt(3), 9)).toMatchObject([
      { kind: 'TextRemoved', revision: 1, reason: null, wording: null },
      { kind: 'ActionAdded', revision: 0 },
    ]);
    expect(plans.action('a1', asAt(3))).toEqual(plans.action('a1', asAt(2)));
  });

  it('changes nothing of its plan, and is nothing to plans where it is of another record', async () => {
    const plans = await plansAfter(
      planOpened,
      happened('actionPlan-plan-1', removed, telling),
      happened('governanceGroup-GG-WSG', removed, telling),
    );

    expect(plans.plan('plan-1', asAt(3))).toEqual(plans.plan('plan-1', asAt(1)));
  });
});

describe('when a plan was last written to', () => {
  it('is told with its actions, those that were withdrawn too, and when it was closed', async () => {
    const closed = onPlan({ type: 'ActionPlanClosed', data: {} });
    const plans = await plansAfter(planOpened, actionIsAdded(), withdrawn, closed, reported('r1', red));

    expect([1, 2, 3, 4, 5].map((at) => plans.lastRecords('plan-1', asAt(at)))).toEqual([
      { lastAmended: 1, closed: undefined },
      { lastAmended: 2, closed: undefined },
      { lastAmended: 3, closed: undefined },
      { lastAmended: 4, closed: 4 },
      { lastAmended: 5, closed: 4 },
    ]);
  });
});

describe('the list of plans', () => {
  it('shows every plan with its owner, newest first and then by title, from when it was opened', async () => {
    const earlier = {
      title: 'Old plan',
      group: { id: 'GG-ASC', revision: 0 },
      startsOn: '2009-10-30',
      endsOn: '2011-03-31',
      ragScheme: 'rag',
    };
    const plans = await plansAfter(
      planOpened,
      onPlan({ type: 'ActionPlanOpened', data: earlier }, {}, 'plan-0'),
      onPlan({ type: 'ActionPlanOpened', data: { ...earlier, title: 'A plan', startsOn: '2014-04-01' } }, {}, 'plan-2'),
    );

    const titles = (at: number) => plans.plans(asAt(at)).map(({ title }) => title);
    expect([0, 1, 2, 3].map(titles)).toEqual([
      [],
      ['Workforce plan'],
      ['Workforce plan', 'Old plan'],
      ['A plan', 'Workforce plan', 'Old plan'],
    ]);
    expect(plans.plan('plan-1', asAt(3))).toEqual({
      id: 'plan-1',
      title: 'Workforce plan',
      groupId: 'GG-WSG',
      startsOn: '2014-04-01',
      endsOn: '2015-03-31',
      ragScheme: 'rag',
      status: 'open',
      origin: 'user',
    });
    expect(plans.plan('plan-1', asAt(0))).toBeUndefined();
  });

  it('shows a plan with the group that owned it then', async () => {
    const plans = await plansAfter(
      planOpened,
      onPlan({ type: 'ActionPlanTransferred', data: { from: 'GG-WSG', group: { id: 'GG-ASC', revision: 0 } } }),
      onPlan({ type: 'ActionPlanTransferred', data: { from: 'GG-ASC', group: { id: 'GG-WSG', revision: 0 } } }),
    );

    const of = (group: string) => [1, 2, 3].map((at) => plans.plans(asAt(at), group).map(({ groupId }) => groupId));

    expect(of('GG-WSG')).toEqual([['GG-WSG'], [], ['GG-WSG']]);
    expect(of('GG-ASC')).toEqual([[], ['GG-ASC'], []]);
    expect(of('GG-NONE')).toEqual([[], [], []]);
  });

  it('shows what a plan said before it was amended and closed, and what after', async () => {
    const plans = await plansAfter(
      planOpened,
      onPlan({ type: 'ActionPlanAmended', data: { title: 'Workforce plan, revised', endsOn: '2016-03-31' } }),
      onPlan({ type: 'ActionPlanClosed', data: {} }),
    );

    const said = [1, 2, 3].map((at) => plans.plan('plan-1', asAt(at)));

    expect(said).toMatchObject([
      { title: 'Workforce plan', startsOn: '2014-04-01', endsOn: '2015-03-31', status: 'open' },
      { title: 'Workforce plan, revised', startsOn: '2014-04-01', endsOn: '2016-03-31', status: 'open' },
      { title: 'Workforce plan, revised', startsOn: '2014-04-01', endsOn: '2016-03-31', status: 'closed' },
    ]);
  });
});

describe('the board of a plan', () => {
  it('shows its own actions in the order in which the plan got them', async () => {
    const elsewhere = { plan: { id: 'plan-2', revision: 0 }, reference: 'A1' };
    const plans = await plansAfter(
      planOpened,
      actionIsAdded({ reference: 'DW10' }, {}, 'a10'),
      actionIsAdded({ reference: 'DW2' }, {}, 'a2'),
      actionIsAdded(elsewhere, {}, 'b1'),
      actionIsAdded({ reference: 'DK1' }, {}, 'k1'),
    );

    const references = (plan: string, at: number) => plans.actionsOf(plan, asAt(at)).map((action) => action.reference);

    expect(references('plan-1', 5)).toEqual(['DW10', 'DW2', 'DK1']);
    expect(references('plan-1', 2)).toEqual(['DW10']);
    expect(references('plan-2', 5)).toEqual(['A1']);
    expect(references('plan-3', 5)).toEqual([]);
  });

  it('shows an action as the plan has it, before anything was reported', async () => {
    const plans = await plansAfter(planOpened, actionIsAdded({}, { source: { document: 'D8', row: '3' } }));

    const [action] = plans.actionsOf('plan-1', asAt(2));
    const detail = plans.action('a1', asAt(2));

    expect(action).toEqual({
      id: 'a1',
      planId: 'plan-1',
      reference: 'DW2',
      theme: 'Workforce planning',
      title: 'Implement a QA group',
      timescale: { words: 'March 2015', due: '2015-03-31' },
      leads: [headOfService],
      origin: 'import',
      status: 'open',
      due: '2015-03-31',
      firstDue: '2015-03-31',
      timesMoved: 0,
      rag: null,
      reported: null,
      percentComplete: null,
      forecastDue: null,
      completedOn: null,
      completionBy: null,
      dueOrigin: 'import',
      progressOrigin: 'import',
      heardOn: '2014-04-02',
      escalatedOn: null,
      overdue: false,
    });
    expect(detail).toEqual({
      ...action,
      subItems: [],
      successCriteria: 'QA group as part of governance',
      costs: [],
      monitoringLeads: [smt],
      source: { document: 'D8', row: '3' },
    });
    expect(plans.action('a1', asAt(1))).toBeUndefined();
    expect(plans.action('a2', asAt(2))).toBeUndefined();
  });

  it('works out overdue from the page’s date: the day after the due date, not the day itself', async () => {
    const plans = await plansAfter(planOpened, actionIsAdded());

    const isOverdueOn = (date: string) => plans.actionsOf('plan-1', asAt(2, date))[0]?.overdue;

    expect(isOverdueOn('2015-03-30')).toBe(false);
    expect(isOverdueOn('2015-03-31')).toBe(false);
    expect(isOverdueOn('2015-04-01')).toBe(true);
  });

  it('never shows as overdue what is completed or withdrawn or has no due date', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded(),
      completionReported,
      completionConfirmed,
      reopened,
      withdrawn,
      reopened,
      movedTo({ words: 'On-going', ongoing: true }),
    );

    const isOverdue = [2, 3, 4, 5, 6, 7, 8].map((at) => plans.action('a1', asAt(at, '2020-01-01'))?.overdue);

    expect(isOverdue).toEqual([true, true, false, true, false, true, false]);
  });
});

describe('where an action stands', () => {
  it('is rated by what was last confirmed, while the latest report is shown beside it', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded(),
      reported('r1', green, { effectiveOn: '2014-04-30' }),
      confirmed('r1'),
      reported('r2', red, { on: '2014-06-02' }),
      confirmed('r2'),
    );

    const at = (n: number) => {
      const action = plans.action('a1', asAt(n));
      return [action?.rag, action?.reported?.rag, action?.reported?.on, action?.reported?.state];
    };

    expect([2, 3, 4, 5, 6].map(at)).toEqual([
      [null, undefined, undefined, undefined],
      [null, 'green', '2014-04-30', 'awaiting'],
      ['green', 'green', '2014-04-30', 'confirmed'],
      ['green', 'red', '2014-06-02', 'awaiting'],
      ['red', 'red', '2014-06-02', 'confirmed'],
    ]);
    expect(plans.action('a1', asAt(3))).toMatchObject({ percentComplete: 40, reported: { reportId: 'r1', by: LEAD } });
    expect(plans.action('a1', asAt(5))).toMatchObject({ percentComplete: null, reported: { reportId: 'r2' } });
  });

  it('keeps its rating when a report is sent back, and when another one supersedes it', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded(),
      reported('r1', green),
      confirmed('r1'),
      reported('r2', red),
      returned('r2'),
      reported('r3', { ...red, forecastDue: '2015-06-30' }),
      reported('r4', { rag: 'amber', commentary: 'Advertised' }),
    );

    const at = (n: number) => plans.action('a1', asAt(n));

    expect(at(6)).toMatchObject({ rag: 'green', reported: { reportId: 'r2', rag: 'red', state: 'returned' } });
    expect(at(7)).toMatchObject({
      rag: 'green',
      reported: { reportId: 'r3', state: 'awaiting' },
      forecastDue: '2015-06-30',
    });
    expect(at(8)).toMatchObject({ rag: 'green', reported: { reportId: 'r4', rag: 'amber' }, forecastDue: null });
  });

  it('awaits confirmation again when a confirmed report is corrected; rating and report date stay until told', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded(),
      reported('r1', green, { effectiveOn: '2014-04-30' }),
      confirmed('r1'),
      corrected('r1', red, { on: '2014-06-02' }),
      corrected('r1', red, { on: '2014-06-03', effectiveOn: '2014-04-29' }),
      confirmed('r1', { by: MONITOR }),
    );

    const at = (n: number) => plans.action('a1', asAt(n));

    expect(at(5)).toMatchObject({
      rag: 'green',
      reported: { reportId: 'r1', rag: 'red', on: '2014-04-30', by: OTHER, state: 'awaiting' },
    });
    expect(at(6)).toMatchObject({ rag: 'green', reported: { on: '2014-04-29' } });
    expect(at(7)).toMatchObject({ rag: 'red', reported: { on: '2014-04-29', state: 'confirmed' } });
  });

  it('takes a report that names no date to speak of the London day on which it was recorded', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded(),
      // 00:30 in London, on a summer night when it is still the day before in UTC.
      reported('r1', green, { on: '2014-06-02', at: '00:30' }),
      // The nights on which the clocks change.
      reported('r2', green, { on: '2014-10-26', at: '00:30' }),
      reported('r3', green, { on: '2014-10-26', at: '23:30' }),
      reported('r4', green, { on: '2015-03-29', at: '23:30' }),
    );

    const dates = [3, 4, 5, 6].map((at) => plans.action('a1', asAt(at))?.reported?.on);

    expect(dates).toEqual(['2014-06-02', '2014-10-26', '2014-10-26', '2015-03-29']);
  });

  it('keeps the first due date and counts the moves; a date first given late is no move, words alone are none', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded({ timescale: { words: 'To be agreed' } }),
      movedTo({ words: 'June 2014', due: '2014-06-30' }),
      movedTo({ words: 'By the end of June 2014', due: '2014-06-30' }),
      movedTo({ words: 'September 2014', due: '2014-09-30' }, { origin: 'demonstration' }),
      movedTo({ words: 'On-going', ongoing: true }),
    );

    const at = (n: number) => {
      const action = plans.action('a1', asAt(n));
      return [action?.due, action?.firstDue, action?.timesMoved, action?.timescale.words, action?.dueOrigin];
    };

    expect([2, 3, 4, 5, 6].map(at)).toEqual([
      [null, null, 0, 'To be agreed', 'import'],
      ['2014-06-30', '2014-06-30', 0, 'June 2014', 'user'],
      ['2014-06-30', '2014-06-30', 0, 'By the end of June 2014', 'user'],
      ['2014-09-30', '2014-06-30', 1, 'September 2014', 'demonstration'],
      [null, '2014-06-30', 2, 'On-going', 'user'],
    ]);
  });

  it('shows its wording and leads as they were before and after they were changed', async () => {
    const chief: typeof headOfService = { ...headOfService, id: 'chief', name: 'Chief Executive' };
    const plans = await plansAfter(
      planOpened,
      actionIsAdded({ subItems: ['one'] }),
      onAction({
        type: 'ActionAmended',
        data: { title: 'Réimplement', costs: [{ kind: 'one-off', pence: 500_000, words: '£5k' }] },
      }),
      onAction({ type: 'ActionLeadsAssigned', data: { leads: [chief], monitoringLeads: [] } }),
      onAction({ type: 'ActionAmended', data: { theme: 'Quality', subItems: [], successCriteria: 'Met twice' } }),
    );

    const at = (n: number) => plans.action('a1', asAt(n));

    expect(at(2)).toMatchObject({
      title: 'Implement a QA group',
      subItems: ['one'],
      costs: [],
      leads: [headOfService],
    });
    expect(at(3)).toMatchObject({ title: 'Réimplement', subItems: ['one'], costs: [{ pence: 500_000 }] });
    expect(at(4)).toMatchObject({ leads: [chief], monitoringLeads: [], theme: 'Workforce planning' });
    expect(at(5)).toMatchObject({ title: 'Réimplement', theme: 'Quality', subItems: [], successCriteria: 'Met twice' });
  });

  it('is complete only when that is confirmed, and open again when it is sent back or reopened', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded(),
      completionReported,
      reopened,
      completionReported,
      completionConfirmed,
      reopened,
    );

    const at = (n: number) => {
      const action = plans.action('a1', asAt(n));
      return [action?.status, action?.completedOn, action?.completionBy];
    };

    expect([3, 4, 5, 6, 7].map(at)).toEqual([
      ['completion-reported', '2014-05-30', LEAD],
      ['open', null, null],
      ['completion-reported', '2014-05-30', LEAD],
      ['completed', '2014-05-30', LEAD],
      ['open', null, null],
    ]);
  });

  it('leaves the board when it is withdrawn, and comes back when it is reopened', async () => {
    const plans = await plansAfter(
      planOpened,
      actionIsAdded(),
      reported('r1', green),
      confirmed('r1'),
      withdrawn,
      reopened,
      withdrawn,
    );

    const at = (n: number) => [plans.actionsOf('plan-1', asAt(n)), plans.withdrawnFrom('plan-1', asAt(n))];

    expect(at(4)).toMatchObject([[{ id: 'a1', rag: 'green' }], []]);
    expect(at(5)).toMatchObject([[], [{ id: 'a1', status: 'withdrawn', rag: 'green' }]]);
    expect(at(6)).toMatchObject([[{ id: 'a1', status: 'open', rag: 'green' }], []]);
    expect(at(7)).toMatchObject([[], [{ id: 'a1' }]]);
  });
});
