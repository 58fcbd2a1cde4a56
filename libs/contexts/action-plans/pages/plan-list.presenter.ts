import type { LocalDate } from '@minutebook/kernel';
import { atMoment, type Link, type PageMoment, type Share } from '@minutebook/web-kit';
import type { ActionSummary, PlanSummary } from '../read-models/plans.query';
import { groupPath, planPaths } from './action-plan-paths';
import { awaitsConfirmation, ratingsOf } from './ratings';

/** A plan in the list, with what its actions come to. */
export interface PlanListRow {
  readonly title: string;
  readonly href: string;
  readonly group: Link;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly closed: boolean;
  readonly actions: number;
  readonly ratings: readonly (Share & { readonly shape?: string })[];
  readonly awaiting: number;
  readonly overdue: number;
  readonly completed: number;
  readonly illustrative: boolean;
}

/** What plan-list.njk shows. */
export interface PlanListPage {
  readonly plans: readonly PlanListRow[];
  readonly steps: readonly Link[];
  readonly exportHref: string;
}

/** Every plan, the newest first. */
export function presentPlanList(
  plans: readonly { readonly plan: PlanSummary; readonly actions: readonly ActionSummary[] }[],
  groupNames: ReadonlyMap<string, string>,
  steps: readonly Link[],
  moment: PageMoment,
): PlanListPage {
  return {
    plans: plans.map(({ plan, actions }) => rowOf(plan, actions, groupNames, moment)),
    steps: moment.live ? steps : [],
    exportHref: atMoment(planPaths.listExport, moment),
  };
}

function rowOf(
  plan: PlanSummary,
  actions: readonly ActionSummary[],
  groupNames: ReadonlyMap<string, string>,
  moment: PageMoment,
): PlanListRow {
  const rated = ratingsOf(plan.ragScheme, moment.pageDate).map(({ code, label, colour, shape }) => ({
    label,
    colour,
    shape,
    count: actions.filter(({ rag }) => rag === code).length,
  }));
  const notRated = actions.filter(({ rag }) => rag === null).length;
  return {
    title: plan.title,
    href: atMoment(planPaths.board(plan.id), moment),
    group: { text: groupNames.get(plan.groupId) ?? plan.groupId, href: atMoment(groupPath(plan.groupId), moment) },
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    closed: plan.status === 'closed',
    actions: actions.length,
    ratings: [...rated, { label: 'Not rated', colour: 'none' as const, count: notRated }].filter(
      ({ count }) => count > 0,
    ),
    awaiting: actions.filter(awaitsConfirmation).length,
    overdue: actions.filter(({ overdue }) => overdue).length,
    completed: actions.filter(({ status }) => status === 'completed').length,
    illustrative: actions.some(({ progressOrigin }) => progressOrigin === 'demonstration'),
  };
}
