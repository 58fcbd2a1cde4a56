import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on an action plan is refused: field concerned, kind, and the sentence shown. */
export const ACTION_PLAN_REFUSALS = {
  'action-plan-already-exists': {
    field: 'id',
    kind: 'conflict',
    message: 'There is already an action plan with this id.',
  },
  'no-such-action-plan': { kind: 'not-found', message: 'There is no such action plan.' },
  'no-such-group': { field: 'groupId', message: 'There is no such governance group. Choose one from the list.' },
  'group-is-over': {
    field: 'groupId',
    message: 'That governance group was merged or dissolved. Choose a group that still stands.',
  },
  'plan-date-not-real': { message: 'The start and the end of the plan must be real dates, such as 1 April 2014.' },
  'plan-ends-before-it-starts': { field: 'endsOn', message: 'The plan must not end before it starts.' },
  'no-such-rag-scheme': { field: 'ragScheme', message: 'Choose the rating scheme of the plan from the list.' },
  'nothing-to-amend': { message: 'Give at least one thing to change.' },
  'action-plan-closed': { message: 'The action plan is closed, so it can no longer be changed.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type ActionPlanRefusalRule = keyof typeof ACTION_PLAN_REFUSALS;
export type ActionPlanRefusal = Refusal<ActionPlanRefusalRule>;

export const actionPlanRefusal = refusalsFrom(ACTION_PLAN_REFUSALS);
