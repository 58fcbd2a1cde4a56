import type { LocalDate, SealedText, Told } from '@minutebook/kernel';
import { told, type Telling } from '../../../kernel/testing/given.fixture';
import type { AddAction, PlanFact, ReportProgress } from './action.commands';
import type { ActionEvent, Lead, ProgressWords } from './action.events';

/** For specs only: the persons of these stories. */
export const LEAD = 'account-lead';
export const MONITOR = 'account-monitor';
export const OTHER = 'account-other';

/** For specs only: today, in the time of the published plan. */
export const TODAY: LocalDate = '2014-06-16';

export const openPlan: PlanFact = { id: 'plan-1', revision: 4, status: 'open', ragScheme: 'rag', groupId: 'GG-WSG' };
export const closedPlan: PlanFact = { ...openPlan, revision: 5, status: 'closed' };
export const PLAN_READ = { id: 'plan-1', revision: 4 };

/** For specs only: what every command brings. */
export const asked = { by: LEAD, today: TODAY, plan: openPlan } as const;

export const sealed: SealedText = { sealed: 1, keyId: 'k', iv: 'i', tag: 't', text: 'x' };

export const smt: Lead = { kind: 'group', id: 'GG-SMT', name: 'SMT', origin: 'stated' };
export const headOfService: Lead = {
  kind: 'role',
  id: 'head-of-service',
  name: 'Head of Service',
  origin: 'assigned',
};

/** For specs only: row DW2 of the published plan, shortened. */
export const addAction: AddAction = {
  ...asked,
  type: 'add',
  reference: 'DW2',
  theme: 'Workforce planning',
  title: 'Implement a QA group',
  subItems: [],
  successCriteria: 'QA group as part of governance',
  costs: [],
  timescale: { words: 'March 2015', due: '2015-03-31' },
  leads: [headOfService],
  monitoringLeads: [smt],
};

const { reference, theme, title, subItems, successCriteria, costs, timescale, leads, monitoringLeads } = addAction;

export const actionAdded: Extract<ActionEvent, { type: 'ActionAdded' }> = {
  type: 'ActionAdded',
  data: {
    plan: PLAN_READ,
    reference,
    theme,
    title,
    subItems,
    successCriteria,
    costs,
    timescale,
    leads,
    monitoringLeads,
  },
};

export const green: ProgressWords = { rag: 'green', commentary: 'On course', percentComplete: 40 };
export const red: ProgressWords = { rag: 'red', commentary: 'The post is vacant' };

export const reportProgress: ReportProgress = { ...asked, ...red, type: 'report-progress', reportId: 'r1' };

/** For specs only: events of an action by their short names, told by their usual persons. */
export const added = told(actionAdded, { by: LEAD, recordedOn: '2014-04-01' });

export function reported(reportId: string, words: ProgressWords, on: LocalDate, telling?: Telling): Told<ActionEvent> {
  return told(
    { type: 'ProgressReported', data: { reportId, plan: PLAN_READ, ...words } },
    { by: LEAD, effectiveOn: on, ...telling },
  );
}

export function corrected(reportId: string, words: ProgressWords, telling?: Telling): Told<ActionEvent> {
  return told(
    { type: 'ProgressCorrected', data: { reportId, plan: PLAN_READ, ...words } },
    { by: OTHER, recordedOn: TODAY, ...telling },
  );
}

export function confirmed(reportId: string): Told<ActionEvent> {
  return told({ type: 'ProgressConfirmed', data: { reportId } }, { by: MONITOR });
}

export function returned(reportId: string): Told<ActionEvent> {
  return told({ type: 'ProgressReturned', data: { reportId } }, { by: MONITOR });
}

export function completionReported(on: LocalDate, by = LEAD): Told<ActionEvent> {
  return told({ type: 'ActionCompletionReported', data: { on, evidence: 'Minutes of the first meeting' } }, { by });
}

export function dueMoved(due: LocalDate | undefined): Told<ActionEvent> {
  const to = { words: due ?? 'On-going', ...(due !== undefined && { due }) };
  return told({ type: 'DueDateMoved', data: { timescale: to, plan: PLAN_READ } }, { by: LEAD });
}

export function escalated(unansweredSince: LocalDate, due: LocalDate): Told<ActionEvent> {
  const data = { group: 'GG-WSG', plan: PLAN_READ, due, unansweredSince };
  return told({ type: 'ActionEscalatedToGroup', data }, { by: 'system', recordedOn: TODAY });
}

export const completionConfirmed: Told<ActionEvent> = told(
  { type: 'ActionCompletionConfirmed', data: { on: '2014-06-10' } },
  { by: MONITOR },
);
export const completed: readonly Told<ActionEvent>[] = [added, completionReported('2014-06-10'), completionConfirmed];
export const reopened: Told<ActionEvent> = told({ type: 'ActionReopened', data: {} }, { by: MONITOR });
export const withdrawn: Told<ActionEvent> = told({ type: 'ActionWithdrawn', data: {} }, { by: MONITOR });
