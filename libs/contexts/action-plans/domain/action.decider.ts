import { accept, refuse, unreachable, type Decider, type Decision } from '@minutebook/kernel';
import type {
  ActionCommand,
  AddAction,
  AmendAction,
  AssignLeads,
  CompleteAction,
  ConfirmCompletion,
  ConfirmProgress,
  CorrectProgress,
  EscalateToGroup,
  MoveDueDate,
  PlanFact,
  ReopenAction,
  ReportProgress,
  ReturnProgress,
  WithdrawAction,
} from './action.commands';
import type { ActionEvent, ActionWording, ProgressWords } from './action.events';
import { actionRefusal, type ActionRefusal } from './action.refusals';
import * as rules from './action.rules';
import { evolveAction, initialAction, type ActionState, type AddedAction, type Report } from './action.state';
import { sameCosts, sameLeads, sameText, sameTexts, sameTimescale } from './wording';

type ActionDecision = Decision<ActionEvent, ActionRefusal>;

/** An action of a plan: what is to be done, by whom and when, how it goes, and whether it is done. Stream `action-<id>`. */
export const actionDecider: Decider<ActionState, ActionCommand, ActionEvent, ActionRefusal> = {
  initialState: initialAction,
  evolve: evolveAction,
  decide(command, state) {
    if (command.type === 'add') return add(command, state);
    if (state.status === 'not-added') return refuse(actionRefusal('no-such-action'));
    switch (command.type) {
      case 'report-progress':
        return reportProgress(command, state);
      case 'confirm-progress':
        return confirmProgress(command, state);
      case 'return-progress':
        return returnProgress(command, state);
      case 'correct-progress':
        return correctProgress(command, state);
      case 'move-due-date':
        return moveDueDate(command, state);
      case 'amend':
        return amend(command, state);
      case 'assign-leads':
        return assignLeads(command, state);
      case 'complete':
        return complete(command, state);
      case 'confirm-completion':
        return confirmCompletion(command, state);
      case 'reopen':
        return reopen(command, state);
      case 'withdraw':
        return withdraw(command, state);
      case 'escalate-to-group':
        return escalateToGroup(command, state);
      default:
        return unreachable(command);
    }
  },
};

function add(command: AddAction, state: ActionState): ActionDecision {
  const { plan, reference, theme, title, subItems, successCriteria, costs, timescale, leads, monitoringLeads } =
    command;
  if (!plan) return refuse(rules.noSuchPlan());
  const refusal =
    rules.actionAlreadyExists(state) ??
    rules.planClosed(plan) ??
    rules.referenceMalformed(reference) ??
    rules.timescaleFaulty(timescale) ??
    rules.actionNeedsLead(leads) ??
    rules.leadNamedTwice(leads, monitoringLeads) ??
    rules.costFaulty(costs);
  if (refusal) return refuse(refusal);
  const wording = { theme, title, subItems, ...(successCriteria !== undefined && { successCriteria }), costs };
  return accept({
    type: 'ActionAdded',
    data: { plan: readAt(plan), reference, ...wording, timescale, leads, monitoringLeads },
  });
}

function reportProgress(command: ReportProgress, state: AddedAction): ActionDecision {
  const { plan, reportId, today, effectiveOn: on = today } = command;
  if (!plan) return refuse(rules.noSuchPlan());
  const refusal =
    rules.reportAlreadyExists(state.reports, reportId) ??
    rules.planClosed(plan) ??
    rules.actionCompleted(state) ??
    rules.actionWithdrawn(state) ??
    rules.reportDateNotReal(on) ??
    rules.reportDateInFuture(on, today) ??
    rules.reportBeforeLatest(on, state.reports.at(-1)) ??
    progressRefusal(command, plan, on);
  if (refusal) return refuse(refusal);
  return accept({ type: 'ProgressReported', data: { reportId, plan: readAt(plan), ...wordsOf(command) } });
}

function confirmProgress({ reportId, ...asked }: ConfirmProgress, state: AddedAction): ActionDecision {
  const latest = latestReport(state, reportId);
  if ('refused' in latest) return latest;
  const own = rules.ownReport(latest, asked);
  if (own) return refuse(own);
  if (latest.state === 'confirmed') return accept();
  const refusal = rules.reportNotAwaiting(latest);
  return refusal ? refuse(refusal) : accept({ type: 'ProgressConfirmed', data: { reportId } });
}

function returnProgress({ reportId, ...asked }: ReturnProgress, state: AddedAction): ActionDecision {
  const latest = latestReport(state, reportId);
  if ('refused' in latest) return latest;
  const own = rules.ownReport(latest, asked);
  if (own) return refuse(own);
  if (latest.state === 'returned') return accept();
  const refusal = rules.reportNotAwaiting(latest);
  return refusal ? refuse(refusal) : accept({ type: 'ProgressReturned', data: { reportId } });
}

/**
 * A mistake in the record can be put right whatever became of the action or the plan. The date stays unless another is
 * given: to mend a word months later does not make the report speak of today.
 */
function correctProgress(command: CorrectProgress, state: AddedAction): ActionDecision {
  const { plan, reportId, today } = command;
  if (!plan) return refuse(rules.noSuchPlan());
  const latest = latestReport(state, reportId);
  if ('refused' in latest) return latest;
  const on = command.effectiveOn ?? latest.on;
  const refusal =
    rules.reportDateNotReal(on) ??
    rules.reportDateInFuture(on, today) ??
    rules.correctionBeforePreviousReport(on, state.reports.at(-2)) ??
    progressRefusal(command, plan, on);
  if (refusal) return refuse(refusal);
  if (on === latest.on && sameProgress(command, latest)) return accept();
  return accept({ type: 'ProgressCorrected', data: { reportId, plan: readAt(plan), ...wordsOf(command) } });
}

function moveDueDate({ plan, timescale }: MoveDueDate, state: AddedAction): ActionDecision {
  if (!plan) return refuse(rules.noSuchPlan());
  const standing =
    rules.planClosed(plan) ??
    rules.actionCompleted(state) ??
    rules.actionWithdrawn(state) ??
    rules.timescaleFaulty(timescale);
  if (standing) return refuse(standing);
  if (sameTimescale(state.timescale, timescale)) return accept();
  const unchanged = rules.dueDateUnchanged(state.timescale, timescale);
  if (unchanged) return refuse(unchanged);
  return accept({ type: 'DueDateMoved', data: { timescale, plan: readAt(plan) } });
}

/** Only what is known to differ, or cannot be compared for its seal, is recorded as amended. */
function amend({ plan, fields }: AmendAction, state: AddedAction): ActionDecision {
  if (!plan) return refuse(rules.noSuchPlan());
  const refusal =
    rules.planClosed(plan) ??
    rules.actionWithdrawn(state) ??
    rules.nothingToAmend(fields) ??
    rules.costFaulty(fields.costs ?? []);
  if (refusal) return refuse(refusal);
  const { theme, title, subItems, successCriteria, costs } = fields;
  const before = state.wording;
  const data: Partial<ActionWording> = {
    ...(theme !== undefined && !sameText(theme, before.theme) && { theme }),
    ...(title !== undefined && !sameText(title, before.title) && { title }),
    ...(subItems !== undefined && !sameTexts(subItems, before.subItems) && { subItems }),
    ...(successCriteria !== undefined && !sameText(successCriteria, before.successCriteria) && { successCriteria }),
    ...(costs !== undefined && !sameCosts(costs, before.costs) && { costs }),
  };
  return Object.keys(data).length === 0 ? accept() : accept({ type: 'ActionAmended', data });
}

function assignLeads({ plan, leads, monitoringLeads }: AssignLeads, state: AddedAction): ActionDecision {
  if (!plan) return refuse(rules.noSuchPlan());
  const refusal =
    rules.planClosed(plan) ??
    rules.actionWithdrawn(state) ??
    rules.actionNeedsLead(leads) ??
    rules.leadNamedTwice(leads, monitoringLeads);
  if (refusal) return refuse(refusal);
  if (sameLeads(leads, state.leads) && sameLeads(monitoringLeads, state.monitoringLeads)) return accept();
  return accept({ type: 'ActionLeadsAssigned', data: { leads, monitoringLeads } });
}

/** While a completion waits, another one takes its place, as a new report does; both stay in the record. */
function complete({ plan, on, evidence, today }: CompleteAction, state: AddedAction): ActionDecision {
  if (!plan) return refuse(rules.noSuchPlan());
  if ('completion' in state && on === state.completion.on && sameText(evidence, state.completion.evidence))
    return accept();
  const refusal =
    rules.planClosed(plan) ??
    rules.actionCompleted(state) ??
    rules.actionWithdrawn(state) ??
    rules.completionDateNotReal(on) ??
    rules.completionDateInFuture(on, today) ??
    rules.completedBeforeUnfinishedReport(on, state.reports.at(-1));
  if (refusal) return refuse(refusal);
  return accept({ type: 'ActionCompletionReported', data: { on, evidence } });
}

function confirmCompletion(asked: ConfirmCompletion, state: AddedAction): ActionDecision {
  if (!('completion' in state)) return refuse(rules.noCompletionAwaiting());
  const own = rules.ownCompletion(state.completion, asked);
  if (own) return refuse(own);
  if (state.status === 'completed') return accept();
  return accept({ type: 'ActionCompletionConfirmed', data: { on: state.completion.on } });
}

/** To reopen while a completion waits is to send it back, which settles what was said and so outlasts the plan. */
function reopen({ plan }: ReopenAction, state: AddedAction): ActionDecision {
  if (state.status === 'open') return accept();
  if (!plan) return refuse(rules.noSuchPlan());
  const refusal = state.status === 'completion-reported' ? undefined : rules.planClosed(plan);
  return refusal ? refuse(refusal) : accept({ type: 'ActionReopened', data: {} });
}

function withdraw({ plan }: WithdrawAction, state: AddedAction): ActionDecision {
  if (state.status === 'withdrawn') return accept();
  if (!plan) return refuse(rules.noSuchPlan());
  const refusal = rules.planClosed(plan) ?? rules.actionCompleted(state);
  return refusal ? refuse(refusal) : accept({ type: 'ActionWithdrawn', data: {} });
}

/** Once, until somebody answers or another date is set: `escalation` is gone by then. */
function escalateToGroup({ plan, groupId, today }: EscalateToGroup, state: AddedAction): ActionDecision {
  if (!plan) return refuse(rules.noSuchPlan());
  const refusal =
    rules.planClosed(plan) ??
    rules.actionCompleted(state) ??
    rules.actionWithdrawn(state) ??
    rules.actionNotOverdue(state.timescale, today) ??
    rules.notGroupOfPlan(groupId, plan);
  if (refusal) return refuse(refusal);
  const { due } = state.timescale;
  if (due === undefined || state.escalation) return accept();
  const data = { group: groupId, plan: readAt(plan), due, unansweredSince: state.heardOn };
  return accept({ type: 'ActionEscalatedToGroup', data });
}

/** The report that a judgement or correction names, if it is the latest; otherwise the refusal. */
function latestReport({ reports }: AddedAction, reportId: string): Report | { readonly refused: ActionRefusal } {
  const report = reports.find((candidate) => candidate.reportId === reportId);
  const latest = reports.at(-1);
  if (!report || !latest) return refuse(rules.noSuchReport());
  const superseded = rules.reportSuperseded(report, latest);
  return superseded ? refuse(superseded) : latest;
}

function progressRefusal(words: ProgressWords, plan: PlanFact, on: string): ActionRefusal | undefined {
  return (
    rules.ratingNotInScheme(words.rag, plan, on) ??
    rules.percentageOutOfRange(words) ??
    rules.forecastNotRealDate(words)
  );
}

function sameProgress(a: ProgressWords, b: ProgressWords): boolean {
  return (
    a.rag === b.rag &&
    a.percentComplete === b.percentComplete &&
    a.forecastDue === b.forecastDue &&
    sameText(a.commentary, b.commentary)
  );
}

function wordsOf({ rag, commentary, percentComplete, forecastDue }: ProgressWords): ProgressWords {
  return {
    rag,
    commentary,
    ...(percentComplete !== undefined && { percentComplete }),
    ...(forecastDue !== undefined && { forecastDue }),
  };
}

function readAt({ id, revision }: PlanFact): { readonly id: string; readonly revision: number } {
  return { id, revision };
}
