import {
  dateInWords,
  isLocalDate,
  ragSchemeOn,
  sameDates,
  timescaleFault,
  type LocalDate,
  type Timescale,
} from '@minutebook/kernel';
import type { PlanFact } from './action.commands';
import type { ActionWording, Cost, Lead, ProgressWords } from './action.events';
import { actionRefusal, type ActionRefusal } from './action.refusals';
import type { ActionState, AddedAction, Completion, Report } from './action.state';

/** What a rule says: a refusal where it says no, nothing where it says yes. */
type Verdict = ActionRefusal | undefined;

/** One id, one action: a client may bring its own, and an existing one is a conflict (architecture, section 4). */
export function actionAlreadyExists(state: ActionState): Verdict {
  return state.status === 'not-added' ? undefined : actionRefusal('action-already-exists');
}

/** An action stands in a plan (domain report, D18). Says no whenever it is asked: the plan's stream was empty. */
export function noSuchPlan(): ActionRefusal {
  return actionRefusal('no-such-plan');
}

/**
 * A closed plan takes no more (issue, Build 5). What was said before it closed is still settled: a report or a
 * completion that waits may be confirmed or sent back, and a wrong report put right.
 */
export function planClosed(plan: PlanFact): Verdict {
  return plan.status === 'closed' ? actionRefusal('plan-closed') : undefined;
}

/** References as the documents write them (DW1, LA8; domain report, D18), fit for a spreadsheet and an address. */
export function referenceMalformed(reference: string): Verdict {
  return /^[A-Za-z0-9][A-Za-z0-9.\-/]{0,19}$/.test(reference) ? undefined : actionRefusal('reference-malformed');
}

/** A timescale may be vague, but the dates in it are real and in their order (domain report, D20). */
export function timescaleFaulty(timescale: Timescale): Verdict {
  const fault = timescaleFault(timescale);
  return (
    fault && actionRefusal('timescale-faulty', { field: `timescale.${fault.field}`, message: `${fault.message}.` })
  );
}

/**
 * Money is integer pence (architecture, section 4). A one-off cost is an amount; an unpriced one has none, that is what
 * it says; an excluded cost or a saving may have one ("possible savings", domain report, D32).
 */
export function costFaulty(costs: readonly Cost[]): Verdict {
  for (const [index, { kind, pence }] of costs.entries()) {
    const message = costFault(kind, pence);
    if (message !== undefined) return actionRefusal('cost-faulty', { field: `costs.${index}.pence`, message });
  }
  return undefined;
}

function costFault(kind: Cost['kind'], pence: number | undefined): string | undefined {
  if (pence === undefined) return kind === 'one-off' ? 'A one-off cost needs its amount.' : undefined;
  if (kind === 'unpriced') return 'A cost that is unpriced has no amount.';
  return Number.isSafeInteger(pence) && pence >= 0
    ? undefined
    : 'The amount must be in pounds and whole pence, not below nothing.';
}

/** Every action of both published plans has a lead, and somebody must be answerable (domain report, D18). */
export function actionNeedsLead(leads: readonly Lead[]): Verdict {
  return leads.length > 0 ? undefined : actionRefusal('action-needs-lead');
}

/**
 * Several leads, each once (domain report, D18). The same role may lead and monitor, as in the published plan (DK5,
 * DL4): `own-report` keeps one person from doing both.
 */
export function leadNamedTwice(leads: readonly Lead[], monitoringLeads: readonly Lead[]): Verdict {
  if (hasTwice(leads)) return actionRefusal('lead-named-twice', { field: 'leads' });
  return hasTwice(monitoringLeads)
    ? actionRefusal('lead-named-twice', {
        field: 'monitoringLeads',
        message: 'Name each monitoring lead only once.',
      })
    : undefined;
}

function hasTwice(leads: readonly Lead[]): boolean {
  return new Set(leads.map(({ kind, id }) => `${kind} ${id}`)).size < leads.length;
}

/** A completed action is at rest: no report, no move, nothing to complete or withdraw (issue, Build 5). */
export function actionCompleted(state: AddedAction): Verdict {
  return state.status === 'completed' ? actionRefusal('action-completed') : undefined;
}

/** A withdrawn action is no longer part of the plan's work (issue, Build 5). */
export function actionWithdrawn(state: AddedAction): Verdict {
  return state.status === 'withdrawn' ? actionRefusal('action-withdrawn') : undefined;
}

/** Ratings mean what the plan's scheme says on the date that the report speaks of (domain report, 3.7). */
export function ratingNotInScheme(rag: string, { ragScheme }: PlanFact, on: LocalDate): Verdict {
  const ratings = ragSchemeOn(ragScheme, on)?.ratings ?? [];
  if (ratings.some(({ code }) => code === rag)) return undefined;
  return actionRefusal('rating-not-in-scheme', {
    message: `Choose a rating from the scheme of this plan: ${ratings.map(({ label }) => label).join(', ')}.`,
    facts: { ratings: ratings.map(({ code }) => code) },
  });
}

/** A share of the work, in whole per cent (issue, Build 5). */
export function percentageOutOfRange({ percentComplete }: ProgressWords): Verdict {
  if (percentComplete === undefined) return undefined;
  const fits = Number.isInteger(percentComplete) && percentComplete >= 0 && percentComplete <= 100;
  return fits ? undefined : actionRefusal('percentage-out-of-range');
}

/** A forecast is a date that exists; it may lie in the past, where the lead forecast badly (issue, Build 5). */
export function forecastNotRealDate({ forecastDue }: ProgressWords): Verdict {
  return forecastDue === undefined || isLocalDate(forecastDue) ? undefined : actionRefusal('forecast-not-real-date');
}

/** A report speaks of a date that exists. */
export function reportDateNotReal(on: LocalDate): Verdict {
  return isLocalDate(on) ? undefined : actionRefusal('report-date-not-real');
}

/** Progress is what has happened; what is expected is the forecast (issue, Build 5). */
export function reportDateInFuture(on: LocalDate, today: LocalDate): Verdict {
  return on <= today
    ? undefined
    : actionRefusal('report-date-in-future', {
        message: `The date of the report must not be in the future: today is ${dateInWords(today)}.`,
        facts: { today },
      });
}

/** Reports go forward in time; to change what was said earlier is a correction (issue, Build 5). */
export function reportBeforeLatest(on: LocalDate, latest: Report | undefined): Verdict {
  if (!latest || on >= latest.on) return undefined;
  return actionRefusal('report-before-latest', {
    message: `The latest report is of ${dateInWords(latest.on)}, so this one must not be dated before it. To change what was reported earlier, correct it.`,
    facts: factsOf(latest),
  });
}

/** A correction keeps the order of the reports: it does not put one before the one that it followed (issue, Build 5). */
export function correctionBeforePreviousReport(on: LocalDate, previous: Report | undefined): Verdict {
  if (!previous || on >= previous.on) return undefined;
  return actionRefusal('correction-before-previous-report', {
    message: `The report before this one is of ${dateInWords(previous.on)}, so the corrected date must not be before it.`,
    facts: factsOf(previous),
  });
}

/** One id, one report: a client may bring its own, and an existing one is a conflict (architecture, section 4). */
export function reportAlreadyExists(reports: readonly Report[], reportId: string): Verdict {
  return reports.some((report) => report.reportId === reportId) ? actionRefusal('report-already-exists') : undefined;
}

/** A report that nobody made cannot be judged or corrected. Says no whenever it is asked. */
export function noSuchReport(): ActionRefusal {
  return actionRefusal('no-such-report');
}

/**
 * Only the latest report can be confirmed, sent back or corrected (issue, Build 5): a judgement on an older one would
 * speak of a state of affairs that its author has already replaced. The refusal shows the newer report.
 */
export function reportSuperseded(report: Report, latest: Report): Verdict {
  if (report.reportId === latest.reportId) return undefined;
  return actionRefusal('report-superseded', {
    message: `A newer report has been made since, dated ${dateInWords(latest.on)}. Look at that one.`,
    facts: { newer: factsOf(latest) },
  });
}

/** What was confirmed is not sent back, and what was sent back is not confirmed: it is corrected or reported anew. */
export function reportNotAwaiting(report: Report): Verdict {
  if (report.state === 'awaiting') return undefined;
  return actionRefusal('report-not-awaiting', {
    message:
      report.state === 'confirmed'
        ? 'The report has been confirmed, so it can no longer be sent back. If it is wrong, correct it.'
        : 'The report has been sent back, so it can no longer be confirmed. It must be corrected or reported anew.',
    facts: { reported: factsOf(report) },
  });
}

/**
 * Action lead and monitoring lead are two roles with two rights, propose and confirm (domain report, D19), and an
 * account never confirms a report of its own (architecture, section 4). Authors are the reporter and all who corrected.
 * It holds for sending back too: "sent back" on the record says that a second person looked, and an author who has
 * second thoughts has the correction for them.
 */
export function ownReport(report: Report, asked: Asking): Verdict {
  return isAuthor(report.authors, asked) ? actionRefusal('own-report') : undefined;
}

/** An amendment names what it amends: an empty one is a mistake of its sender, not "already so". */
export function nothingToAmend(fields: Partial<ActionWording>): Verdict {
  const { theme, title, subItems, successCriteria, costs } = fields;
  return [theme, title, subItems, successCriteria, costs].some((field) => field !== undefined)
    ? undefined
    : actionRefusal('nothing-to-amend');
}

/**
 * A move moves a date (issue, Build 5). It is refused rather than "already so", because whoever gives a reason for a
 * move believes that it was recorded; with new words for the same dates it would be lost in silence.
 */
export function dueDateUnchanged(before: Timescale, after: Timescale): Verdict {
  return sameDates(before, after) ? actionRefusal('due-date-unchanged') : undefined;
}

/** An action is complete since a date that exists. */
export function completionDateNotReal(on: LocalDate): Verdict {
  return isLocalDate(on) ? undefined : actionRefusal('completion-date-not-real');
}

/** What is not done yet is not complete (issue, Build 5). */
export function completionDateInFuture(on: LocalDate, today: LocalDate): Verdict {
  return on <= today
    ? undefined
    : actionRefusal('completion-date-in-future', {
        message: `The date of completion must not be in the future: today is ${dateInWords(today)}.`,
        facts: { today },
      });
}

/**
 * The record must not say both "done on the 5th" and "60 per cent on the 10th" (practice in domain report, 3.7: closing
 * needs evidence against success criteria). Only the latest report speaks, for it alone can be corrected; one that was
 * sent back, says nothing of a percentage, or says 100, contradicts nothing. There is no other lower bound: work is
 * often done before its start date, before the plan was recorded, and a reopening may itself mend a wrong date.
 */
export function completedBeforeUnfinishedReport(on: LocalDate, latest: Report | undefined): Verdict {
  if (!latest || latest.state === 'returned' || latest.percentComplete === undefined) return undefined;
  if (latest.percentComplete === 100 || on >= latest.on) return undefined;
  return actionRefusal('completed-before-unfinished-report', {
    message: `The report of ${dateInWords(latest.on)} says that the action was ${latest.percentComplete} per cent complete. Give a later date of completion, or correct that report.`,
    facts: factsOf(latest),
  });
}

/** A completion is confirmed only where one was reported. Says no whenever it is asked. */
export function noCompletionAwaiting(): ActionRefusal {
  return actionRefusal('no-completion-awaiting');
}

/** What goes to the group is what was due and was not answered for: an action without a date is never overdue. */
export function actionNotOverdue({ due }: Timescale, today: LocalDate): Verdict {
  return due !== undefined && due < today ? undefined : actionRefusal('action-not-overdue');
}

/** The group that answers for a plan decides on its actions; it may have changed since somebody asked. */
export function notGroupOfPlan(groupId: string, plan: PlanFact): Verdict {
  return groupId === plan.groupId ? undefined : actionRefusal('not-group-of-plan');
}

/** Two persons for a completion as for a report (domain report, D19; architecture, section 4: refusal `own-…`). */
export function ownCompletion(completion: Completion, asked: Asking): Verdict {
  return isAuthor(completion.authors, asked) ? actionRefusal('own-completion') : undefined;
}

/** A report as a refusal shows it: no words, for a refusal is not sealed. */
/** Who asks, and in whose place. */
interface Asking {
  readonly by: string;
  readonly actingFor?: string;
}

/** Whether somebody would judge their own words, or those of the one whose absence they cover. */
function isAuthor(authors: readonly string[], { by, actingFor }: Asking): boolean {
  return authors.includes(by) || (actingFor !== undefined && authors.includes(actingFor));
}

function factsOf({ reportId, rag, on, by, state }: Report): Readonly<Record<string, unknown>> {
  return { reportId, rag, on, by, state };
}
