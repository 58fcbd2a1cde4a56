import {
  checkReason,
  dateErrors,
  dateFields,
  dateFromFields,
  inOrder,
  textErrors,
  textOf,
  type Body,
  type DateFields,
  type FieldError,
  type FormErrors,
} from '@minutebook/web-kit';

const WHY = 'Enter why, or who decided it';
const NO_SOURCE = 'Enter the document or decision that says so';

/** What was typed, with what is wrong with it; `value` counts where nothing is. */
export interface Read<T, V> {
  readonly typed: T;
  readonly errors: FormErrors;
  readonly value: V;
}

/** What was typed about a local rule. */
export interface RuleTyped {
  readonly value: string;
  readonly from: DateFields;
  readonly source: string;
  readonly reason: string;
}

export function typedRule(value: number | undefined, from: string): RuleTyped {
  return { value: value === undefined ? '' : String(value), from: dateFields(from), source: '', reason: '' };
}

export function readRule(
  body: Body,
): Read<RuleTyped, { readonly from: string; readonly value: number; readonly source: string }> {
  const from = dateFromFields(body, 'from', 'The first day');
  const typed = {
    value: textOf(body, 'value'),
    from: from.typed,
    source: textOf(body, 'source'),
    reason: textOf(body, 'reason'),
  };
  const isNumber = /^\d{1,4}$/.test(typed.value);
  const errors = inOrder(
    ['value', 'from', 'source', 'reason'],
    isNumber ? [] : [{ field: 'value', message: 'Enter a whole number' }],
    dateErrors('from', from, 'Enter the first day on which it holds'),
    requiredText('source', 'The source', typed.source, NO_SOURCE),
    checkReason(typed.reason, WHY).items,
  );
  return { typed, errors, value: { from: from.date ?? '', value: Number(typed.value), source: typed.source } };
}

/** What was typed about the end of a local rule. */
export type EndTyped = Pick<RuleTyped, 'from' | 'reason'>;

export function readEnd(body: Body): Read<EndTyped, { readonly from: string }> {
  const from = dateFromFields(body, 'from', 'The first day');
  const typed = { from: from.typed, reason: textOf(body, 'reason') };
  const errors = inOrder(
    ['from', 'reason'],
    dateErrors('from', from, 'Enter the first day without it'),
    checkReason(typed.reason, WHY).items,
  );
  return { typed, errors, value: { from: from.date ?? '' } };
}

/** What was typed about a closure day. */
export interface ClosureTyped {
  readonly date: DateFields;
  readonly name: string;
  readonly source: string;
  readonly reason: string;
}

export function readClosure(
  body: Body,
): Read<ClosureTyped, { readonly date: string; readonly name: string; readonly source: string }> {
  const date = dateFromFields(body, 'date', 'The day');
  const texts = { name: textOf(body, 'name'), source: textOf(body, 'source') };
  const typed = { date: date.typed, ...texts, reason: textOf(body, 'reason') };
  const errors = inOrder(
    ['date', 'name', 'source', 'reason'],
    dateErrors('date', date, 'Enter the day on which the council is closed'),
    requiredText('name', 'The name', typed.name, 'Enter what the day is called, such as “Christmas closure”'),
    requiredText('source', 'The source', typed.source, NO_SOURCE),
    checkReason(typed.reason, WHY).items,
  );
  return { typed, errors, value: { date: date.date ?? '', ...texts } };
}

/** What was typed about a day that is no closure day after all. */
export type WithdrawTyped = Pick<ClosureTyped, 'date' | 'reason'>;

export function readWithdrawal(body: Body): Read<WithdrawTyped, { readonly date: string }> {
  const date = dateFromFields(body, 'date', 'The day');
  const typed = { date: date.typed, reason: textOf(body, 'reason') };
  const errors = inOrder(
    ['date', 'reason'],
    dateErrors('date', date, 'Enter the day that is no closure day'),
    checkReason(typed.reason, WHY).items,
  );
  return { typed, errors, value: { date: date.date ?? '' } };
}

function requiredText(field: string, label: string, text: string, missing: string): readonly FieldError[] {
  return text === '' ? [{ field, message: missing }] : textErrors(field, label, text).items;
}
