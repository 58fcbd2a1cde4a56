import { accept, type Told } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy } from '../../../kernel/testing/given.fixture';
import type { ActionCommand, CompleteAction } from './action.commands';
import { actionDecider } from './action.decider';
import type { ActionEvent } from './action.events';
import {
  added,
  asked,
  closedPlan,
  completed,
  completionReported,
  corrected,
  green,
  LEAD,
  MONITOR,
  OTHER,
  red,
  reopened,
  reported,
  reportProgress,
  returned,
  TODAY,
  withdrawn,
} from './action.fixture';

const after = (...events: readonly Told<ActionEvent>[]) => given(actionDecider, [added, ...events]);
const done = given(actionDecider, completed);
const gone = after(withdrawn);

const complete: CompleteAction = {
  ...asked,
  type: 'complete',
  on: '2014-06-10',
  evidence: 'Minutes of the first meeting',
};
const confirmCompletion: ActionCommand = { ...asked, by: MONITOR, type: 'confirm-completion' };
const reopen: ActionCommand = { ...asked, type: 'reopen' };
const withdraw: ActionCommand = { ...asked, type: 'withdraw' };

describe('completing an action', () => {
  it('records the date and the evidence', () => {
    const outcome = after().when(complete);

    expect(outcome).toEqual(
      accept({ type: 'ActionCompletionReported', data: { on: '2014-06-10', evidence: complete.evidence } }),
    );
  });

  it('counts only when it is confirmed', () => {
    const { state: waiting } = after(completionReported('2014-06-10'));

    expect(waiting.status).toBe('completion-reported');
    expect(done.state).toMatchObject({ status: 'completed', completion: { on: '2014-06-10' } });
  });

  it('is already so where the same is said again, before and after it was confirmed', () => {
    const waiting = after(completionReported('2014-06-10')).when(complete);
    const confirmed = done.when(complete);

    expect(waiting).toEqual(ALREADY_SO);
    expect(confirmed).toEqual(ALREADY_SO);
  });

  it('replaces a completion that waits, and neither author may confirm', () => {
    const again = after(completionReported('2014-06-10')).when({ ...complete, by: OTHER, on: '2014-06-12' });
    const replaced = after(completionReported('2014-06-10'), completionReported('2014-06-12', OTHER));

    expect(again).toMatchObject({ accepted: [{ data: { on: '2014-06-12' } }] });
    expect(replaced.when({ ...confirmCompletion, by: LEAD })).toMatchObject(refusedBy('own-completion'));
    expect(replaced.when({ ...confirmCompletion, by: OTHER })).toMatchObject(refusedBy('own-completion'));
    expect(replaced.when(confirmCompletion)).toEqual(
      accept({ type: 'ActionCompletionConfirmed', data: { on: '2014-06-12' } }),
    );
  });

  it('has a real date that is not in the future: completion-date-not-real, completion-date-in-future', () => {
    expect(after().when({ ...complete, on: '2014-06-31' })).toMatchObject(
      refusedBy('completion-date-not-real', { field: 'on' }),
    );
    expect(after().when({ ...complete, on: '2014-06-17' })).toMatchObject(
      refusedBy('completion-date-in-future', { field: 'on' }),
    );
    expect(after().when({ ...complete, on: TODAY })).toMatchObject({ accepted: [{ data: { on: TODAY } }] });
  });

  it('is not before the latest report that says "unfinished": completed-before-unfinished-report', () => {
    const outcome = after(reported('r1', green, '2014-06-11')).when(complete);

    expect(outcome).toMatchObject(
      refusedBy('completed-before-unfinished-report', { field: 'on', facts: { reportId: 'r1' } }),
    );
  });

  it.each([
    ['on the same day', [reported('r1', green, '2014-06-10')]],
    ['with no percentage', [reported('r1', red, '2014-06-11')]],
    ['with 100 per cent', [reported('r1', { ...green, percentComplete: 100 }, '2014-06-11')]],
    ['that was sent back', [reported('r1', green, '2014-06-11'), returned('r1')]],
    ['that was corrected', [reported('r1', green, '2014-06-11'), corrected('r1', { ...green, percentComplete: 100 })]],
  ] as const)('is not held up by a report %s', (_why, history) => {
    const outcome = after(...history).when(complete);

    expect(outcome).toMatchObject({ accepted: [{ type: 'ActionCompletionReported' }] });
  });

  it('is refused for a completed action with another date, and for a withdrawn one', () => {
    expect(done.when({ ...complete, on: '2014-06-11' })).toMatchObject(refusedBy('action-completed'));
    expect(gone.when(complete)).toMatchObject(refusedBy('action-withdrawn'));
  });
});

describe('confirming a completion', () => {
  it('records the date that was reported', () => {
    const outcome = after(completionReported('2014-06-10')).when(confirmCompletion);

    expect(outcome).toEqual(accept({ type: 'ActionCompletionConfirmed', data: { on: '2014-06-10' } }));
  });

  it('is already so the second time', () => {
    expect(done.when(confirmCompletion)).toEqual(ALREADY_SO);
  });

  it('is not for the account that reported it: own-completion', () => {
    expect(after(completionReported('2014-06-10')).when({ ...confirmCompletion, by: LEAD })).toMatchObject(
      refusedBy('own-completion'),
    );
  });

  it('needs a completion that waits: no-completion-awaiting', () => {
    const never = after().when(confirmCompletion);
    const sentBack = after(completionReported('2014-06-10'), reopened).when(confirmCompletion);

    for (const outcome of [never, sentBack, gone.when(confirmCompletion)])
      expect(outcome).toMatchObject(refusedBy('no-completion-awaiting'));
  });

  it('asks for two persons anew after a reopening', () => {
    const history = after(completionReported('2014-06-10'), reopened, completionReported('2014-06-12', OTHER));

    expect(history.when({ ...confirmCompletion, by: LEAD })).toMatchObject({ accepted: [{}] });
  });

  it('settles what was said before the plan was closed', () => {
    const outcome = after(completionReported('2014-06-10')).when({ ...confirmCompletion, plan: closedPlan });

    expect(outcome).toMatchObject({ accepted: [{ type: 'ActionCompletionConfirmed' }] });
  });
});

describe('reopening an action', () => {
  it.each([
    ['completed', done],
    ['withdrawn', gone],
    ['reported as complete', after(completionReported('2014-06-10'))],
  ])('that is %s is recorded', (_status, history) => {
    expect(history.when(reopen)).toEqual(accept({ type: 'ActionReopened', data: {} }));
  });

  it('is already so where it is open', () => {
    expect(after().when(reopen)).toEqual(ALREADY_SO);
  });

  it('makes it take reports again and forgets the completion', () => {
    const history = given(actionDecider, [...completed, reopened]);

    expect(history.state).not.toHaveProperty('completion');
    expect(history.when(reportProgress)).toMatchObject({ accepted: [{ type: 'ProgressReported' }] });
  });

  it('is over when the plan is closed, except to send back a completion that waits: plan-closed', () => {
    const waiting = after(completionReported('2014-06-10'));

    expect(done.when({ ...reopen, plan: closedPlan })).toMatchObject(refusedBy('plan-closed'));
    expect(gone.when({ ...reopen, plan: closedPlan })).toMatchObject(refusedBy('plan-closed'));
    expect(waiting.when({ ...reopen, plan: closedPlan })).toMatchObject({ accepted: [{ type: 'ActionReopened' }] });
  });
});

describe('withdrawing an action', () => {
  it('is recorded for an open one and for one reported as complete', () => {
    expect(after().when(withdraw)).toEqual(accept({ type: 'ActionWithdrawn', data: {} }));
    expect(after(completionReported('2014-06-10')).when(withdraw)).toMatchObject({ accepted: [{}] });
  });

  it('is already so where it is withdrawn', () => {
    expect(gone.when(withdraw)).toEqual(ALREADY_SO);
  });

  it('is refused for a completed one: action-completed', () => {
    expect(done.when(withdraw)).toMatchObject(refusedBy('action-completed'));
  });
});
