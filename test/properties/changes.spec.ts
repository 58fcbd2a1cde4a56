import type { Change, ReadModels } from '@minutebook/kernel/read-models';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { PlanChanges } from '@minutebook/action-plans/read-models/plan-changes';
import { PlansQuery, type ActionDetail, type PlanSummary } from '@minutebook/action-plans/read-models/plans.query';
import fc from 'fast-check';
import { endStories } from '../../libs/kernel/testing/story.fixture';
import { replayOf, seenFrom } from './council.fixture';
import { ACTIONS, GROUPS, historyOf, PLANS, wishes } from './histories.fixture';

const DATE = '2014-06-16';

/** What two boards, each of a replay of its own, say of one record. */
interface Boards<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

type Difference = Pick<Change, 'kind' | 'what' | 'before' | 'after' | 'note'>;

const unlessSame = (
  kind: Change['kind'],
  what: string,
  before: string | null | undefined,
  after: string | null | undefined,
): readonly Difference[] =>
  (before ?? null) === (after ?? null) ? [] : [{ kind, what, before: before ?? null, after: after ?? null }];

function planDifferences({ before, after }: Boards<PlanSummary>): readonly Difference[] {
  if (!after) return [];
  if (!before) return [{ kind: 'added', what: 'Plan', before: null, after: after.title }];
  return [
    ...unlessSame('amended', 'Title', before.title, after.title),
    ...unlessSame('amended', 'Owner', before.groupId, after.groupId),
    ...unlessSame('date-moved', 'Starts on', before.startsOn, after.startsOn),
    ...unlessSame('date-moved', 'Ends on', before.endsOn, after.endsOn),
    ...unlessSame('completed', 'Plan closed', before.status, after.status),
  ];
}

const isOver = (action: ActionDetail) => action.status === 'completed' || action.status === 'withdrawn';

function statusDifference({ before, after }: Boards<ActionDetail>): readonly Difference[] {
  if (!after || before?.status === after.status) return [];
  const words = { before: before?.status ?? null, after: after.status };
  if (after.status === 'withdrawn') return [{ kind: 'removed', what: 'Action withdrawn', ...words }];
  if (after.status === 'completed') return [{ kind: 'completed', what: 'Action', ...words }];
  return before && isOver(before) ? [{ kind: 'reopened', what: 'Action', ...words }] : [];
}

const wordingOf = ({ theme, title, subItems, successCriteria, costs, leads, monitoringLeads }: ActionDetail) =>
  JSON.stringify([theme, title, subItems, successCriteria, costs, leads, monitoringLeads]);

function actionDifferences(boards: Boards<ActionDetail>): readonly Difference[] {
  const { before, after } = boards;
  if (!after) return [];
  const { firstDue, timesMoved, title } = after;
  return [
    ...(before ? [] : [{ kind: 'added' as const, what: 'Action', before: null, after: title }]),
    ...statusDifference(boards),
    ...(before ? unlessSame('date-moved', 'Due date', before.due, after.due) : []).map((moved) => ({
      ...moved,
      note: { firstDue, timesMoved },
    })),
    ...unlessSame('rating-changed', 'Confirmed rating', before?.rag, after.rag),
    ...unlessSame('rating-changed', 'Reported rating', before?.reported?.rag, after.reported?.rag),
    ...(before && wordingOf(before) !== wordingOf(after)
      ? [{ kind: 'amended' as const, what: 'Wording or leads', before: before.title, after: title }]
      : []),
  ];
}

/** The differences of two replays, one up to each record number, told record by record. */
function differencesOf(
  replays: Boards<ReadModels>,
  from: number,
  to: number,
  events: readonly LoggedEvent[],
): Change[] {
  const [before, after] = [replays.before, replays.after].map((replay) => new PlansQuery(replay as ReadModels));
  if (!before || !after) return [];
  const lastOf = (stream: string) => events.slice(0, to).findLastIndex((event) => event.stream === stream) + 1;
  const ofPlans = PLANS.flatMap((id) => {
    const boards = { before: before.plan(id, seenFrom(from, DATE)), after: after.plan(id, seenFrom(to, DATE)) };
    const stream = `actionPlan-${id}`;
    const subject = {
      stream,
      name: boards.after?.title ?? '',
      group: boards.after?.groupId,
      path: `/action-plans/${id}`,
    };
    return planDifferences(boards).map((found) => ({ ...subject, ...found, recordNumber: lastOf(stream) }));
  });
  const ofActions = ACTIONS.flatMap((id) => {
    const boards = { before: before.action(id, seenFrom(from, DATE)), after: after.action(id, seenFrom(to, DATE)) };
    const stream = `action-${id}`;
    const group = after.plan(boards.after?.planId ?? '', seenFrom(to, DATE))?.groupId;
    const name = `${boards.after?.reference} ${boards.after?.title}`;
    const subject = { stream, name, group, path: `/actions/${id}` };
    return actionDifferences(boards).map((found) => ({ ...subject, ...found, recordNumber: lastOf(stream) }));
  });
  return [...ofPlans, ...ofActions];
}

const inOrder = (changes: readonly Change[]) =>
  [...changes].sort((a, b) => (`${a.stream} ${a.what}` < `${b.stream} ${b.what}` ? -1 : 1));

/** Many histories take longer than one test may without saying so. In ms. */
jest.setTimeout(120_000);

async function isTheDifference(
  changes: PlanChanges,
  events: readonly LoggedEvent[],
  from: number,
  to: number,
): Promise<void> {
  const replays = { before: await replayOf(events.slice(0, from)), after: await replayOf(events.slice(0, to)) };
  const expected = differencesOf(replays, from, to, events);
  const between = (group?: string) => changes.changesBetween(seenFrom(from, DATE), seenFrom(to, DATE), group);

  expect(inOrder(between())).toEqual(inOrder(expected));
  for (const group of GROUPS)
    expect(inOrder(between(group))).toEqual(inOrder(expected.filter((change) => change.group === group)));
}

describe('what changed between two records of any history', () => {
  it('is the difference of two replays, for one group or for all', async () => {
    const place = fc.integer({ min: 0, max: 1_000 }).map((share) => share / 1_000);
    await fc.assert(
      fc.asyncProperty(wishes, place, place, async (wished, one, other) => {
        const { events } = historyOf(wished);
        const last = events.length - 1;
        const from = Math.round(Math.min(one, other) * last);
        const to = Math.round(Math.max(one, other) * last);
        const changes = new PlanChanges(await replayOf(events));

        // The whole range, and the first step of it alone, where a single event decides.
        for (const end of [to, from + 1]) await isTheDifference(changes, events, from, end);
      }),
      { numRuns: 20, plugins: [fc.afterEach(endStories)] },
    );
  });
});
