import type { DueFact, DueFactChange, DueFactFrame, OpenedEvent } from '@minutebook/kernel';
import { DueFactBook } from '@minutebook/kernel';
import fc from 'fast-check';
import { recordOf, type Happening } from '../../../kernel/testing/story.fixture';
import { green, red, smt } from '../domain/action.fixture';
import { ACTION_DUE_FACTS } from './action-due-facts';
import {
  actionIsAdded,
  completionConfirmed,
  completionReported,
  confirmed,
  corrected,
  escalated,
  movedTo,
  onAction,
  onPlan,
  planOpened,
  reopened,
  reported,
  returned,
  withdrawn,
} from './plans.fixture';

const PLAN = 'actionPlan-plan-1';
const ACTION = 'action-a1';

const book = new DueFactBook();
book.register(ACTION_DUE_FACTS);

/** What each stream says after a story, and what the last event changed, as reminders read it. */
function read(...story: readonly Happening[]) {
  const facts = new Map<string, DueFact>();
  const frames = new Map<string, DueFactFrame>();
  let last: DueFactChange = {};
  for (const [index, event] of recordOf(story).entries()) {
    const { stream } = event;
    const opened = { ...event, recordNumber: index + 1, recordTime: 0 } as unknown as OpenedEvent;
    last = book.readingOf(event.type)?.read(opened, { fact: facts.get(stream), frame: frames.get(stream) }) ?? {};
    if (last.fact) facts.set(stream, last.fact);
    if (last.frame) frames.set(stream, last.frame);
  }
  return { fact: facts.get(ACTION), frame: frames.get(PLAN), last };
}

describe('a plan around its actions', () => {
  it('has its name, its group, and is open', () => {
    expect(read(planOpened).frame).toEqual({ name: 'Workforce plan', group: 'GG-WSG', open: true });
  });

  it('is named anew, goes to another group, and is closed', () => {
    const renamed = onPlan({ type: 'ActionPlanAmended', data: { title: 'Plan, revised' } });
    const later = onPlan({ type: 'ActionPlanAmended', data: { endsOn: '2016-03-31' } });
    const data = { from: 'GG-WSG', group: { id: 'GG-SMT', revision: 0 } };
    const transferred = onPlan({ type: 'ActionPlanTransferred', data });
    const closed = onPlan({ type: 'ActionPlanClosed', data: {} });

    expect(read(planOpened, renamed, later, transferred, closed).frame).toEqual({
      name: 'Plan, revised',
      group: 'GG-SMT',
      open: false,
    });
  });
});

describe('what is due of an action', () => {
  it('is its date, of whoever leads and whoever monitors, within its plan', () => {
    expect(read(planOpened, actionIsAdded())).toMatchObject({
      fact: {
        kind: 'action',
        label: 'Action',
        reference: 'DW2',
        title: 'Implement a QA group',
        path: '/actions/a1',
        within: PLAN,
        due: '2015-03-31',
        heardOn: '2014-04-02',
        reportsProgress: true,
        open: true,
        leads: [{ kind: 'role', id: 'head-of-service', name: 'Head of Service' }],
        monitoringLeads: [{ kind: 'group', id: 'GG-SMT', name: 'SMT' }],
        leadRole: 'action-lead',
        monitoringRole: 'monitoring-lead',
      },
      last: {},
    });
    expect(read(actionIsAdded()).last.answers).toBeUndefined();
  });

  it('has no date where the timescale names none', () => {
    expect(read(actionIsAdded({ timescale: { words: 'On-going', ongoing: true } })).fact?.due).toBeNull();
  });

  it.each([
    ['a report, whatever day it speaks of', [reported('r1', red, { on: '2014-05-09', effectiveOn: '2014-05-01' })]],
    ['a correction', [corrected('r1', green, { on: '2014-05-09' })]],
    ['a completion', [{ ...completionReported, telling: { on: '2014-05-09' } }]],
  ] as const)('is answered for by %s', (_what, answer) => {
    const { fact, last } = read(actionIsAdded(), ...answer);

    expect([fact?.heardOn, fact?.open, last.answers]).toEqual(['2014-05-09', true, true]);
  });

  it('is answered on the London day on which the record received it', () => {
    expect(read(actionIsAdded(), reported('r1', red, { on: '2014-05-09', at: '00:30' })).fact?.heardOn).toBe(
      '2014-05-09',
    );
  });

  it.each([
    ['a verdict', [reported('r1', red), confirmed('r1', { on: '2014-05-20' })]],
    ['a report that is sent back', [reported('r1', red), returned('r1', { on: '2014-05-20' })]],
    ['going to the group', [reported('r1', red), escalated('2014-05-01', '2014-06-04')]],
  ])('is not answered for by %s', (_what, story) => {
    const { fact, last } = read(actionIsAdded(), ...story);

    expect([fact?.heardOn, last]).toEqual(['2014-05-01', {}]);
  });

  it('moves with its date, which is no answer', () => {
    const { fact, last } = read(actionIsAdded(), movedTo({ words: 'May', due: '2015-05-31' }, { on: '2014-05-20' }));

    expect([fact?.due, fact?.heardOn, last.answers]).toEqual(['2015-05-31', '2014-04-02', undefined]);
    expect(read(actionIsAdded(), movedTo({ words: 'Some day' })).fact?.due).toBeNull();
  });

  it('bears its new title, and is asked of its new leads', () => {
    const amended = onAction({ type: 'ActionAmended', data: { title: 'Set up a QA group' } });
    const rethought = onAction({ type: 'ActionAmended', data: { theme: 'Governance' } });
    const assigned = onAction({ type: 'ActionLeadsAssigned', data: { leads: [smt], monitoringLeads: [] } });

    expect(read(actionIsAdded(), amended, rethought, assigned).fact).toMatchObject({
      title: 'Set up a QA group',
      leads: [{ kind: 'group', id: 'GG-SMT', name: 'SMT' }],
      monitoringLeads: [],
    });
  });

  it('waits to be confirmed once it is said to be done, also after another report, until it is sent back', () => {
    const awaits = (...story: readonly Happening[]) => read(actionIsAdded(), ...story).fact?.awaitsConfirmation;

    expect(awaits()).toBeUndefined();
    expect(awaits(completionReported)).toBe(true);
    expect(awaits(completionReported, reported('r1', red))).toBe(true);
    expect(awaits(completionReported, reopened)).toBe(false);
  });

  it.each([
    ['confirmed', completionConfirmed],
    ['sent back', reopened],
  ])('is answered for by whoever monitors once it is %s', (_what, verdict) => {
    const later = { ...verdict, telling: { on: '2014-06-10' } };
    const { fact, last } = read(actionIsAdded(), completionReported, later);

    expect([fact?.heardOn, last.answers]).toEqual(['2014-06-10', true]);
  });

  it('is nothing once it is over, and begins anew when it is reopened', () => {
    const again = { ...reopened, telling: { on: '2014-06-10' } };

    expect(read(actionIsAdded(), completionReported, completionConfirmed).fact?.open).toBe(false);
    expect(read(actionIsAdded(), withdrawn).fact?.open).toBe(false);
    expect(read(actionIsAdded(), withdrawn, again)).toMatchObject({ fact: { open: true, heardOn: '2014-06-10' } });
    expect(read(actionIsAdded(), withdrawn, again).last.answers).toBeUndefined();
  });
});

describe('the reading', () => {
  const events: readonly Happening[] = [
    planOpened,
    onPlan({ type: 'ActionPlanAmended', data: { title: 'Plan' } }),
    onPlan({ type: 'ActionPlanClosed', data: {} }),
    onPlan({ type: 'ActionPlanTransferred', data: { from: 'GG-WSG', group: { id: 'GG-SMT', revision: 0 } } }),
    actionIsAdded(),
    reported('r1', red),
    corrected('r1', green),
    confirmed('r1'),
    returned('r1'),
    movedTo({ words: 'June', due: '2014-06-30' }),
    onAction({ type: 'ActionAmended', data: { title: 'QA' } }),
    onAction({ type: 'ActionLeadsAssigned', data: { leads: [smt], monitoringLeads: [] } }),
    completionReported,
    completionConfirmed,
    reopened,
    withdrawn,
    escalated('2014-05-01', '2014-06-04'),
    onAction({ type: 'ActionAmended', data: { title: 'Of a plan that was never opened', costs: [] } }),
  ];

  it('bears any events in any order, and says the same of the same events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (story) => {
        expect(read(...story)).toEqual(read(...story));
      }),
    );
  });

  it('leaves out what nothing due follows from, and reads what answers', () => {
    expect(ACTION_DUE_FACTS.handles).not.toContain('ActionEscalatedToGroup');
    expect(ACTION_DUE_FACTS.handles).toEqual(expect.arrayContaining(['ActionPlanClosed', 'ProgressCorrected']));
  });
});
