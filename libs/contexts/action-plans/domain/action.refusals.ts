import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on an action is refused: field concerned, kind, and the sentence shown. */
export const ACTION_REFUSALS = {
  'action-already-exists': { field: 'id', kind: 'conflict', message: 'There is already an action with this id.' },
  'no-such-action': { kind: 'not-found', message: 'There is no such action.' },
  'no-such-plan': { field: 'planId', message: 'There is no such action plan.' },
  'plan-closed': { message: 'The action plan is closed: it takes no more actions, reports or changes.' },
  'reference-malformed': {
    field: 'reference',
    message:
      'The reference must have 1 to 20 letters, digits, full stops, hyphens or slashes and begin with a letter or digit, such as DW1.',
  },
  'timescale-faulty': { field: 'timescale', message: 'The timescale must have real dates in their order.' },
  'cost-faulty': { field: 'costs', message: 'Each cost must be an amount in whole pence, not below nothing.' },
  'action-needs-lead': { field: 'leads', message: 'Name at least one lead for the action.' },
  'lead-named-twice': { message: 'Name each lead only once.' },
  'action-completed': { message: 'The action is completed. Reopen it first.' },
  'action-withdrawn': { message: 'The action was withdrawn. Reopen it first.' },
  'rating-not-in-scheme': { field: 'rag', message: 'Choose a rating from the scheme of this plan.' },
  'percentage-out-of-range': {
    field: 'percentComplete',
    message: 'The percentage complete must be a whole number from 0 to 100.',
  },
  'forecast-not-real-date': {
    field: 'forecastDue',
    message: 'The forecast date must be a real date, such as 31 March 2015.',
  },
  'report-date-not-real': { field: 'effectiveOn', message: 'The date of the report must be a real date.' },
  'report-date-in-future': { field: 'effectiveOn', message: 'The date of the report must not be in the future.' },
  'report-before-latest': {
    field: 'effectiveOn',
    message: 'The report must not be dated before the latest one. To change what was reported earlier, correct it.',
  },
  'correction-before-previous-report': {
    field: 'effectiveOn',
    message: 'The corrected date must not be before the report that came before this one.',
  },
  'report-already-exists': {
    field: 'reportId',
    kind: 'conflict',
    message: 'This action already has a report with this id.',
  },
  'no-such-report': { kind: 'not-found', message: 'This action has no such report.' },
  'report-superseded': { kind: 'conflict', message: 'A newer report has been made since.' },
  'report-not-awaiting': { kind: 'conflict', message: 'The report no longer waits for confirmation.' },
  'own-report': {
    message: 'You reported or corrected this yourself, so somebody else must confirm it or send it back.',
  },
  'nothing-to-amend': { field: 'fields', message: 'Give at least one thing to change.' },
  'due-date-unchanged': {
    field: 'timescale',
    message: 'These are the dates that the action has already. Give the new dates.',
  },
  'completion-date-not-real': { field: 'on', message: 'The date of completion must be a real date.' },
  'completion-date-in-future': { field: 'on', message: 'The date of completion must not be in the future.' },
  'completed-before-unfinished-report': {
    field: 'on',
    message:
      'The latest report says that the action was still unfinished then. Give a later date, or correct that report.',
  },
  'no-completion-awaiting': { message: 'Nobody has reported this action as complete, so there is nothing to confirm.' },
  'action-not-overdue': { message: 'The action is not overdue, so there is nothing to escalate.' },
  'not-group-of-plan': {
    field: 'groupId',
    message: 'An action goes to the governance group that owns its plan, and to no other.',
  },
  'own-completion': { message: 'You reported the completion yourself, so somebody else must confirm it.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type ActionRefusalRule = keyof typeof ACTION_REFUSALS;
export type ActionRefusal = Refusal<ActionRefusalRule>;

export const actionRefusal = refusalsFrom(ACTION_REFUSALS);
