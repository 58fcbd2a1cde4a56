import { accept, type Told } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import type { EscalateToGroup } from './action.commands';
import { actionDecider } from './action.decider';
import type { ActionEvent } from './action.events';
import {
  actionAdded,
  added,
  asked,
  closedPlan,
  completed,
  completionConfirmed,
  completionReported,
  confirmed,
  corrected,
  dueMoved,
  escalated,
  green,
  LEAD,
  PLAN_READ,
  red,
  reopened,
  reported,
  returned,
  TODAY,
  withdrawn,
} from './action.fixture';

const DUE = '2014-06-04';

const dueAdded = told(
  { ...actionAdded, data: { ...actionAdded.data, timescale: { words: 'June', due: DUE } } },
  { by: LEAD, recordedOn: '2014-04-01' },
);
const after = (...events: readonly Told<ActionEvent>[]) => given(actionDecider, [dueAdded, ...events]);

const escalate: EscalateToGroup = { ...asked, by: 'system', type: 'escalate-to-group', groupId: 'GG-WSG' };
const wentToGroup = (unansweredSince: string, due = DUE) =>
  accept({ type: 'ActionEscalatedToGroup', data: { group: 'GG-WSG', plan: PLAN_READ, due, unansweredSince } });

const report = told(
  { type: 'ProgressReported' as const, data: { reportId: 'r1', plan: PLAN_READ, ...red } },
  { by: LEAD, recordedOn: '2014-06-02', effectiveOn: '2014-05-20' },
);
const completionOnTheSixth = { ...completionReported('2014-06-01'), metadata: report.metadata };

describe('escalating an action to the group of its plan', () => {
  it('says what was due, and since when nobody has answered: since it was added', () => {
    expect(after().when(escalate)).toEqual(wentToGroup('2014-04-01'));
  });

  it('counts from the day on which the record received the last answer, whatever day that speaks of', () => {
    expect(after(report).when(escalate)).toEqual(wentToGroup('2014-06-02'));
    expect(after(completionOnTheSixth).when(escalate)).toEqual(wentToGroup('2014-06-02'));
  });

  it('does not take a verdict for an answer of who was asked', () => {
    expect(after(report, confirmed('r1')).when(escalate)).toEqual(wentToGroup('2014-06-02'));
    expect(after(report, returned('r1')).when(escalate)).toEqual(wentToGroup('2014-06-02'));
  });

  it('is already so until somebody answers', () => {
    expect(after(escalated('2014-04-01', DUE)).when(escalate)).toEqual(ALREADY_SO);
    expect(after(report, escalated('2014-06-02', DUE), returned('r1')).when(escalate)).toEqual(ALREADY_SO);
  });

  it('lies with the group no more once somebody answered, and may go there again', () => {
    const answers = [
      reported('r1', green, '2014-06-12'),
      corrected('r1', green),
      completionReported('2014-06-12'),
      reopened,
    ];
    for (const answer of answers) {
      const { state, when } = after(escalated('2014-04-01', DUE), answer);
      expect(state).toMatchObject({ escalation: null });
      expect(when(escalate)).toMatchObject({ accepted: [{ type: 'ActionEscalatedToGroup' }] });
    }
  });

  it('stays with the group while only the words of the timescale change, and begins anew with another date', () => {
    const sameDate = dueMoved(DUE);
    const later = dueMoved('2014-06-10');

    expect(after(escalated('2014-04-01', DUE), sameDate).when(escalate)).toEqual(ALREADY_SO);
    expect(after(escalated('2014-04-01', DUE), later).when(escalate)).toEqual(wentToGroup('2014-04-01', '2014-06-10'));
  });

  it('lies with nobody once it is over', () => {
    const done = [completionReported('2014-06-12'), escalated('2014-06-12', DUE), completionConfirmed];

    expect(after(...done).state).toMatchObject({ status: 'completed', escalation: null });
    expect(after(escalated('2014-04-01', DUE), withdrawn).state).toMatchObject({ escalation: null });
  });

  it('reaches one that is said to be complete: it counts as open until that is confirmed', () => {
    expect(after(completionReported('2014-06-01')).when(escalate)).toMatchObject({
      accepted: [{ type: 'ActionEscalatedToGroup' }],
    });
  });

  it('is refused unless the action is overdue', () => {
    expect(given(actionDecider, [added]).when(escalate)).toMatchObject(refusedBy('action-not-overdue'));
    expect(after(dueMoved(undefined)).when(escalate)).toMatchObject(refusedBy('action-not-overdue'));
    expect(after(dueMoved(TODAY)).when(escalate)).toMatchObject(refusedBy('action-not-overdue'));
  });

  it('is refused for another group than that of the plan', () => {
    const elsewhere = { ...escalate, groupId: 'GG-SMT' };

    expect(after().when(elsewhere)).toMatchObject(refusedBy('not-group-of-plan', { field: 'groupId' }));
  });

  it('is refused where the action is over, the plan closed or unknown, or the action was never added', () => {
    expect(given(actionDecider, completed).when(escalate)).toMatchObject(refusedBy('action-completed'));
    expect(after(withdrawn).when(escalate)).toMatchObject(refusedBy('action-withdrawn'));
    expect(after().when({ ...escalate, plan: closedPlan })).toMatchObject(refusedBy('plan-closed'));
    expect(after().when({ ...escalate, plan: undefined })).toMatchObject(refusedBy('no-such-plan'));
    expect(given(actionDecider, []).when(escalate)).toMatchObject(refusedBy('no-such-action'));
  });
});
