import type { IdentifiedRequest } from '@minutebook/accounts';
import { textErrors, type Body, type FieldError, type ShownAt } from '@minutebook/web-kit';

/** Refusals that the forms of this context show nowhere in particular. */
export const SHOWN_AT: ShownAt = { id: '', target: '', over: '' };

/** One value of an address; undefined where it is absent, empty or given twice. */
export function askedIn(request: IdentifiedRequest, name: string): string | undefined {
  const value = (request.query as Body)[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** What is wrong with a text; `missing` is said where it is empty and must not be. */
export function textFaults(field: string, label: string, text: string, missing?: string): readonly FieldError[] {
  if (text !== '') return textErrors(field, label, text).items;
  return missing === undefined ? [] : [{ field, message: missing }];
}
