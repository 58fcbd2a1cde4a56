import {
  londonDateOf,
  unreachable,
  type Actor,
  type LocalDate,
  type Text,
  type Timescale,
  type Told,
} from '@minutebook/kernel';
import type { ActionEvent, ActionWording, Lead, ProgressWords } from './action.events';

/** Where a report stands with the monitoring lead. */
export type ReportState = 'awaiting' | 'confirmed' | 'returned';

/** A progress report as it reads now, corrections included. */
export interface Report extends ProgressWords {
  readonly reportId: string;
  /** The date that it speaks of. A correction that names no date leaves it. */
  readonly on: LocalDate;
  /** Account whose words these are: the reporter, or who corrected last. */
  readonly by: string;
  /** The reporter and everybody who corrected this report: none of them may judge it. */
  readonly authors: readonly string[];
  readonly state: ReportState;
}

/** The latest report as others see it. */
export type Reported = Pick<Report, 'reportId' | 'rag' | 'on' | 'by' | 'state'>;

/** When an action is due, and what became of the first date. */
export interface DueDates {
  readonly timescale: Timescale;
  /** The first due date that the action ever had; null while it never had one. */
  readonly firstDue: LocalDate | null;
  /** How often a due date was changed for another, or given up. */
  readonly timesMoved: number;
}

/** Why an action went to its group: what was due, and since when nobody had answered. */
export interface Escalation {
  readonly due: LocalDate;
  readonly unansweredSince: LocalDate;
}

interface ActionRecord extends DueDates {
  readonly planId: string;
  readonly reference: string;
  readonly wording: ActionWording;
  readonly leads: readonly Lead[];
  readonly monitoringLeads: readonly Lead[];
  /** In the order in which they were made; only the last can be confirmed, returned or corrected. */
  readonly reports: readonly Report[];
  /** The last confirmed rating, or null. */
  readonly rag: string | null;
  /** The day of the last answer for it: a report, a correction or a completion; else that of its adding or reopening. */
  readonly heardOn: LocalDate;
  /** While it lies with its group: until somebody answers, another date is set, or it is over. */
  readonly escalation: Escalation | null;
}

/** What was said when the action was said to be complete. */
export interface Completion {
  readonly on: LocalDate;
  readonly evidence: Text;
  /** Everybody who reported it since the action was last open: none of them may confirm it. */
  readonly authors: readonly string[];
}

export interface ActionNotAdded {
  readonly status: 'not-added';
}

export interface OpenAction extends ActionRecord {
  readonly status: 'open';
}

/** Said to be complete. It counts as open (overdue, chased) until that is confirmed. */
export interface CompletionReportedAction extends ActionRecord {
  readonly status: 'completion-reported';
  readonly completion: Completion;
}

export interface CompletedAction extends ActionRecord {
  readonly status: 'completed';
  readonly completion: Completion;
}

export interface WithdrawnAction extends ActionRecord {
  readonly status: 'withdrawn';
}

export type AddedAction = OpenAction | CompletionReportedAction | CompletedAction | WithdrawnAction;
export type ActionState = ActionNotAdded | AddedAction;

export const initialAction: ActionState = { status: 'not-added' };

/** The latest report of an action, or null. */
export function reportedOf(state: ActionState): Reported | null {
  const latest = state.status === 'not-added' ? undefined : state.reports.at(-1);
  if (!latest) return null;
  const { reportId, rag, on, by, state: reportState } = latest;
  return { reportId, rag, on, by, state: reportState };
}

/**
 * What a new timescale makes of the due dates. A first date that is set late is the first date and no move; another
 * date instead of one, or none instead of one, is a move; new words, a new start or new phases alone are none.
 */
export function moved({ timescale, firstDue, timesMoved }: DueDates, to: Timescale): DueDates {
  const isMove = timescale.due !== undefined && timescale.due !== to.due;
  return { timescale: to, firstDue: firstDue ?? to.due ?? null, timesMoved: isMove ? timesMoved + 1 : timesMoved };
}

/** What an action is after one more event. Total: an event that does not fit the state changes nothing. */
export function evolveAction(state: ActionState, event: Told<ActionEvent>): ActionState {
  if (event.type === 'ActionAdded') {
    const { plan, reference, timescale, leads, monitoringLeads, ...wording } = event.data;
    const due = { timescale, firstDue: timescale.due ?? null, timesMoved: 0 };
    return {
      status: 'open',
      planId: plan.id,
      reference,
      wording,
      leads,
      monitoringLeads,
      ...due,
      reports: [],
      rag: null,
      heardOn: londonDateOf(event.metadata.recordedAt),
      escalation: null,
    };
  }
  return state.status === 'not-added' ? state : evolveAdded(state, event);
}

type LaterEvent = Exclude<Told<ActionEvent>, { readonly type: 'ActionAdded' }>;

function evolveAdded(state: AddedAction, event: LaterEvent): AddedAction {
  switch (event.type) {
    case 'ProgressReported':
      return { ...heard(state, event), reports: [...state.reports, reportOf(event)] };
    case 'ProgressConfirmed':
      return confirmed(state, event.data.reportId);
    case 'ProgressReturned':
      return withLatest(state, event.data.reportId, (report) => ({ ...report, state: 'returned' }));
    case 'ProgressCorrected':
      return withLatest(heard(state, event), event.data.reportId, (report) => corrected(report, event));
    case 'DueDateMoved':
      return {
        ...state,
        ...moved(state, event.data.timescale),
        escalation: state.timescale.due === event.data.timescale.due ? state.escalation : null,
      };
    case 'ActionAmended':
      return { ...state, wording: { ...state.wording, ...event.data } };
    case 'ActionLeadsAssigned':
      return { ...state, leads: event.data.leads, monitoringLeads: event.data.monitoringLeads };
    case 'ActionCompletionReported':
      return {
        ...record(heard(state, event)),
        status: 'completion-reported',
        completion: completionOf(state, event),
      };
    case 'ActionCompletionConfirmed':
      return state.status === 'completion-reported' ? { ...state, status: 'completed', escalation: null } : state;
    case 'ActionReopened':
      return { ...record(heard(state, event)), status: 'open' };
    case 'ActionWithdrawn':
      return { ...record(state), status: 'withdrawn', escalation: null };
    case 'ActionEscalatedToGroup':
      return { ...state, escalation: { due: event.data.due, unansweredSince: event.data.unansweredSince } };
    default:
      return unreachable(event);
  }
}

/** Somebody answered: an escalation is over, and what is overdue is counted from that day. */
function heard<S extends AddedAction>(state: S, { metadata }: LaterEvent): S {
  return { ...state, heardOn: londonDateOf(metadata.recordedAt), escalation: null };
}

function reportOf({ data, metadata }: Extract<LaterEvent, { type: 'ProgressReported' }>): Report {
  const on = metadata.effectiveOn ?? londonDateOf(metadata.recordedAt);
  const authors = authorsOf([], metadata.actor);
  return { reportId: data.reportId, ...words(data), on, by: metadata.actor.account, authors, state: 'awaiting' };
}

function corrected(report: Report, { data, metadata }: Extract<LaterEvent, { type: 'ProgressCorrected' }>): Report {
  const { account } = metadata.actor;
  return {
    reportId: report.reportId,
    ...words(data),
    on: metadata.effectiveOn ?? report.on,
    by: account,
    authors: authorsOf(report.authors, metadata.actor),
    state: 'awaiting',
  };
}

/** Whoever says something in another's place says it for both: neither of them may judge it. */
function authorsOf(before: readonly string[], { account, actingFor }: Actor): readonly string[] {
  const said = actingFor === undefined ? [account] : [account, actingFor];
  return [...before, ...said.filter((author) => !before.includes(author))];
}

function words({ rag, commentary, percentComplete, forecastDue }: ProgressWords): ProgressWords {
  return { rag, commentary, percentComplete, forecastDue };
}

function confirmed(state: AddedAction, reportId: string): AddedAction {
  const report = state.reports.at(-1);
  if (report?.reportId !== reportId) return state;
  return withLatest({ ...state, rag: report.rag }, reportId, (latest) => ({ ...latest, state: 'confirmed' }));
}

/** Deciders let only the latest report be judged or corrected, so that an event that names another tells nothing new. */
function withLatest(state: AddedAction, reportId: string, change: (latest: Report) => Report): AddedAction {
  const latest = state.reports.at(-1);
  if (latest?.reportId !== reportId) return state;
  return { ...state, reports: [...state.reports.slice(0, -1), change(latest)] };
}

function completionOf(
  state: AddedAction,
  { data, metadata }: Extract<LaterEvent, { type: 'ActionCompletionReported' }>,
): Completion {
  const before = state.status === 'completion-reported' ? state.completion.authors : [];
  return { on: data.on, evidence: data.evidence, authors: authorsOf(before, metadata.actor) };
}

/** The record without what belongs to one status only. */
function record(state: AddedAction): ActionRecord {
  const { planId, reference, wording, leads, monitoringLeads, reports, rag, timescale, firstDue, timesMoved } = state;
  const { heardOn, escalation } = state;
  return {
    ...{ planId, reference, wording, leads, monitoringLeads, reports, rag, timescale, firstDue, timesMoved },
    ...{ heardOn, escalation },
  };
}
