import { isLocalDate, RAG_SCHEMES, ragScheme, type LocalDate, type Text } from '@minutebook/kernel';
import type { GroupFact } from './action-plan.commands';
import { actionPlanRefusal, type ActionPlanRefusal } from './action-plan.refusals';
import type { ActionPlanState } from './action-plan.state';

/** What a rule says: a refusal where it says no, nothing where it says yes. */
type Verdict = ActionPlanRefusal | undefined;

/** One id, one plan: a client may bring its own, and an existing one is a conflict (architecture, section 4). */
export function actionPlanAlreadyExists(state: ActionPlanState): Verdict {
  return state.status === 'not-opened' ? undefined : actionPlanRefusal('action-plan-already-exists');
}

/**
 * A plan is always some group's: the group answers for it and is reported to (domain report, D18, D24). Says no
 * whenever it is asked: the group's stream was empty.
 */
export function noSuchGroup(): ActionPlanRefusal {
  return actionPlanRefusal('no-such-group');
}

/** What a group owned lives on when it ends (domain report, 3.8), but it takes nothing new on. */
export function groupIsOver({ standing }: GroupFact): Verdict {
  return standing === 'standing' ? undefined : actionPlanRefusal('group-is-over', { facts: { standing } });
}

/** A plan covers a period, such as a financial year (domain report, D18: `workforce action plan 2014/15`). */
export function planDateNotReal(dates: { readonly startsOn: LocalDate; readonly endsOn: LocalDate }): Verdict {
  if (!isLocalDate(dates.startsOn))
    return actionPlanRefusal('plan-date-not-real', {
      field: 'startsOn',
      message: 'The start of the plan must be a real date, such as 1 April 2014.',
    });
  if (!isLocalDate(dates.endsOn))
    return actionPlanRefusal('plan-date-not-real', {
      field: 'endsOn',
      message: 'The end of the plan must be a real date, such as 31 March 2015.',
    });
  return undefined;
}

/** A period has its end on or after its start; a plan of one day is one. */
export function planEndsBeforeItStarts(dates: { readonly startsOn: LocalDate; readonly endsOn: LocalDate }): Verdict {
  return dates.startsOn <= dates.endsOn ? undefined : actionPlanRefusal('plan-ends-before-it-starts');
}

/** What red means varies between councils and is set per plan (domain report, 3.7): a scheme that we hold, with its source. */
export function noSuchRagScheme(id: string): Verdict {
  return ragScheme(id)
    ? undefined
    : actionPlanRefusal('no-such-rag-scheme', { facts: { ragSchemes: RAG_SCHEMES.map((scheme) => scheme.id) } });
}

/** An amendment names what it amends: an empty one is a mistake of its sender, not "already so". */
export function nothingToAmend(fields: readonly (Text | undefined)[]): Verdict {
  return fields.some((field) => field !== undefined) ? undefined : actionPlanRefusal('nothing-to-amend');
}

/** A closed plan is a finished chapter of the record (issue, Build 5). */
export function actionPlanClosed(state: ActionPlanState): Verdict {
  return state.status === 'closed' ? actionPlanRefusal('action-plan-closed') : undefined;
}
