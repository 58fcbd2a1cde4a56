import { unreachable, type LocalDate, type Text, type Told } from '@minutebook/kernel';
import type { ActionPlanEvent } from './action-plan.events';

export interface PlanNotOpened {
  readonly status: 'not-opened';
}

interface PlanRecord {
  readonly title: Text;
  /** The governance group that owns the plan now. */
  readonly groupId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly ragScheme: string;
}

export interface OpenPlan extends PlanRecord {
  readonly status: 'open';
}

export interface ClosedPlan extends PlanRecord {
  readonly status: 'closed';
}

export type ActionPlanState = PlanNotOpened | OpenPlan | ClosedPlan;

export const initialActionPlan: ActionPlanState = { status: 'not-opened' };

/** What a plan is after one more event. Total: an event that does not fit the state changes nothing. */
export function evolveActionPlan(state: ActionPlanState, event: Told<ActionPlanEvent>): ActionPlanState {
  if (event.type === 'ActionPlanOpened') {
    const { title, group, startsOn, endsOn, ragScheme } = event.data;
    return { status: 'open', title, groupId: group.id, startsOn, endsOn, ragScheme };
  }
  if (state.status === 'not-opened') return state;
  switch (event.type) {
    case 'ActionPlanAmended':
      return {
        ...state,
        title: event.data.title ?? state.title,
        startsOn: event.data.startsOn ?? state.startsOn,
        endsOn: event.data.endsOn ?? state.endsOn,
      };
    case 'ActionPlanClosed':
      return { ...state, status: 'closed' };
    case 'ActionPlanTransferred':
      return { ...state, groupId: event.data.group.id };
    default:
      return unreachable(event);
  }
}
