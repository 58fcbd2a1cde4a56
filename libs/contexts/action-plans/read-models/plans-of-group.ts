import type { OwnedRecord, OwnedRecordSource } from '@minutebook/governance-groups';
import { ragSchemeOn } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { ActionSummary, PlanSummary, PlansQuery } from './plans.query';

/** The plans of a group, as the group's page shows them. */
export class PlansOfGroup implements OwnedRecordSource {
  constructor(private readonly plans: PlansQuery) {}

  ownedBy(groupId: string, at: AsAt): readonly OwnedRecord[] {
    return this.plans.plans(at, groupId).map((plan) => recordOf(plan, this.plans.actionsOf(plan.id, at), at));
  }
}

function recordOf(plan: PlanSummary, actions: readonly ActionSummary[], at: AsAt): OwnedRecord {
  const path = `/action-plans/${plan.id}`;
  const rated = (ragSchemeOn(plan.ragScheme, at.pageDate)?.ratings ?? []).map(({ code, label, colour, shape }) => ({
    label,
    colour,
    shape,
    count: actions.filter(({ rag }) => rag === code).length,
    href: `${path}?rating=${code}`,
  }));
  const unrated = actions.filter(({ rag }) => rag === null).length;
  const completed = actions.filter(({ status }) => status === 'completed').length;
  const overdue = actions.filter((action) => action.overdue).length;
  return {
    kind: 'Action plan',
    name: plan.title,
    path,
    ...(plan.status === 'open' && { transferPath: `${path}/transfer` }),
    state: plan.status,
    counts: [...rated, { label: 'Not rated', colour: 'none', count: unrated, href: `${path}?rating=none` }],
    standing: [
      `${actions.length} ${actions.length === 1 ? 'action' : 'actions'}`,
      `${completed} completed`,
      `${overdue} overdue`,
    ],
    illustrative: actions.some(({ progressOrigin }) => progressOrigin === 'demonstration'),
  };
}
