import { addDays, londonDateOf, type Told } from '@minutebook/kernel';
import fc from 'fast-check';
import { told } from '../../../kernel/testing/given.fixture';
import type { ActionCommand, PlanFact } from './action.commands';
import { actionDecider } from './action.decider';
import type { ActionEvent } from './action.events';
import { addAction, closedPlan, headOfService, LEAD, MONITOR, openPlan, OTHER, sealed, smt } from './action.fixture';
import { reportedOf, type ActionState } from './action.state';

const FIRST_DAY = '2014-04-01';

/** Events that answer for nothing. */
const STAYS_WITH_GROUP = new Set(['ProgressConfirmed', 'ProgressReturned', 'ActionAmended', 'ActionLeadsAssigned']);

/** A command without what depends on the day. */
type Wish = (by: string, today: string, plan: PlanFact | undefined) => ActionCommand;

const reportId = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5');
const date = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 120 }).map((days) => addDays(FIRST_DAY, days)) },
  { weight: 1, arbitrary: fc.constantFrom('2014-02-30', '', 'soon') },
);
const text = fc.constantFrom('one', 'two', sealed);
const leads = fc.subarray([smt, headOfService]);
const words = fc.record(
  {
    rag: fc.constantFrom('red', 'amber', 'green', 'blue'),
    commentary: text,
    percentComplete: fc.integer({ min: -1, max: 101 }),
    forecastDue: date,
    effectiveOn: date,
  },
  { requiredKeys: ['rag', 'commentary'] },
);
const timescale = fc.record(
  { words: text, start: date, due: date, ongoing: fc.boolean() },
  { requiredKeys: ['words'] },
);

const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constant<Wish>((by, today, plan) => ({ ...addAction, by, today, plan })),
  fc
    .tuple(fc.constantFrom('report-progress', 'correct-progress'), reportId, words)
    .map(([type, id, said]): Wish => (by, today, plan) => ({ type, reportId: id, ...said, by, today, plan })),
  fc
    .tuple(fc.constantFrom('confirm-progress', 'return-progress'), reportId)
    .map(([type, id]): Wish => (by, today, plan) => ({ type, reportId: id, by, today, plan })),
  timescale.map((to): Wish => (by, today, plan) => ({ type: 'move-due-date', timescale: to, by, today, plan })),
  fc
    .record({ theme: text, title: text, subItems: fc.array(text) }, { requiredKeys: [] })
    .map((fields): Wish => (by, today, plan) => ({ type: 'amend', fields, by, today, plan })),
  fc.tuple(leads, leads).map(([who, monitoring]): Wish => (by, today, plan) => ({
    type: 'assign-leads',
    leads: who,
    monitoringLeads: monitoring,
    by,
    today,
    plan,
  })),
  fc
    .tuple(date, text)
    .map(([on, evidence]): Wish => (by, today, plan) => ({ type: 'complete', on, evidence, by, today, plan })),
  fc
    .constantFrom('confirm-completion', 'reopen', 'withdraw')
    .map((type): Wish => (by, today, plan) => ({ type, by, today, plan })),
  fc
    .constantFrom('GG-WSG', 'GG-SMT')
    .map((groupId): Wish => (by, today, plan) => ({ type: 'escalate-to-group', groupId, by, today, plan })),
);

const person = fc.constantFrom(LEAD, MONITOR, OTHER);
const plan = fc.oneof(
  { weight: 20, arbitrary: fc.constant(openPlan) },
  { weight: 1, arbitrary: fc.constantFrom(closedPlan, undefined) },
);
const step = fc.record({ wish, person, plan, days: fc.nat({ max: 5 }) });
const steps = fc.array(step, { maxLength: 40, size: 'max' });

interface Asked {
  readonly command: ActionCommand;
  readonly before: ActionState;
  readonly recorded: readonly Told<ActionEvent>[];
}

/** Asks one command after the other, the first being the adding of the action, and keeps what each came to. */
function play(asked: readonly { wish: Wish; person: string; plan: PlanFact | undefined; days: number }[]) {
  let today = FIRST_DAY;
  let state = actionDecider.initialState;
  const story: Asked[] = [];
  const ask = (command: ActionCommand) => {
    const decision = actionDecider.decide(command, state);
    const effectiveOn = 'effectiveOn' in command ? command.effectiveOn : undefined;
    const events = 'accepted' in decision ? decision.accepted : [];
    const recorded = events.map((event) => told(event, { by: command.by, recordedOn: today, effectiveOn }));
    story.push({ command, before: state, recorded });
    state = recorded.reduce((before, event) => actionDecider.evolve(before, event), state);
  };
  ask({ ...addAction, today });
  for (const { wish: wished, person: by, plan: read, days } of asked) {
    today = addDays(today, days);
    ask(wished(by, today, read));
  }
  return { story, state, history: story.flatMap(({ recorded }) => recorded), today };
}

function added(state: ActionState) {
  if (state.status === 'not-added') throw new Error('Each story begins with the adding of the action');
  return state;
}

describe('whatever is asked of an action, in whatever order', () => {
  it('is rated only by what was last confirmed', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        const { history, state } = play(asked);

        let said: string | null = null;
        let rating: string | null = null;
        for (const { type, data } of history) {
          if (type === 'ProgressReported' || type === 'ProgressCorrected') said = data.rag;
          if (type === 'ProgressConfirmed') rating = said;
        }

        expect(added(state).rag).toBe(rating);
      }),
    );
  });

  it('counts the moves of the due date and keeps the first', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        const { history, state } = play(asked);

        const dues = history.flatMap(({ type, data }) =>
          type === 'ActionAdded' || type === 'DueDateMoved' ? [data.timescale.due] : [],
        );
        const moves = dues.filter((due, index) => {
          const before = dues[index - 1];
          return index > 0 && before !== undefined && before !== due;
        });

        expect(added(state).firstDue).toBe(dues.find((due) => due !== undefined) ?? null);
        expect(added(state).timesMoved).toBe(moves.length);
      }),
    );
  });

  it('lets only the latest awaiting report be judged, and not by its authors', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        const authors = new Map<string, Set<string>>();
        for (const { before, recorded } of play(asked).story) {
          for (const { type, data, metadata } of recorded) {
            const { account } = metadata.actor;
            if (type === 'ProgressReported') authors.set(data.reportId, new Set([account]));
            if (type === 'ProgressCorrected') authors.get(data.reportId)?.add(account);
            if (type !== 'ProgressConfirmed' && type !== 'ProgressReturned') continue;
            expect(reportedOf(before)).toMatchObject({ reportId: data.reportId, state: 'awaiting' });
            expect(authors.get(data.reportId)).not.toContain(account);
          }
        }
      }),
    );
  });

  it('counts as complete only what two persons said', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        let reporters = new Set<string>();
        for (const { type, metadata } of play(asked).history) {
          const { account } = metadata.actor;
          if (type === 'ActionReopened') reporters = new Set();
          if (type === 'ActionCompletionReported') reporters.add(account);
          if (type === 'ActionCompletionConfirmed') expect(reporters).not.toContain(account);
        }
      }),
    );
  });

  it('goes to its group once between two answers, and only while it is overdue', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        let due: string | undefined;
        let isEscalated = false;
        for (const { type, data, metadata } of play(asked).history) {
          if (type === 'ActionEscalatedToGroup') {
            expect(isEscalated).toBe(false);
            expect(data.due).toBe(due);
            expect(data.due < londonDateOf(metadata.recordedAt)).toBe(true);
            isEscalated = true;
          } else if (type === 'DueDateMoved') isEscalated = isEscalated && data.timescale.due === due;
          else if (!STAYS_WITH_GROUP.has(type)) isEscalated = false;
          if (type === 'ActionAdded' || type === 'DueDateMoved') due = data.timescale.due;
        }
      }),
    );
  });

  it('keeps its reports in the order of their dates, none of them in the future', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        const { state, today } = play(asked);

        const dates = added(state).reports.map(({ on }) => on);

        expect(dates).toEqual([...dates].sort());
        expect(dates.every((on) => on <= today)).toBe(true);
      }),
    );
  });

  it('records at most one event for a command, and none for the same open words again', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        for (const { command, before, recorded } of play(asked).story) {
          expect(recorded.length).toBeLessThanOrEqual(1);
          if (recorded.length === 0 || JSON.stringify(command).includes('"sealed":1')) continue;
          const after = recorded.reduce((state, event) => actionDecider.evolve(state, event), before);
          if (JSON.stringify(after).includes('"sealed":1')) continue;
          const again = actionDecider.decide(command, after);
          expect('accepted' in again ? again.accepted : []).toEqual([]);
        }
      }),
    );
  });

  it('has a state after any events at all, also such as no decision would have made', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (asked, chances) => {
        const { history } = play(asked);
        const shuffled = history
          .map((event) => ({ event, rank: Number(chances.next().value) }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ event }) => event);

        const state = [...shuffled, ...shuffled].reduce(
          (before, event) => actionDecider.evolve(before, event),
          actionDecider.initialState,
        );

        expect(['open', 'completion-reported', 'completed', 'withdrawn']).toContain(state.status);
      }),
    );
  });
});
