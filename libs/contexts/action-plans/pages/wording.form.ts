import { IsNotEmpty, MaxLength } from 'class-validator';
import type { Opened } from '@minutebook/kernel';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { checkForm, checkReason, inOrder, linesOf, textOf, type Body, type FieldError } from '@minutebook/web-kit';
import type { ActionWording } from '../domain/action.events';
import type { ActionDetail } from '../read-models/plans.query';
import { planAtRest, type ActionForm } from './action-forms';
import { costRowsOf, moreAsked, readCosts, type CostRow } from './form-rows';

/** What an action says, as typed. */
export interface WordingValues {
  readonly title: string;
  readonly theme: string;
  readonly subItems: string;
  readonly successCriteria: string;
  readonly costs: readonly CostRow[];
}

/** The fields of the wording, in the order of the form. */
export const WORDING_FIELDS = ['theme', 'title', 'subItems', 'successCriteria', 'costs'] as const;

class WordingFields {
  @IsNotEmpty({ message: 'Say which theme the action belongs to' })
  @MaxLength(MAX_TEXT)
  readonly theme: string;

  @IsNotEmpty({ message: 'Say what is to be done' })
  @MaxLength(MAX_TEXT)
  readonly title: string;

  @MaxLength(MAX_TEXT, { each: true, message: 'Each sub-item must be 5,000 characters or fewer' })
  readonly subItems: readonly string[];

  @MaxLength(MAX_TEXT)
  readonly successCriteria: string;
}

/** What an action says, read from a form: as typed, what is wrong with it, and what it says. */
export interface WordingRead {
  readonly values: WordingValues;
  readonly errors: readonly FieldError[];
  readonly says: Opened<ActionWording>;
}

export function readWording(body: Body): WordingRead {
  const costs = readCosts(body);
  const values: WordingValues = {
    title: textOf(body, 'title'),
    theme: textOf(body, 'theme'),
    subItems: textOf(body, 'subItems'),
    successCriteria: textOf(body, 'successCriteria'),
    costs: costs.rows,
  };
  const { title, theme, successCriteria } = values;
  const subItems = linesOf(values.subItems);
  const labels = { theme: 'the theme', title: 'the action', successCriteria: 'the success criteria' };
  const { errors } = checkForm(WordingFields, { theme, title, subItems, successCriteria }, labels);
  return {
    values,
    errors: [...errors.items, ...costs.errors],
    says: { theme, title, subItems, ...(successCriteria !== '' && { successCriteria }), costs: costs.says },
  };
}

/** What an action says is put into other words, with a reason. */
export const amendActionForm: ActionForm<WordingValues & { readonly reason: string }> = {
  step: 'amend',
  template: 'amend-action.njk',
  title: 'Amend the wording',
  submit: 'Amend the wording',
  insists: true,
  unavailable({ action, plan }) {
    return action.status === 'withdrawn'
      ? { title: 'The action was withdrawn', text: 'Reopen it first.' }
      : planAtRest(plan);
  },
  blank: ({ action }) => ({ ...wordingOf(action), reason: '' }),
  read(body, { action }) {
    const { values, errors, says } = readWording(body);
    const reason = textOf(body, 'reason');
    const changed = changedOf(action, values, says);
    const unchanged = Object.keys(changed).length === 0;
    const cleared = says.successCriteria === undefined && action.successCriteria !== null;
    return {
      values: { ...values, reason },
      onlyShow: moreAsked(body) !== undefined,
      errors: inOrder(
        [...WORDING_FIELDS, 'reason'],
        errors,
        cleared
          ? [{ field: 'successCriteria', message: 'The success criteria can be reworded, but not left out' }]
          : [],
        unchanged && errors.length === 0 && !cleared ? [{ field: '', message: 'Change at least one thing' }] : [],
        checkReason(reason, 'Say why the wording is amended').items,
      ),
      reason,
      command: () => ({ type: 'amend', fields: changed }),
    };
  },
  present: () => ({
    consequences: [
      'What it said before stays in the record, next to the new words and your reason.',
      'Dates, leads and ratings stay as they are.',
    ],
  }),
  recorded: ({ action }) => `The wording of ${action.reference} was amended.`,
};

function wordingOf({ title, theme, subItems, successCriteria, costs }: ActionDetail): WordingValues {
  return {
    title,
    theme,
    subItems: subItems.join('\n'),
    successCriteria: successCriteria ?? '',
    costs: costRowsOf(costs),
  };
}

/** Only what differs from what stands: the record then says what was amended, not what was sent. */
function changedOf(
  action: ActionDetail,
  typed: WordingValues,
  says: Opened<ActionWording>,
): Opened<Partial<ActionWording>> {
  const before = wordingOf(action);
  const costsOf = (costs: Opened<ActionWording>['costs']) =>
    JSON.stringify(costs.map(({ kind, pence, words }) => [kind, pence ?? null, words]));
  return {
    ...(typed.theme !== before.theme && { theme: says.theme }),
    ...(typed.title !== before.title && { title: says.title }),
    ...(typed.subItems !== before.subItems && { subItems: says.subItems }),
    ...(typed.successCriteria !== before.successCriteria && { successCriteria: says.successCriteria }),
    ...(costsOf(says.costs) !== costsOf(action.costs) && { costs: says.costs }),
  };
}
