import { addDays, endOfLondonDay, londonDateOf, type Told } from '@minutebook/kernel';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { actionDecider } from '@minutebook/action-plans/domain/action.decider';
import type { ActionEvent } from '@minutebook/action-plans/domain/action.events';
import { reportedOf } from '@minutebook/action-plans/domain/action.state';
import { PlansQuery } from '@minutebook/action-plans/read-models/plans.query';
import fc from 'fast-check';
import { endStories } from '../../libs/kernel/testing/story.fixture';
import { everythingAt, replayOf, seenFrom } from './council.fixture';
import { ACTIONS, historyOf, wishes } from './histories.fixture';

const history = wishes.map((wished) => historyOf(wished).events);
/** A place in a history, as a share of its length. */
const place = fc.integer({ min: 0, max: 1_000 }).map((share) => share / 1_000);
const pageDate = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2014-03-28', days));

/** What the decider of an action knows of it after some events, in the board's words. */
function knownOf(id: string, events: readonly LoggedEvent[]) {
  const state = events
    .filter(({ stream }) => stream === `action-${id}`)
    .reduce(
      (so, event) => actionDecider.evolve(so, event as LoggedEvent & Told<ActionEvent>),
      actionDecider.initialState,
    );
  if (state.status === 'not-added') return undefined;
  return {
    status: state.status,
    planId: state.planId,
    reference: state.reference,
    title: state.wording.title,
    theme: state.wording.theme,
    subItems: state.wording.subItems,
    leads: state.leads,
    timescale: state.timescale,
    due: state.timescale.due ?? null,
    firstDue: state.firstDue,
    timesMoved: state.timesMoved,
    rag: state.rag,
    reported: reportedOf(state),
  };
}

/** Many histories take longer than one test may without saying so. In ms. */
jest.setTimeout(120_000);

describe('as at any record of any history', () => {
  afterEach(endStories);

  it('every page is what a replay of the record up to there gives', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.tuple(place, place), pageDate, async (events, places, date) => {
        const whole = await replayOf(events);
        for (const share of places) {
          const n = Math.round(share * events.length);
          const replayed = await replayOf(events.slice(0, n));

          expect(everythingAt(whole, seenFrom(n, date))).toEqual(everythingAt(replayed, seenFrom(n, date)));
        }
      }),
      { numRuns: 20, plugins: [fc.afterEach(endStories)] },
    );
  });

  it('the board says of each action what its decider knew then', async () => {
    await fc.assert(
      fc.asyncProperty(history, pageDate, async (events, date) => {
        const plans = new PlansQuery(await replayOf(events));
        for (let n = 0; n <= events.length; n++)
          for (const id of ACTIONS) {
            const known = knownOf(id, events.slice(0, n));
            const shown = plans.action(id, seenFrom(n, date));
            if (known === undefined) expect(shown).toBeUndefined();
            else {
              expect(shown).toMatchObject(known);
              const isOver = known.status === 'completed' || known.status === 'withdrawn';
              expect(shown?.overdue).toBe(known.due !== null && known.due < date && !isOver);
              const onBoard = plans.actionsOf(known.planId, seenFrom(n, date)).some((action) => action.id === id);
              const isWithdrawn = plans
                .withdrawnFrom(known.planId, seenFrom(n, date))
                .some((action) => action.id === id);
              expect([onBoard, isWithdrawn]).toEqual([known.status !== 'withdrawn', known.status === 'withdrawn']);
            }
          }
      }),
      { numRuns: 10, plugins: [fc.afterEach(endStories)] },
    );
  });

  it('a date means the last record before that day ended in London', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.array(pageDate, { minLength: 3, maxLength: 8 }), async (events, dates) => {
        const readModels = await replayOf(events);
        const times: number[] = [];
        for (const { metadata } of events) times.push(Math.max(times.at(-1) ?? 0, metadata.recordedAt));

        for (const date of dates) {
          const ended = times.filter((time) => time < endOfLondonDay(date)).length;
          expect(readModels.asAt(date, '2020-01-01')).toEqual({ recordNumber: ended, pageDate: date, live: false });
        }
        for (const [index, time] of times.entries())
          expect(readModels.asAt(String(index + 1), '2020-01-01')).toEqual({
            recordNumber: index + 1,
            pageDate: londonDateOf(time),
            live: false,
          });
      }),
      { numRuns: 10, plugins: [fc.afterEach(endStories)] },
    );
  });
});
