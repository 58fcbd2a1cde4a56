import type { Refusal } from '../event-sourcing/decider';

/** Longest text of one field, in characters. */
export const MAX_TEXT = 5_000;

/**
 * What is wrong with the texts of an input before they are sealed: empty, too long, or not proper Unicode. Looks at every
 * text under one of the named fields, at any depth.
 */
export function textRefusal(value: unknown, fields: ReadonlySet<string>): Refusal | undefined {
  return fault(value, fields, '', false);
}

/** The same for the reason of a command that needs one. */
export function reasonRefusal(reason: string | undefined): Refusal | undefined {
  return textFault(reason ?? '', 'reason');
}

function fault(value: unknown, fields: ReadonlySet<string>, path: string, isText: boolean): Refusal | undefined {
  if (typeof value === 'string') return isText ? textFault(value, path) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const inList = Array.isArray(value);
    const found = fault(inner, fields, path === '' ? name : `${path}.${name}`, inList ? isText : fields.has(name));
    if (found) return found;
  }
  return undefined;
}

function textFault(text: string, field: string): Refusal | undefined {
  const label = (field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? field)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  if (text.trim() === '') return { rule: 'text-missing', field, message: `Enter the ${label}.` };
  if (text.length > MAX_TEXT)
    return {
      rule: 'text-too-long',
      field,
      message: `The ${label} must be ${MAX_TEXT.toLocaleString('en-GB')} characters or fewer.`,
    };
  if (/\p{Surrogate}|\0/u.test(text))
    return { rule: 'text-not-readable', field, message: `The ${label} holds characters that are not text.` };
  return undefined;
}
