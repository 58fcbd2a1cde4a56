import { accept, refuse, unreachable, type Decider, type Decision } from '@minutebook/kernel';
import { actionPlanRefusal } from './action-plan.refusals';
import { noSuchGroup, noSuchRagScheme, planDateNotReal, planEndsBeforeItStarts } from './action-plan.rules';
import type { AcceptPlanImport, PlanImportCommand } from './plan-import.commands';
import type { PlanImportEvent } from './plan-import.events';
import { planImportRefusal, type PlanImportRefusal } from './plan-import.refusals';

/** An import of which nothing is known yet. */
export interface PlanImportNotAccepted {
  readonly status: 'not-accepted';
}

/** An import that is to be carried out, or was. */
export interface AcceptedPlanImport {
  readonly status: 'accepted' | 'completed';
  readonly planId: string;
  readonly actions: number;
}

export type PlanImportState = PlanImportNotAccepted | AcceptedPlanImport;

type PlanImportDecision = Decision<PlanImportEvent, PlanImportRefusal>;

/**
 * The import of a plan: accepted as a whole, then carried out. Stream `planImport-<id>`. That every row is one that
 * its action would accept is found out before, row by row, for the user to see.
 */
export const planImportDecider: Decider<PlanImportState, PlanImportCommand, PlanImportEvent, PlanImportRefusal> = {
  initialState: { status: 'not-accepted' },
  decide(command, state) {
    switch (command.type) {
      case 'accept':
        return acceptImport(command, state);
      case 'complete':
        if (state.status === 'not-accepted') return refuse(planImportRefusal('no-such-plan-import'));
        if (state.status === 'completed') return accept();
        return accept({ type: 'PlanImportCompleted', data: { planId: state.planId, actions: state.actions } });
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'PlanImportAccepted':
        return { status: 'accepted', planId: event.data.planId, actions: event.data.actions };
      case 'PlanImportCompleted':
        return state.status === 'not-accepted' ? state : { ...state, status: 'completed' };
      default:
        return unreachable(event);
    }
  },
};

function acceptImport(command: AcceptPlanImport, state: PlanImportState): PlanImportDecision {
  const { type: _, planExists, group, ...said } = command;
  if (state.status !== 'not-accepted') return refuse(planImportRefusal('plan-import-already-exists'));
  if (planExists) return refuse(actionPlanRefusal('action-plan-already-exists'));
  if (!group) return refuse(noSuchGroup());
  const refusal = planDateNotReal(said) ?? planEndsBeforeItStarts(said) ?? noSuchRagScheme(said.ragScheme);
  if (refusal) return refuse(refusal);
  if (said.actions < 1) return refuse(planImportRefusal('plan-import-without-actions'));
  return accept({ type: 'PlanImportAccepted', data: { ...said, group } });
}
