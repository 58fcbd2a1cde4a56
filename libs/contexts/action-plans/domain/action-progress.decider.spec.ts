import { accept, type Told } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy } from '../../../kernel/testing/given.fixture';
import type { ConfirmProgress, CorrectProgress, ReturnProgress } from './action.commands';
import { actionDecider } from './action.decider';
import type { ActionEvent } from './action.events';
import {
  added,
  asked,
  closedPlan,
  completed,
  completionReported,
  confirmed,
  corrected,
  green,
  LEAD,
  MONITOR,
  openPlan,
  OTHER,
  PLAN_READ,
  red,
  reported,
  reportProgress,
  returned,
  sealed,
  TODAY,
  withdrawn,
} from './action.fixture';
import { reportedOf } from './action.state';

const after = (...events: readonly Told<ActionEvent>[]) => given(actionDecider, [added, ...events]);
const judge = { ...asked, by: MONITOR, reportId: 'r1' };
const confirm: ConfirmProgress = { ...judge, type: 'confirm-progress' };
const sendBack: ReturnProgress = { ...judge, type: 'return-progress' };
const correct: CorrectProgress = { ...asked, ...green, type: 'correct-progress', reportId: 'r1' };
const redReported = reported('r1', red, '2014-06-10');

describe('reporting progress', () => {
  it('records rating, words and the plan as read', () => {
    const outcome = after().when({ ...reportProgress, percentComplete: 0, forecastDue: '2015-06-30' });

    expect(outcome).toEqual(
      accept({
        type: 'ProgressReported',
        data: { reportId: 'r1', plan: PLAN_READ, ...red, percentComplete: 0, forecastDue: '2015-06-30' },
      }),
    );
  });

  it('makes the report await confirmation and leaves the confirmed rating', () => {
    const { state } = after(reported('r1', green, '2014-05-01'), confirmed('r1'), reported('r2', red, '2014-06-10'));

    expect(state).toMatchObject({ rag: 'green' });
    expect(reportedOf(state)).toEqual({ reportId: 'r2', rag: 'red', on: '2014-06-10', by: LEAD, state: 'awaiting' });
  });

  it('speaks of the London day of its record where no date is given', () => {
    const { state } = after(reported('r1', red, '2014-06-10', { effectiveOn: undefined, recordedOn: '2014-06-12' }));

    expect(reportedOf(state)).toMatchObject({ on: '2014-06-12' });
  });

  it('is of today where no date is given, and so may follow any earlier report', () => {
    const outcome = after(redReported).when({ ...reportProgress, reportId: 'r2' });

    expect(outcome).toMatchObject({ accepted: [{ type: 'ProgressReported' }] });
  });

  it.each(['Red', 'blue', 'rescheduled', ''])('with the rating "%s" is refused: rating-not-in-scheme', (rag) => {
    const outcome = after().when({ ...reportProgress, rag });

    expect(outcome).toMatchObject(
      refusedBy('rating-not-in-scheme', { field: 'rag', facts: { ratings: ['red', 'amber', 'green'] } }),
    );
  });

  it("takes a rating that only the plan's scheme has", () => {
    const plan = { ...openPlan, ragScheme: 'rag-dates' };

    const outcome = after().when({ ...reportProgress, plan, rag: 'rescheduled' });

    expect(outcome).toMatchObject({ accepted: [{ data: { rag: 'rescheduled' } }] });
  });

  it.each([-1, 101, 12.5, Number.NaN])('with %d per cent is refused: percentage-out-of-range', (percentComplete) => {
    const outcome = after().when({ ...reportProgress, percentComplete });

    expect(outcome).toMatchObject(refusedBy('percentage-out-of-range', { field: 'percentComplete' }));
  });

  it.each([0, 100])('takes %d per cent', (percentComplete) => {
    const outcome = after().when({ ...reportProgress, percentComplete });

    expect(outcome).toMatchObject({ accepted: [{ data: { percentComplete } }] });
  });

  it('forecasts a real date only: forecast-not-real-date', () => {
    const outcome = after().when({ ...reportProgress, forecastDue: '2015-02-29' });

    expect(outcome).toMatchObject(refusedBy('forecast-not-real-date', { field: 'forecastDue' }));
  });

  it('speaks of a real date only: report-date-not-real', () => {
    const outcome = after().when({ ...reportProgress, effectiveOn: '2014-06-31' });

    expect(outcome).toMatchObject(refusedBy('report-date-not-real', { field: 'effectiveOn' }));
  });

  it('does not speak of the future: report-date-in-future', () => {
    const tomorrow = after().when({ ...reportProgress, effectiveOn: '2014-06-17' });
    const today = after().when({ ...reportProgress, effectiveOn: TODAY });

    expect(tomorrow).toMatchObject(refusedBy('report-date-in-future', { field: 'effectiveOn' }));
    expect(today).toMatchObject({ accepted: [{ type: 'ProgressReported' }] });
  });

  it('is not dated before the latest report, and says that this would be a correction: report-before-latest', () => {
    const before = after(redReported).when({ ...reportProgress, reportId: 'r2', effectiveOn: '2014-06-09' });
    const sameDay = after(redReported).when({ ...reportProgress, reportId: 'r2', effectiveOn: '2014-06-10' });

    expect(before).toMatchObject(
      refusedBy('report-before-latest', {
        field: 'effectiveOn',
        message:
          'The latest report is of 10 June 2014, so this one must not be dated before it. To change what was reported earlier, correct it.',
      }),
    );
    expect(sameDay).toMatchObject({ accepted: [{ type: 'ProgressReported' }] });
  });

  it('needs an id that no report of the action has: report-already-exists', () => {
    const outcome = after(redReported, reported('r2', red, '2014-06-11')).when(reportProgress);

    expect(outcome).toMatchObject(refusedBy('report-already-exists', { field: 'reportId', kind: 'conflict' }));
  });

  it('is over when the plan is closed: plan-closed', () => {
    const outcome = after().when({ ...reportProgress, plan: closedPlan });

    expect(outcome).toMatchObject(refusedBy('plan-closed'));
  });

  it('needs the plan: no-such-plan', () => {
    const outcome = after().when({ ...reportProgress, plan: undefined });

    expect(outcome).toMatchObject(refusedBy('no-such-plan', { field: 'planId' }));
  });

  it('goes on while a completion awaits confirmation', () => {
    const outcome = after(completionReported('2014-06-10')).when(reportProgress);

    expect(outcome).toMatchObject({ accepted: [{ type: 'ProgressReported' }] });
  });

  it('is over for a completed or withdrawn action: action-completed, action-withdrawn', () => {
    const done = given(actionDecider, completed).when(reportProgress);
    const gone = after(withdrawn).when(reportProgress);

    expect(done).toMatchObject(refusedBy('action-completed'));
    expect(gone).toMatchObject(refusedBy('action-withdrawn'));
  });
});

describe.each([
  { what: 'confirming a report', command: confirm, event: 'ProgressConfirmed', own: confirmed, opposite: returned },
  { what: 'sending a report back', command: sendBack, event: 'ProgressReturned', own: returned, opposite: confirmed },
])('$what', ({ command, event, own, opposite }) => {
  it('is recorded for the latest awaiting report', () => {
    const outcome = after(redReported).when(command);

    expect(outcome).toEqual(accept({ type: event, data: { reportId: 'r1' } }));
  });

  it('is already so the second time', () => {
    const outcome = after(redReported, own('r1')).when(command);

    expect(outcome).toEqual(ALREADY_SO);
  });

  it('is refused where the opposite was decided: report-not-awaiting', () => {
    const outcome = after(redReported, opposite('r1')).when(command);

    expect(outcome).toMatchObject(
      refusedBy('report-not-awaiting', { kind: 'conflict', facts: { reported: { reportId: 'r1' } } }),
    );
  });

  it.each([[], [confirmed('r1')], [returned('r1')]])(
    'is refused for a superseded report, showing the newer one: report-superseded',
    (...decided) => {
      const newer = reported('r2', green, '2014-06-12', { by: OTHER });

      const outcome = after(redReported, ...decided, newer).when(command);

      expect(outcome).toMatchObject(
        refusedBy('report-superseded', {
          kind: 'conflict',
          facts: { newer: { reportId: 'r2', rag: 'green', on: '2014-06-12', by: OTHER, state: 'awaiting' } },
        }),
      );
    },
  );

  it('needs a report that there is: no-such-report', () => {
    const outcome = after(redReported).when({ ...command, reportId: 'r9' });

    expect(outcome).toMatchObject(refusedBy('no-such-report', { kind: 'not-found' }));
  });

  it('is not for who acted in its reporter’s place, nor for whose place they took: own-report', () => {
    const inPlace = {
      ...redReported,
      metadata: { ...redReported.metadata, actor: { ...redReported.metadata.actor, actingFor: OTHER } },
    };
    const byTheCovered = after(inPlace).when({ ...confirm, by: OTHER });
    const inTheReportersPlace = after(redReported).when({ ...confirm, by: MONITOR, actingFor: LEAD });

    expect(byTheCovered).toMatchObject(refusedBy('own-report'));
    expect(inTheReportersPlace).toMatchObject(refusedBy('own-report'));
    expect(after(redReported).when({ ...confirm, by: MONITOR, actingFor: OTHER })).toHaveProperty('accepted');
  });

  it('is not for its reporter, nor for anyone who corrected it: own-report', () => {
    const history = after(redReported, corrected('r1', green, { by: OTHER }), corrected('r1', red, { by: MONITOR }));

    const outcomes = [LEAD, OTHER, MONITOR].map((by) => history.when({ ...command, by }));
    const fourth = history.when({ ...command, by: 'account-4' });

    for (const outcome of outcomes) expect(outcome).toMatchObject(refusedBy('own-report'));
    expect(fourth).toMatchObject({ accepted: [{ type: event }] });
  });

  it('settles what was said before the plan was closed, the action completed or withdrawn', () => {
    const closed = after(redReported).when({ ...command, plan: closedPlan });
    const gone = after(redReported, withdrawn).when(command);
    const done = after(redReported, ...completed.slice(1)).when(command);

    for (const outcome of [closed, gone, done]) expect(outcome).toMatchObject({ accepted: [{ type: event }] });
  });
});

describe('a judged report', () => {
  it('gives the action its rating where it was confirmed', () => {
    const { state } = after(redReported, confirmed('r1'));

    expect(state).toMatchObject({ rag: 'red' });
    expect(reportedOf(state)).toMatchObject({ state: 'confirmed' });
  });

  it('gives no rating where it was sent back', () => {
    const { state } = after(redReported, returned('r1'));

    expect(state).toMatchObject({ rag: null });
    expect(reportedOf(state)).toMatchObject({ rag: 'red', state: 'returned' });
  });
});

describe('correcting a report', () => {
  it('records the new version with the plan as read', () => {
    const outcome = after(redReported).when(correct);

    expect(outcome).toEqual(accept({ type: 'ProgressCorrected', data: { reportId: 'r1', plan: PLAN_READ, ...green } }));
  });

  it.each(['confirmed', 'returned'] as const)('makes a %s report await again, and the rating stays', (judged) => {
    const judgement = judged === 'confirmed' ? confirmed('r1') : returned('r1');

    const { state } = after(redReported, judgement, corrected('r1', green));

    expect(state).toMatchObject({ rag: judged === 'confirmed' ? 'red' : null });
    expect(reportedOf(state)).toEqual({
      reportId: 'r1',
      rag: 'green',
      on: '2014-06-10',
      by: OTHER,
      state: 'awaiting',
    });
  });

  it('changes the rating when it is confirmed', () => {
    const { state } = after(redReported, confirmed('r1'), corrected('r1', green), confirmed('r1'));

    expect(state).toMatchObject({ rag: 'green' });
  });

  it('leaves the date unless another is given', () => {
    const { state: kept } = after(redReported, corrected('r1', green, { recordedOn: TODAY }));
    const { state: dated } = after(redReported, corrected('r1', green, { effectiveOn: '2014-06-02' }));

    expect(reportedOf(kept)).toMatchObject({ on: '2014-06-10' });
    expect(reportedOf(dated)).toMatchObject({ on: '2014-06-02' });
  });

  it('is already so where the content is the same', () => {
    const outcome = after(reported('r1', green, '2014-06-10')).when({ ...correct, effectiveOn: '2014-06-10' });

    expect(outcome).toEqual(ALREADY_SO);
  });

  it.each([
    { change: { rag: 'amber' } },
    { change: { percentComplete: 41 } },
    { change: { percentComplete: undefined } },
    { change: { forecastDue: '2015-04-30' } },
    { change: { commentary: 'Off course' } },
    { change: { effectiveOn: '2014-06-09' } },
  ])('is recorded where $change differs', ({ change }) => {
    const outcome = after(reported('r1', green, '2014-06-10')).when({ ...correct, ...change });

    expect(outcome).toMatchObject({ accepted: [{ type: 'ProgressCorrected' }] });
  });

  it('is recorded where the commentary is sealed, for sealed words cannot be compared', () => {
    const words = { ...green, commentary: sealed };

    const outcome = after(reported('r1', words, '2014-06-10')).when({ ...correct, commentary: sealed });

    expect(outcome).toMatchObject({ accepted: [{ type: 'ProgressCorrected' }] });
  });

  it('is for the latest report only: report-superseded', () => {
    const outcome = after(redReported, reported('r2', green, '2014-06-12')).when(correct);

    expect(outcome).toMatchObject(
      refusedBy('report-superseded', { kind: 'conflict', facts: { newer: { reportId: 'r2' } } }),
    );
  });

  it('needs a report that there is: no-such-report', () => {
    const outcome = after().when(correct);

    expect(outcome).toMatchObject(refusedBy('no-such-report', { kind: 'not-found' }));
  });

  it('does not put the report before the one that it followed: correction-before-previous-report', () => {
    const history = after(reported('r0', green, '2014-06-05'), redReported);

    const before = history.when({ ...correct, effectiveOn: '2014-06-04' });
    const sameDay = history.when({ ...correct, effectiveOn: '2014-06-05' });

    expect(before).toMatchObject(refusedBy('correction-before-previous-report', { field: 'effectiveOn' }));
    expect(sameDay).toMatchObject({ accepted: [{ type: 'ProgressCorrected' }] });
  });

  it('keeps the rules of a report', () => {
    const history = after(redReported);

    expect(history.when({ ...correct, rag: 'blue' })).toMatchObject(refusedBy('rating-not-in-scheme'));
    expect(history.when({ ...correct, percentComplete: 101 })).toMatchObject(refusedBy('percentage-out-of-range'));
    expect(history.when({ ...correct, forecastDue: 'soon' })).toMatchObject(refusedBy('forecast-not-real-date'));
    expect(history.when({ ...correct, effectiveOn: '' })).toMatchObject(refusedBy('report-date-not-real'));
    expect(history.when({ ...correct, effectiveOn: '2014-06-17' })).toMatchObject(refusedBy('report-date-in-future'));
    expect(history.when({ ...correct, plan: undefined })).toMatchObject(refusedBy('no-such-plan'));
  });

  it('can be made after the plan was closed or the action withdrawn, for the record must be right', () => {
    const closed = after(redReported).when({ ...correct, plan: closedPlan });
    const gone = after(redReported, withdrawn).when(correct);

    for (const outcome of [closed, gone]) expect(outcome).toMatchObject({ accepted: [{ type: 'ProgressCorrected' }] });
  });
});
