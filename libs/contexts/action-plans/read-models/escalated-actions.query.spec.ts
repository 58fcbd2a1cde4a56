import { EscalatedRecords } from '@minutebook/governance-groups';
import { asAt, endStories } from '../../../kernel/testing/story.fixture';
import { green, red } from '../domain/action.fixture';
import { EscalatedActions } from './escalated-actions.query';
import {
  actionIsAdded,
  completionConfirmed,
  completionReported,
  corrected,
  escalated,
  movedTo,
  onPlan,
  planOpened,
  plansAfter,
  reopened,
  reported,
  returned,
  withdrawn,
} from './plans.fixture';

afterEach(endStories);

describe('an action that went to its group', () => {
  const overdue = actionIsAdded({ timescale: { words: 'June', due: '2014-06-04' } });
  const went = escalated('2014-04-02', '2014-06-04');

  it('lies with it since that day, and the timeline says why', async () => {
    const plans = await plansAfter(planOpened, overdue, went);

    expect([2, 3].map((at) => plans.action('a1', asAt(at)))).toMatchObject([
      { escalatedOn: null, heardOn: '2014-04-02' },
      { escalatedOn: '2014-06-12', heardOn: '2014-04-02' },
    ]);
    expect(plans.timeline('a1', asAt(3), 1)).toMatchObject([
      { kind: 'ActionEscalatedToGroup', due: '2014-06-04', unansweredSince: '2014-04-02', account: 'system' },
    ]);
  });

  it.each([
    ['a report', [reported('r1', red, { on: '2014-06-13', effectiveOn: '2014-06-01' })], '2014-06-13'],
    ['a completion', [{ ...completionReported, telling: { on: '2014-06-14' } }], '2014-06-14'],
    ['a reopening', [{ ...reopened, telling: { on: '2014-06-14' } }], '2014-06-14'],
    ['a withdrawal', [withdrawn], '2014-04-02'],
    ['its completion', [completionConfirmed], '2014-04-02'],
    ['another date', [movedTo({ words: 'July', due: '2014-07-04' })], '2014-04-02'],
  ] as const)('lies with it no more after %s', async (_what, answer, heardOn) => {
    const plans = await plansAfter(planOpened, overdue, went, ...answer);

    expect(plans.action('a1', asAt(4))).toMatchObject({ escalatedOn: null, heardOn });
  });

  it('lies with it no more after a correction', async () => {
    const report = reported('r1', red, { on: '2014-05-02' });
    const correction = corrected('r1', green, { on: '2014-06-13' });
    const plans = await plansAfter(planOpened, overdue, report, escalated('2014-05-02', '2014-06-04'), correction);

    expect([4, 5].map((at) => plans.action('a1', asAt(at)))).toMatchObject([
      { escalatedOn: '2014-06-12', heardOn: '2014-05-02' },
      { escalatedOn: null, heardOn: '2014-06-13' },
    ]);
  });

  it.each([
    ['a verdict', [reported('r1', red, { on: '2014-05-02' })], [returned('r1', { on: '2014-06-13' })]],
    ['other words for the same date', [], [movedTo({ words: '4 June', due: '2014-06-04' })]],
  ] as const)('stays with it after %s', async (_what, before, after) => {
    const plans = await plansAfter(planOpened, overdue, ...before, went, ...after);

    expect(plans.action('a1', asAt(9))).toMatchObject({ escalatedOn: '2014-06-12' });
  });

  it('shows at the group that owns the plan, while the plan is open', async () => {
    const transferred = { from: 'GG-WSG', group: { id: 'GG-SMT', revision: 0 } };
    const plans = await plansAfter(
      planOpened,
      overdue,
      went,
      onPlan({ type: 'ActionPlanTransferred', data: transferred }),
      onPlan({ type: 'ActionPlanClosed', data: {} }),
    );
    const records = new EscalatedRecords();
    new EscalatedActions(records, plans);
    const at = (group: string) =>
      [2, 3, 4, 5].map((n) => records.escalatedTo(group, asAt(n)).map(({ reference }) => reference));

    expect([at('GG-WSG'), at('GG-SMT')]).toEqual([
      [[], ['DW2'], [], []],
      [[], [], ['DW2'], []],
    ]);
    expect(records.escalatedTo('GG-WSG', asAt(3))).toEqual([
      {
        reference: 'DW2',
        title: 'Implement a QA group',
        path: '/actions/a1',
        within: 'Workforce plan',
        due: '2014-06-04',
        unansweredSince: '2014-04-02',
        escalatedOn: '2014-06-12',
      },
    ]);
  });
});
