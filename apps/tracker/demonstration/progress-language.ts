import type { ActionInput, ActionPlanInput } from '@minutebook/action-plans';
import { dateInWords, type LocalDate, type Role } from '@minutebook/kernel';
import type { UntimedStep } from './demonstration-step';
import { actionIdOf, planIdOf, reportIdOf, type PublishedPlan } from './published-plans';

/** Something that happened to an action. `reportId` is that of the latest report, or of the one being made. */
interface Entry {
  readonly what: ActionInput['type'];
  readonly on: LocalDate;
  readonly role: Role;
  readonly reason?: string;
  readonly effectiveOn?: LocalDate;
  input(reportId: string): ActionInput;
}

type Rag = 'red' | 'amber' | 'green';
type Timescale = Extract<ActionInput, { type: 'move-due-date' }>['timescale'];
type AmendedFields = Extract<ActionInput, { type: 'amend' }>['fields'];
type Leads = Pick<Extract<ActionInput, { type: 'assign-leads' }>, 'leads' | 'monitoringLeads'>;

/** How far it is, when it is now expected, and the day that is spoken of where it is not the day of writing. */
interface Measure {
  readonly percent?: number;
  readonly forecast?: LocalDate;
  readonly of?: LocalDate;
}

/** A number alone is the percentage. */
type Measured = Measure | number;

const measureOf = (measured: Measured): Measure => (typeof measured === 'number' ? { percent: measured } : measured);

/** Text written over several lines of a script is one paragraph. */
const prose = (parts: TemplateStringsArray) => parts.join('').replace(/\s+/g, ' ').trim();

const progressOf = (rag: Rag, commentary: string, { percent, forecast, of }: Measure) => ({
  rag,
  commentary,
  ...(percent !== undefined && { percentComplete: percent }),
  ...(forecast !== undefined && { forecastDue: forecast }),
  ...(of !== undefined && { effectiveOn: of }),
});

/** The action lead reports: the text is the commentary. */
export const report =
  (on: LocalDate, rag: Rag, measured: Measured = {}) =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'report-progress',
    on,
    role: 'action-lead',
    effectiveOn: measureOf(measured).of,
    input: (reportId) => ({
      type: 'report-progress',
      reportId,
      ...progressOf(rag, prose(...text), measureOf(measured)),
    }),
  });

/** The action lead puts the latest report right: the text is the new commentary. */
export const corrected =
  (on: LocalDate, rag: Rag, reason: string, measured: Measured = {}) =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'correct-progress',
    on,
    role: 'action-lead',
    reason,
    effectiveOn: measureOf(measured).of,
    input: (reportId) => ({
      type: 'correct-progress',
      reportId,
      ...progressOf(rag, prose(...text), measureOf(measured)),
    }),
  });

/** The monitoring lead confirms the latest report. */
export const confirmed = (on: LocalDate): Entry => ({
  what: 'confirm-progress',
  on,
  role: 'monitoring-lead',
  input: (reportId) => ({ type: 'confirm-progress', reportId }),
});

/** The monitoring lead sends the latest report back: the text is the reason. */
export const returned =
  (on: LocalDate) =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'return-progress',
    on,
    role: 'monitoring-lead',
    reason: prose(...text),
    input: (reportId) => ({ type: 'return-progress', reportId }),
  });

/** The due date is moved, by the action lead unless another role is named: the text is the reason. */
export const moved =
  (on: LocalDate, to: LocalDate | Timescale, role: Role = 'action-lead') =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'move-due-date',
    on,
    role,
    reason: prose(...text),
    input: () => ({
      type: 'move-due-date',
      timescale: typeof to === 'string' ? { words: dateInWords(to), due: to } : to,
    }),
  });

/** The action lead says that it has been done since a date: the text is the evidence. */
export const completed =
  (on: LocalDate, since: LocalDate) =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'complete',
    on,
    role: 'action-lead',
    input: () => ({ type: 'complete', on: since, evidence: prose(...text) }),
  });

/** The monitoring lead confirms that it is done. */
export const completionConfirmed = (on: LocalDate): Entry => ({
  what: 'confirm-completion',
  on,
  role: 'monitoring-lead',
  input: () => ({ type: 'confirm-completion' }),
});

/** The monitoring lead opens it again, or does not accept that it is done: the text is the reason. */
export const reopened =
  (on: LocalDate) =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'reopen',
    on,
    role: 'monitoring-lead',
    reason: prose(...text),
    input: () => ({ type: 'reopen' }),
  });

/** The chair takes it out of the plan: the text is the reason. */
export const withdrawn =
  (on: LocalDate) =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'withdraw',
    on,
    role: 'chair',
    reason: prose(...text),
    input: () => ({ type: 'withdraw' }),
  });

/** The clerk records that the group changed the wording: the text is the reason. */
export const amended =
  (on: LocalDate, fields: AmendedFields) =>
  (...text: [TemplateStringsArray]): Entry => ({
    what: 'amend',
    on,
    role: 'clerk',
    reason: prose(...text),
    input: () => ({ type: 'amend', fields }),
  });

/** The clerk records who leads from now on. */
export const leadsAssigned = (on: LocalDate, leads: Leads): Entry => ({
  what: 'assign-leads',
  on,
  role: 'clerk',
  input: () => ({ type: 'assign-leads', ...leads }),
});

/** A role as a lead, whose title the group itself has given. */
export const role = (id: string, name: string) => ({ kind: 'role', id, name, origin: 'stated' }) as const;

/** What happened to one action, in the order in which it happened. */
export function about(reference: string, ...entries: readonly Entry[]): readonly UntimedStep[] {
  let reports = 0;
  return entries.map((entry, at) => {
    if (entry.what === 'report-progress') reports += 1;
    return {
      key: `${reference}/${at + 1}/${entry.what}`,
      on: entry.on,
      account: `demo-${entry.role}`,
      role: entry.role,
      origin: 'demonstration',
      ...(entry.reason !== undefined && { reason: entry.reason }),
      ...(entry.effectiveOn !== undefined && { effectiveOn: entry.effectiveOn }),
      target: {
        context: 'actions',
        actionId: actionIdOf(reference),
        input: entry.input(reportIdOf(reference, reports)),
      },
    };
  });
}

/** What the chair does with the plan as a whole. */
export function aboutPlan(plan: PublishedPlan, on: LocalDate, input: ActionPlanInput): UntimedStep {
  return {
    key: `plan/${plan.key}/${input.type}`,
    on,
    account: 'demo-chair',
    role: 'chair',
    origin: 'demonstration',
    target: { context: 'action-plans', planId: planIdOf(plan), input },
  };
}
