import { checkReason, textOf } from '@minutebook/web-kit';
import { planAtRest, type ActionForm } from './action-forms';

/** What was typed where a decision asks for its reason and nothing else. */
export interface ReasonValues {
  readonly reason: string;
}

/** A completed or withdrawn action is open again; while a completion waits, this sends it back. */
export const reopenForm: ActionForm<ReasonValues> = {
  step: 'reopen',
  template: 'give-reason.njk',
  title: 'Reopen the action',
  submit: 'Reopen the action',
  insists: true,
  unavailable({ action, plan }) {
    if (action.status === 'open') return { title: 'The action is open', text: 'There is nothing to reopen.' };
    return action.status === 'completion-reported' ? undefined : planAtRest(plan);
  },
  blank: () => ({ reason: '' }),
  read: (body) => readReason(body, 'Say why the action is reopened', 'reopen'),
  present: ({ action }) => ({
    label: 'Why is it reopened?',
    consequences: [
      action.status === 'completion-reported'
        ? 'The completion that waits is sent back; it stays in the record with your reason.'
        : 'The action is open again: it is reported on, and overdue where its date has passed.',
      'What was recorded before stays in the record.',
    ],
  }),
  recorded: ({ action }) => `${action.reference} was reopened.`,
};

/** An action is no longer part of the plan's work. Nothing is deleted. */
export const withdrawForm: ActionForm<ReasonValues> = {
  step: 'withdraw',
  template: 'give-reason.njk',
  title: 'Withdraw the action',
  submit: 'Withdraw the action',
  insists: true,
  unavailable({ action, plan }) {
    if (action.status === 'withdrawn') return { title: 'The action was withdrawn already' };
    if (action.status === 'completed') return { title: 'The action is completed', text: 'Reopen it first.' };
    return planAtRest(plan);
  },
  blank: () => ({ reason: '' }),
  read: (body) => readReason(body, 'Say why the action is withdrawn', 'withdraw'),
  present: () => ({
    label: 'Why is it withdrawn?',
    consequences: [
      'The action leaves the plan’s work: it takes no reports and is neither overdue nor chased.',
      'It stays in the record and below the board, with your reason. It can be reopened.',
    ],
  }),
  recorded: ({ action }) => `${action.reference} was withdrawn.`,
};

function readReason<T extends 'reopen' | 'withdraw'>(
  body: Readonly<Record<string, unknown>>,
  missing: string,
  type: T,
): ReturnType<ActionForm<ReasonValues>['read']> {
  const reason = textOf(body, 'reason');
  return { values: { reason }, errors: checkReason(reason, missing), reason, command: () => ({ type }) };
}
