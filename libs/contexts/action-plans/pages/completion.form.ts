import { dateInWords } from '@minutebook/kernel';
import {
  dateErrors,
  dateFields,
  dateFromFields,
  FormErrors,
  inOrder,
  linesOf,
  textErrors,
  textOf,
  type DateFields,
} from '@minutebook/web-kit';
import { atRest, type ActionForm, type ActionFormFacts } from './action-forms';

/** What was typed when an action is reported complete. */
export interface CompletionValues {
  readonly on: DateFields;
  readonly evidence: string;
}

/** The action lead says that the action is done, and shows it. */
export const completeForm: ActionForm<CompletionValues> = {
  step: 'complete',
  template: 'complete.njk',
  title: 'Report the action complete',
  submit: 'Report it complete',
  insists: true,
  unavailable: atRest,
  blank: ({ moment }) => ({ on: dateFields(moment.pageDate), evidence: '' }),
  read(body) {
    const on = dateFromFields(body, 'on', 'The date of completion');
    const evidence = textOf(body, 'evidence');
    return {
      values: { on: on.typed, evidence },
      errors: inOrder(
        ['on', 'evidence'],
        dateErrors('on', on, 'Give the date on which it was completed'),
        evidence === ''
          ? [{ field: 'evidence', message: 'Give the evidence that it is done' }]
          : textErrors('evidence', 'The evidence', evidence).items,
      ),
      command: () => ({ type: 'complete', on: on.date ?? '', evidence }),
    };
  },
  present: ({ action }) => ({
    criteria: linesOf(action.successCriteria ?? ''),
    consequences: [
      'It counts as completed once somebody else, a monitoring lead, has confirmed it.',
      'Until then the action is open, and overdue where its date has passed.',
      ...(action.status === 'completion-reported' ? ['It takes the place of the completion that waits now.'] : []),
    ],
  }),
  recorded: ({ action }) => `${action.reference} was reported complete. It now awaits confirmation.`,
};

/** The monitoring lead, another person, confirms that the action is done. */
export const confirmCompletionForm: ActionForm<null> = {
  step: 'confirm-completion',
  template: 'confirm-completion.njk',
  title: 'Confirm that the action is complete',
  submit: 'Confirm the completion',
  insists: true,
  unavailable: ({ action }) =>
    action.status === 'completion-reported'
      ? undefined
      : { title: 'No completion waits', text: 'Nobody has reported this action as complete, or it has been settled.' },
  blank: () => null,
  read: () => ({ values: null, errors: FormErrors.none, command: () => ({ type: 'confirm-completion' }) }),
  present: (facts) => ({
    completion: completionOf(facts),
    criteria: linesOf(facts.action.successCriteria ?? ''),
    consequences: [
      `The action is completed as of ${dateInWords(facts.action.completedOn ?? '')}: it is no longer overdue, reported on or chased.`,
      'The confirmation stands in the record with your role and the time.',
      'If it turns out otherwise, the action can be reopened with a reason.',
    ],
  }),
  recorded: ({ action }) => `The completion of ${action.reference} was confirmed.`,
};

function completionOf({ action, entries, nameOf }: ActionFormFacts): object | null {
  const said = entries.find(({ kind }) => kind === 'ActionCompletionReported');
  if (!said) return null;
  return {
    on: action.completedOn,
    by: nameOf(said.account),
    evidence: said.wording,
    illustrative: said.origin === 'demonstration',
  };
}
