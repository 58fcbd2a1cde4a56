import { accept, refuse, unreachable, type Decider, type Decision } from '@minutebook/kernel';
import type {
  ActionPlanCommand,
  AmendActionPlan,
  GroupFact,
  OpenActionPlan,
  TransferActionPlan,
} from './action-plan.commands';
import type { ActionPlanEvent, ReadAt } from './action-plan.events';
import { actionPlanRefusal, type ActionPlanRefusal } from './action-plan.refusals';
import {
  actionPlanAlreadyExists,
  actionPlanClosed,
  groupIsOver,
  noSuchGroup,
  noSuchRagScheme,
  nothingToAmend,
  planDateNotReal,
  planEndsBeforeItStarts,
} from './action-plan.rules';
import {
  evolveActionPlan,
  initialActionPlan,
  type ActionPlanState,
  type ClosedPlan,
  type OpenPlan,
} from './action-plan.state';
import { sameText } from './wording';

type ActionPlanDecision = Decision<ActionPlanEvent, ActionPlanRefusal>;
type OpenedPlan = OpenPlan | ClosedPlan;

/** An action plan: whose it is, which period it covers, how its ratings read. Stream `actionPlan-<id>`. */
export const actionPlanDecider: Decider<ActionPlanState, ActionPlanCommand, ActionPlanEvent, ActionPlanRefusal> = {
  initialState: initialActionPlan,
  evolve: evolveActionPlan,
  decide(command, state) {
    if (command.type === 'open') return open(command, state);
    if (state.status === 'not-opened') return refuse(actionPlanRefusal('no-such-action-plan'));
    switch (command.type) {
      case 'amend':
        return amend(command, state);
      case 'close':
        return close(state);
      case 'transfer':
        return transfer(command, state);
      default:
        return unreachable(command);
    }
  },
};

function open(command: OpenActionPlan, state: ActionPlanState): ActionPlanDecision {
  const { title, group, startsOn, endsOn, ragScheme } = command;
  if (!group) return refuse(noSuchGroup());
  const refusal =
    actionPlanAlreadyExists(state) ??
    groupIsOver(group) ??
    planDateNotReal(command) ??
    planEndsBeforeItStarts(command) ??
    noSuchRagScheme(ragScheme);
  if (refusal) return refuse(refusal);
  return accept({ type: 'ActionPlanOpened', data: { title, group: readAt(group), startsOn, endsOn, ragScheme } });
}

/** A sealed title cannot be compared, so one that is given counts as a change; dates and open titles are compared. */
function amend(command: AmendActionPlan, state: OpenedPlan): ActionPlanDecision {
  const { title, startsOn, endsOn } = command;
  const dates = { startsOn: startsOn ?? state.startsOn, endsOn: endsOn ?? state.endsOn };
  const refusal =
    actionPlanClosed(state) ??
    nothingToAmend([title, startsOn, endsOn]) ??
    planDateNotReal(dates) ??
    planEndsBeforeItStarts(dates);
  if (refusal) return refuse(refusal);
  const data = {
    ...(title !== undefined && !sameText(title, state.title) && { title }),
    ...(dates.startsOn !== state.startsOn && { startsOn: dates.startsOn }),
    ...(dates.endsOn !== state.endsOn && { endsOn: dates.endsOn }),
  };
  return Object.keys(data).length === 0 ? accept() : accept({ type: 'ActionPlanAmended', data });
}

function close(state: OpenedPlan): ActionPlanDecision {
  return state.status === 'closed' ? accept() : accept({ type: 'ActionPlanClosed', data: {} });
}

function transfer({ group }: TransferActionPlan, state: OpenedPlan): ActionPlanDecision {
  const refusal = actionPlanClosed(state);
  if (refusal) return refuse(refusal);
  if (!group) return refuse(noSuchGroup());
  if (group.id === state.groupId) return accept();
  const over = groupIsOver(group);
  if (over) return refuse(over);
  return accept({ type: 'ActionPlanTransferred', data: { from: state.groupId, group: readAt(group) } });
}

/** What an event keeps of a group: which it was, and as of when. */
function readAt({ id, revision }: GroupFact): ReadAt {
  return { id, revision };
}
