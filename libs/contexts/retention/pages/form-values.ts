import { textErrors, type FieldError, type ShownAt } from '@minutebook/web-kit';

/** Refusals that the forms of this context show nowhere in particular. */
export const SHOWN_AT: ShownAt = { id: '', target: '', over: '' };

/** What is wrong with a text; `missing` is said where it is empty and must not be. */
export function textFaults(field: string, label: string, text: string, missing?: string): readonly FieldError[] {
  if (text !== '') return textErrors(field, label, text).items;
  return missing === undefined ? [] : [{ field, message: missing }];
}
