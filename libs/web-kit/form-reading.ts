import { MAX_TEXT } from '@minutebook/kernel/recording';
import type { DateAsked } from './date-fields';
import { FormErrors, type FieldError } from './form-errors';

/** What a form sent, as it came. */
export type Body = Readonly<Record<string, unknown>>;

/** One field as typed: line ends in one form, no white space round it; empty where it was not sent. */
export function textOf(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
}

/** The same, undefined where it is empty: for what may be left out. */
export function optionalText(body: Body, name: string): string | undefined {
  return textOf(body, name) || undefined;
}

/** The lines of a field that takes one thing a line. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is wrong with a date, as an error of its form; `missing` is said where it is empty and must not be. */
export function dateErrors(field: string, { date, fault }: DateAsked, missing?: string): readonly FieldError[] {
  const message = fault ?? (date === undefined ? missing : undefined);
  return message === undefined ? [] : [{ field, message }];
}

/** The errors in the order of the form's fields, so that the summary reads as the page does. */
export function inOrder(fields: readonly string[], ...errors: readonly (readonly FieldError[])[]): FormErrors {
  const rank = ({ field }: FieldError) => {
    const at = fields.findIndex((name) => field === name || field.startsWith(`${name}.`));
    return at < 0 ? fields.length : at;
  };
  return new FormErrors(errors.flat().sort((a, b) => rank(a) - rank(b)));
}

/** What is wrong with a reason: missing, or too long to be recorded. */
export function checkReason(reason: string, missing: string): FormErrors {
  if (reason === '') return FormErrors.of(missing, 'reason');
  return textErrors('reason', 'The reason', reason);
}

/** What is wrong with a text that was given. */
export function textErrors(field: string, label: string, text: string): FormErrors {
  if (text.length > MAX_TEXT)
    return FormErrors.of(`${label} must be ${MAX_TEXT.toLocaleString('en-GB')} characters or fewer`, field);
  return /\p{Surrogate}|\0/u.test(text)
    ? FormErrors.of(`${label} holds characters that are not text`, field)
    : FormErrors.none;
}
