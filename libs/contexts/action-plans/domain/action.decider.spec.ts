import { accept, type Told } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy } from '../../../kernel/testing/given.fixture';
import type { ActionCommand, AmendAction, AssignLeads, CompleteAction, MoveDueDate } from './action.commands';
import { actionDecider } from './action.decider';
import type { ActionEvent, Cost } from './action.events';
import {
  actionAdded,
  addAction,
  added,
  asked,
  closedPlan,
  completed,
  completionReported,
  dueMoved,
  headOfService,
  MONITOR,
  PLAN_READ,
  reopened,
  reportProgress,
  sealed,
  smt,
  withdrawn,
} from './action.fixture';

const none = given(actionDecider, []);
const after = (...events: readonly Told<ActionEvent>[]) => given(actionDecider, [added, ...events]);
const done = given(actionDecider, completed);
const gone = after(withdrawn);

const move: MoveDueDate = {
  ...asked,
  type: 'move-due-date',
  timescale: { words: 'June 2015', due: '2015-06-30' },
};
const amend = (fields: AmendAction['fields']): AmendAction => ({ ...asked, type: 'amend', fields });
const assign: AssignLeads = { ...asked, type: 'assign-leads', leads: [smt], monitoringLeads: [headOfService] };
const complete: CompleteAction = {
  ...asked,
  type: 'complete',
  on: '2014-06-10',
  evidence: 'Minutes of the first meeting',
};
const confirmCompletion: ActionCommand = { ...asked, by: MONITOR, type: 'confirm-completion' };
const reopen: ActionCommand = { ...asked, type: 'reopen' };
const withdraw: ActionCommand = { ...asked, type: 'withdraw' };

describe('adding an action', () => {
  it('records what it says and the plan as read', () => {
    const outcome = none.when(addAction);

    expect(outcome).toEqual(accept(actionAdded));
  });

  it('happens once for an id: action-already-exists', () => {
    const outcome = after().when(addAction);

    expect(outcome).toMatchObject(refusedBy('action-already-exists', { kind: 'conflict', field: 'id' }));
  });

  it('needs a plan that there is and that is open: no-such-plan, plan-closed', () => {
    const unknown = none.when({ ...addAction, plan: undefined });
    const closed = none.when({ ...addAction, plan: closedPlan });

    expect(unknown).toMatchObject(refusedBy('no-such-plan', { field: 'planId' }));
    expect(closed).toMatchObject(refusedBy('plan-closed'));
  });

  it.each(['', 'DW 1', '=DW1', '-1', 'DW1\n', 'é1', 'A'.repeat(21)])(
    'with the reference "%s" is refused: reference-malformed',
    (reference) => {
      const outcome = none.when({ ...addAction, reference });

      expect(outcome).toMatchObject(refusedBy('reference-malformed', { field: 'reference' }));
    },
  );

  it.each(['DW1', '1', '3.2/a-1', 'A'.repeat(20)])('takes the reference %s', (reference) => {
    const outcome = none.when({ ...addAction, reference });

    expect(outcome).toMatchObject({ accepted: [{ data: { reference } }] });
  });

  it.each([
    { timescale: { words: '', due: '2015-02-29' }, field: 'timescale.due' },
    { timescale: { words: '', start: '2015-04-01', due: '2015-03-31' }, field: 'timescale.due' },
    { timescale: { words: '', start: 'April' }, field: 'timescale.start' },
    { timescale: { words: '', phases: [{ words: '', due: 'April' }] }, field: 'timescale.phases' },
  ])('needs real dates in their order: timescale-faulty ($field)', ({ timescale, field }) => {
    const outcome = none.when({ ...addAction, timescale });

    expect(outcome).toMatchObject(refusedBy('timescale-faulty', { field }));
  });

  it.each([
    { words: '(not legible in the document)' },
    { words: 'On-going', ongoing: true },
    { words: 'Phased introduction starting 1st April 2010', start: '2010-04-01', phases: [{ words: 'first' }] },
  ])('takes the timescale "$words" of a published plan', (timescale) => {
    const outcome = none.when({ ...addAction, timescale });

    expect(outcome).toMatchObject({ accepted: [{ data: { timescale } }] });
  });

  it('needs a lead: action-needs-lead', () => {
    const outcome = none.when({ ...addAction, leads: [] });

    expect(outcome).toMatchObject(refusedBy('action-needs-lead', { field: 'leads' }));
  });

  it('names each lead once: lead-named-twice', () => {
    const leads = none.when({ ...addAction, leads: [smt, headOfService, { ...smt, name: 'Management' }] });
    const monitoring = none.when({ ...addAction, monitoringLeads: [smt, smt] });

    expect(leads).toMatchObject(refusedBy('lead-named-twice', { field: 'leads' }));
    expect(monitoring).toMatchObject(refusedBy('lead-named-twice', { field: 'monitoringLeads' }));
  });

  it('may name a role as lead and monitoring lead, as the published plan does', () => {
    const outcome = none.when({ ...addAction, leads: [smt], monitoringLeads: [smt] });

    expect(outcome).toMatchObject({ accepted: [{ type: 'ActionAdded' }] });
  });

  it.each<{ cost: Omit<Cost, 'words'>; fits: boolean }>([
    { cost: { kind: 'one-off', pence: 1_200_000 }, fits: true },
    { cost: { kind: 'one-off', pence: 0 }, fits: true },
    { cost: { kind: 'one-off' }, fits: false },
    { cost: { kind: 'one-off', pence: -1 }, fits: false },
    { cost: { kind: 'one-off', pence: 0.5 }, fits: false },
    { cost: { kind: 'one-off', pence: 2 ** 53 }, fits: false },
    { cost: { kind: 'unpriced' }, fits: true },
    { cost: { kind: 'unpriced', pence: 100 }, fits: false },
    { cost: { kind: 'excluded' }, fits: true },
    { cost: { kind: 'excluded', pence: 100 }, fits: true },
    { cost: { kind: 'saving' }, fits: true },
    { cost: { kind: 'saving', pence: -100 }, fits: false },
  ])('judges the cost $cost: cost-faulty unless it fits ($fits)', ({ cost, fits }) => {
    const outcome = none.when({ ...addAction, costs: [{ ...cost, words: 'Materials' }] });

    expect(outcome).toMatchObject(
      fits ? { accepted: [{ type: 'ActionAdded' }] } : refusedBy('cost-faulty', { field: 'costs.0.pence' }),
    );
  });
});

describe('moving the due date', () => {
  it('records the new timescale and the plan as read', () => {
    const outcome = after().when(move);

    expect(outcome).toEqual(accept({ type: 'DueDateMoved', data: { timescale: move.timescale, plan: PLAN_READ } }));
  });

  it('keeps the first date and counts each move', () => {
    const { state } = after(dueMoved('2015-06-30'), dueMoved('2015-09-30'));

    expect(state).toMatchObject({ firstDue: '2015-03-31', timesMoved: 2, timescale: { due: '2015-09-30' } });
  });

  it('counts a date that was given up, but not the next one', () => {
    const { state: givenUp } = after(dueMoved(undefined));
    const { state: setAgain } = after(dueMoved(undefined), dueMoved('2015-09-30'));

    expect(givenUp).toMatchObject({ firstDue: '2015-03-31', timesMoved: 1 });
    expect(setAgain).toMatchObject({ firstDue: '2015-03-31', timesMoved: 1 });
  });

  it('gives an ongoing action its first date, which is no move', () => {
    const ongoing = { ...added, data: { ...added.data, timescale: { words: 'On-going', ongoing: true } } };

    const { state: before } = given(actionDecider, [ongoing]);
    const { state: dated } = given(actionDecider, [ongoing, dueMoved('2015-06-30')]);

    expect(before).toMatchObject({ firstDue: null, timesMoved: 0 });
    expect(dated).toMatchObject({ firstDue: '2015-06-30', timesMoved: 0 });
  });

  it('does not count a new start', () => {
    const started: Told<ActionEvent> = {
      ...added,
      type: 'DueDateMoved',
      data: { plan: PLAN_READ, timescale: { words: '', start: '2015-01-01', due: '2015-03-31' } },
    };

    const { state } = after(started);

    expect(state).toMatchObject({ timesMoved: 0, timescale: { start: '2015-01-01' } });
  });

  it('is already so where dates and words are the same', () => {
    const outcome = after().when({ ...move, timescale: addAction.timescale });

    expect(outcome).toEqual(ALREADY_SO);
  });

  it.each(['By March 2015', sealed])('with the same dates in other words is refused: due-date-unchanged', (words) => {
    const outcome = after().when({ ...move, timescale: { ...addAction.timescale, words } });

    expect(outcome).toMatchObject(refusedBy('due-date-unchanged', { field: 'timescale' }));
  });

  it('needs real dates in their order: timescale-faulty', () => {
    const outcome = after().when({ ...move, timescale: { words: '', due: '2015-06-31' } });

    expect(outcome).toMatchObject(refusedBy('timescale-faulty', { field: 'timescale.due' }));
  });

  it('goes on while a completion awaits, but not when the action is at rest', () => {
    expect(after(completionReported('2014-06-10')).when(move)).toMatchObject({ accepted: [{ type: 'DueDateMoved' }] });
    expect(done.when(move)).toMatchObject(refusedBy('action-completed'));
    expect(gone.when(move)).toMatchObject(refusedBy('action-withdrawn'));
  });
});

describe('amending an action', () => {
  it('records only what differs', () => {
    const outcome = after().when(amend({ theme: addAction.theme, title: 'Set up a QA group', subItems: ['Terms'] }));

    expect(outcome).toEqual(
      accept({ type: 'ActionAmended', data: { title: 'Set up a QA group', subItems: ['Terms'] } }),
    );
  });

  it('leaves the rest of the wording', () => {
    const amended: Told<ActionEvent> = { ...added, type: 'ActionAmended', data: { title: 'Set up a QA group' } };

    const { state } = after(amended);

    expect(state).toMatchObject({ wording: { theme: addAction.theme, title: 'Set up a QA group' } });
  });

  it('is already so where nothing differs', () => {
    const { theme, title, subItems, successCriteria, costs } = addAction;

    const outcome = after().when(amend({ theme, title, subItems, successCriteria, costs }));

    expect(outcome).toEqual(ALREADY_SO);
  });

  it('records a sealed text, which cannot be compared', () => {
    const amended: Told<ActionEvent> = { ...added, type: 'ActionAmended', data: { title: sealed } };

    const outcome = after(amended).when(amend({ title: sealed }));

    expect(outcome).toEqual(accept({ type: 'ActionAmended', data: { title: sealed } }));
  });

  it('names something to change: nothing-to-amend', () => {
    const outcome = after().when(amend({}));

    expect(outcome).toMatchObject(refusedBy('nothing-to-amend', { field: 'fields' }));
  });

  it('keeps the rules of costs: cost-faulty', () => {
    const outcome = after().when(amend({ costs: [{ kind: 'one-off', words: '' }] }));

    expect(outcome).toMatchObject(refusedBy('cost-faulty'));
  });

  it('is possible for a completed action, not for a withdrawn one: action-withdrawn', () => {
    const ofCompleted = done.when(amend({ title: 'Set up a QA group' }));
    const ofWithdrawn = gone.when(amend({ title: 'Set up a QA group' }));

    expect(ofCompleted).toMatchObject({ accepted: [{ type: 'ActionAmended' }] });
    expect(ofWithdrawn).toMatchObject(refusedBy('action-withdrawn'));
  });
});

describe('assigning leads', () => {
  it('records who leads and who monitors', () => {
    const outcome = after().when(assign);

    expect(outcome).toEqual(
      accept({ type: 'ActionLeadsAssigned', data: { leads: [smt], monitoringLeads: [headOfService] } }),
    );
  });

  it('is already so where they are the same in the same order', () => {
    const outcome = after().when({ ...assign, leads: [headOfService], monitoringLeads: [smt] });

    expect(outcome).toEqual(ALREADY_SO);
  });

  it.each([
    { ...headOfService, id: 'assistant-director' },
    { ...headOfService, kind: 'group' as const },
    { ...headOfService, name: 'Head of Children’s Services' },
    { ...headOfService, origin: 'stated' as const },
  ])('is recorded where one thing about a lead differs: $kind $id, $name, $origin', (lead) => {
    const outcome = after().when({ ...assign, leads: [lead], monitoringLeads: [smt] });

    expect(outcome).toMatchObject({ accepted: [{ type: 'ActionLeadsAssigned' }] });
  });

  it('stands in the state afterwards', () => {
    const assigned: Told<ActionEvent> = {
      ...added,
      type: 'ActionLeadsAssigned',
      data: { leads: [smt], monitoringLeads: [] },
    };

    const { state } = after(assigned);

    expect(state).toMatchObject({ leads: [smt], monitoringLeads: [] });
  });

  it('needs a lead, each once, of an action in the plan: action-needs-lead, lead-named-twice, action-withdrawn', () => {
    expect(after().when({ ...assign, leads: [] })).toMatchObject(refusedBy('action-needs-lead'));
    expect(after().when({ ...assign, leads: [smt, smt] })).toMatchObject(refusedBy('lead-named-twice'));
    expect(gone.when(assign)).toMatchObject(refusedBy('action-withdrawn'));
  });
});

const later: readonly ActionCommand[] = [
  reportProgress,
  { ...asked, type: 'confirm-progress', reportId: 'r1' },
  { ...asked, type: 'return-progress', reportId: 'r1' },
  { ...reportProgress, type: 'correct-progress' },
  move,
  amend({ title: 'Set up a QA group' }),
  assign,
  complete,
  confirmCompletion,
  reopen,
  withdraw,
];

describe('an action that was never added', () => {
  it.each(later)('takes no command $type: no-such-action', (command) => {
    expect(none.when(command)).toMatchObject(refusedBy('no-such-action', { kind: 'not-found' }));
  });

  it('is not changed by an event that does not fit', () => {
    expect(given(actionDecider, [withdrawn, reopened]).state).toEqual({ status: 'not-added' });
  });
});

describe('a closed plan', () => {
  const changing = later.filter(({ type }) =>
    ['report-progress', 'move-due-date', 'amend', 'assign-leads', 'complete', 'withdraw'].includes(type),
  );

  it.each(changing)('takes no $type: plan-closed', (command) => {
    expect(after().when({ ...command, plan: closedPlan })).toMatchObject(refusedBy('plan-closed'));
  });
});
