import { accept, type SealedText } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import type { OpenActionPlan } from './action-plan.commands';
import { actionPlanDecider } from './action-plan.decider';
import type { ActionPlanOpened } from './action-plan.events';

const steeringGroup = { id: 'GG-WSG', revision: 0 };
const managementTeam = { id: 'GG-SMT', revision: 3 };
const sealedTitle: SealedText = { sealed: 1, keyId: 'k', iv: 'i', tag: 't', text: 'x' };

const openPlan: OpenActionPlan = {
  type: 'open',
  title: 'Workforce action plan 2014/15',
  group: { ...steeringGroup, standing: 'standing' },
  startsOn: '2014-04-01',
  endsOn: '2015-03-31',
  ragScheme: 'rag',
};

const planOpened: ActionPlanOpened = {
  type: 'ActionPlanOpened',
  data: {
    title: 'Workforce action plan 2014/15',
    group: steeringGroup,
    startsOn: '2014-04-01',
    endsOn: '2015-03-31',
    ragScheme: 'rag',
  },
};

const opened = told(planOpened);
const closed = told({ type: 'ActionPlanClosed' as const, data: {} });

describe('opening an action plan', () => {
  it('records whose it is, its period and its rating scheme', () => {
    const outcome = given(actionPlanDecider, []).when(openPlan);

    expect(outcome).toEqual(accept(planOpened));
  });

  it('happens once for an id: action-plan-already-exists', () => {
    const outcome = given(actionPlanDecider, [opened]).when(openPlan);

    expect(outcome).toMatchObject(refusedBy('action-plan-already-exists', { kind: 'conflict' }));
  });

  it('needs a group that is known: no-such-group', () => {
    const outcome = given(actionPlanDecider, []).when({ ...openPlan, group: undefined });

    expect(outcome).toMatchObject(refusedBy('no-such-group', { field: 'groupId' }));
  });

  it('needs real dates: plan-date-not-real', () => {
    const start = given(actionPlanDecider, []).when({ ...openPlan, startsOn: '2014-02-30' });
    const end = given(actionPlanDecider, []).when({ ...openPlan, endsOn: 'next year' });

    expect(start).toMatchObject(refusedBy('plan-date-not-real', { field: 'startsOn' }));
    expect(end).toMatchObject(refusedBy('plan-date-not-real', { field: 'endsOn' }));
  });

  it('needs an end that is not before the start: plan-ends-before-it-starts', () => {
    const before = given(actionPlanDecider, []).when({ ...openPlan, endsOn: '2014-03-31' });
    const sameDay = given(actionPlanDecider, []).when({ ...openPlan, endsOn: '2014-04-01' });

    expect(before).toMatchObject(refusedBy('plan-ends-before-it-starts', { field: 'endsOn' }));
    expect(sameDay).toMatchObject({ accepted: [{ type: 'ActionPlanOpened' }] });
  });

  it('needs a rating scheme that we hold: no-such-rag-scheme', () => {
    const outcome = given(actionPlanDecider, []).when({ ...openPlan, ragScheme: 'brag' });

    expect(outcome).toMatchObject(refusedBy('no-such-rag-scheme', { field: 'ragScheme' }));
  });
});

describe('amending an action plan', () => {
  it('records only what differs', () => {
    const outcome = given(actionPlanDecider, [opened]).when({
      type: 'amend',
      title: 'Workforce action plan 2014/15',
      startsOn: '2014-04-01',
      endsOn: '2015-04-30',
    });

    expect(outcome).toEqual(accept({ type: 'ActionPlanAmended', data: { endsOn: '2015-04-30' } }));
  });

  it('is already so where nothing differs', () => {
    const outcome = given(actionPlanDecider, [opened]).when({ type: 'amend', endsOn: '2015-03-31' });

    expect(outcome).toEqual(ALREADY_SO);
  });

  it('records a sealed title, which cannot be compared', () => {
    const history = [told({ ...planOpened, data: { ...planOpened.data, title: sealedTitle } })];

    const outcome = given(actionPlanDecider, history).when({ type: 'amend', title: sealedTitle });

    expect(outcome).toEqual(accept({ type: 'ActionPlanAmended', data: { title: sealedTitle } }));
  });

  it('names something to change: nothing-to-amend', () => {
    const outcome = given(actionPlanDecider, [opened]).when({ type: 'amend' });

    expect(outcome).toMatchObject(refusedBy('nothing-to-amend'));
  });

  it('compares a new date with the one that stays: plan-ends-before-it-starts', () => {
    const outcome = given(actionPlanDecider, [opened]).when({ type: 'amend', startsOn: '2015-04-01' });

    expect(outcome).toMatchObject(refusedBy('plan-ends-before-it-starts'));
  });

  it('needs real dates: plan-date-not-real', () => {
    const outcome = given(actionPlanDecider, [opened]).when({ type: 'amend', endsOn: '2015-02-29' });

    expect(outcome).toMatchObject(refusedBy('plan-date-not-real', { field: 'endsOn' }));
  });

  it('is over when the plan is closed: action-plan-closed', () => {
    const outcome = given(actionPlanDecider, [opened, closed]).when({ type: 'amend', endsOn: '2015-04-30' });

    expect(outcome).toMatchObject(refusedBy('action-plan-closed'));
  });

  it('stands in the state afterwards', () => {
    const amended = told({ type: 'ActionPlanAmended' as const, data: { endsOn: '2015-04-30' } });

    const { state } = given(actionPlanDecider, [opened, amended]);

    expect(state).toEqual({
      status: 'open',
      title: 'Workforce action plan 2014/15',
      groupId: 'GG-WSG',
      startsOn: '2014-04-01',
      endsOn: '2015-04-30',
      ragScheme: 'rag',
    });
  });
});

describe('closing an action plan', () => {
  it('is recorded', () => {
    const outcome = given(actionPlanDecider, [opened]).when({ type: 'close' });

    expect(outcome).toEqual(accept({ type: 'ActionPlanClosed', data: {} }));
  });

  it('is already so where it is closed', () => {
    const outcome = given(actionPlanDecider, [opened, closed]).when({ type: 'close' });

    expect(outcome).toEqual(ALREADY_SO);
  });
});

describe('transferring an action plan', () => {
  it('records the group before and the group after, as read', () => {
    const outcome = given(actionPlanDecider, [opened]).when({
      type: 'transfer',
      group: { ...managementTeam, standing: 'standing' },
    });

    expect(outcome).toEqual(accept({ type: 'ActionPlanTransferred', data: { from: 'GG-WSG', group: managementTeam } }));
  });

  it('makes the new group its owner', () => {
    const transferred = told({
      type: 'ActionPlanTransferred' as const,
      data: { from: 'GG-WSG', group: { ...managementTeam, standing: 'standing' } as const },
    });

    const { state } = given(actionPlanDecider, [opened, transferred]);

    expect(state).toMatchObject({ status: 'open', groupId: 'GG-SMT' });
  });

  it('is already so where the group owns the plan, at whatever revision it was read', () => {
    const outcome = given(actionPlanDecider, [opened]).when({
      type: 'transfer',
      group: { id: 'GG-WSG', revision: 9, standing: 'standing' },
    });

    expect(outcome).toEqual(ALREADY_SO);
  });

  it('needs a group that is known: no-such-group', () => {
    const outcome = given(actionPlanDecider, [opened]).when({ type: 'transfer', group: undefined });

    expect(outcome).toMatchObject(refusedBy('no-such-group', { field: 'groupId' }));
  });

  it('is over when the plan is closed, also to the same group: action-plan-closed', () => {
    const outcome = given(actionPlanDecider, [opened, closed]).when({
      type: 'transfer',
      group: { ...steeringGroup, standing: 'standing' },
    });

    expect(outcome).toMatchObject(refusedBy('action-plan-closed'));
  });
});

describe('an action plan that was never opened', () => {
  it.each([
    { type: 'amend' as const, endsOn: '2015-04-30' },
    { type: 'close' as const },
    { type: 'transfer' as const, group: { ...managementTeam, standing: 'standing' } as const },
  ])('takes no command $type: no-such-action-plan', (command) => {
    const outcome = given(actionPlanDecider, []).when(command);

    expect(outcome).toMatchObject(refusedBy('no-such-action-plan', { kind: 'not-found' }));
  });

  it('is not changed by an event that does not fit', () => {
    const { state } = given(actionPlanDecider, [closed]);

    expect(state).toEqual({ status: 'not-opened' });
  });
});

describe('a group that is over', () => {
  it.each(['merged', 'dissolved'] as const)('owns no new plan once it was %s: group-is-over', (standing) => {
    const group = { ...managementTeam, standing };

    expect(given(actionPlanDecider, []).when({ ...openPlan, group })).toMatchObject(
      refusedBy('group-is-over', { field: 'groupId', facts: { standing } }),
    );
    expect(given(actionPlanDecider, [opened]).when({ type: 'transfer', group })).toMatchObject(
      refusedBy('group-is-over'),
    );
  });

  it('keeps the plan that it owns: transferring it to where it is, is already so', () => {
    const group = { ...steeringGroup, standing: 'merged' } as const;

    expect(given(actionPlanDecider, [opened]).when({ type: 'transfer', group })).toEqual(ALREADY_SO);
  });
});
