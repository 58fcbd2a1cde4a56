import type { LocalDate } from '@minutebook/kernel';
import type { AsAt, ReadModels } from '@minutebook/kernel/read-models';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { PlansQuery } from '@minutebook/action-plans/read-models/plans.query';
import { TrailQuery, type TrailFilter } from '@minutebook/audit-trail/read-models/trail.query';
import { GroupsQuery } from '@minutebook/governance-groups/read-models/groups.query';
import { projections, sentenceBook } from '../../apps/tracker/read-model-registry';
import { toldOf } from '../../libs/kernel/testing/story.fixture';
import { ACTIONS, GROUPS, PERSONS, PLANS } from './histories.fixture';

/** Every read model of the product. */
export const everyProjection = projections(sentenceBook());

/** The product's read models after a history, in files of their own; `endStories` ends them. */
export function replayOf(events: readonly LoggedEvent[]): Promise<ReadModels> {
  return toldOf(everyProjection, events);
}

export function seenFrom(recordNumber: number, pageDate: LocalDate): AsAt {
  return { recordNumber, pageDate, live: false };
}

const FILTERS: readonly TrailFilter[] = [
  {},
  ...PLANS.map((id) => ({ record: `actionPlan-${id}` })),
  ...ACTIONS.map((id) => ({ record: `action-${id}` })),
  ...GROUPS.map((group) => ({ group })),
  ...PERSONS.map((actor) => ({ actor, kind: 'ProgressReported' })),
  { words: 'reimplement' },
  { words: 'OR', kind: 'ProgressReported' },
  { from: 10 },
];

/** Everything that pages ask of a moment: plans, boards, actions with their timelines, groups, and the trail. */
export function everythingAt(readModels: ReadModels, at: AsAt) {
  const plans = new PlansQuery(readModels);
  const groups = new GroupsQuery(readModels);
  const trail = new TrailQuery(readModels);
  return {
    plans: plans.plans(at),
    plansOfGroups: GROUPS.map((group) => plans.plans(at, group)),
    plan: PLANS.map((id) => plans.plan(id, at)),
    boards: PLANS.map((id) => plans.actionsOf(id, at)),
    withdrawn: PLANS.map((id) => plans.withdrawnFrom(id, at)),
    actions: ACTIONS.map((id) => plans.action(id, at)),
    timelines: ACTIONS.map((id) => plans.timeline(id, at, 1_000)),
    timelinePages: ACTIONS.map((id) => plans.timeline(id, at, 2, 20)),
    groups: groups.groups(at),
    group: GROUPS.map((id) => groups.group(id, at)),
    trail: FILTERS.map((filter) => trail.page(filter, at, 1_000)),
    trailPages: FILTERS.map((filter) => trail.page(filter, at, 3, 15)),
    trailForwards: FILTERS.map((filter) => trail.pageAfter(filter, at, 3, 2)),
    actors: trail.actors(at),
  };
}
