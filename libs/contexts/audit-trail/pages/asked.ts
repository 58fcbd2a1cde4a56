import { isLocalDate, type LocalDate } from '@minutebook/kernel';
import { Problem } from '@minutebook/web-kit';

/** The query of an address as it was parsed: anything may stand in it. */
export type AskedQuery = Readonly<Record<string, unknown>>;

/** Longest value of a filter, in characters. */
const LONGEST = 200;
/** Record numbers have at most so many digits. */
const CURSOR = /^\d{1,15}$/;

/** One value of the query, trimmed; undefined where it is absent or empty. Throws a 400 `Problem`. */
export function askedText(query: AskedQuery, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw faultOf(name, `Ask for one value of “${name}” only`);
  if (value.length > LONGEST) throw faultOf(name, `“${name}” must be ${LONGEST} characters or fewer`);
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** A record number from which a list goes on. Throws a 400 `Problem`. */
export function askedCursor(query: AskedQuery, name: 'before' | 'after'): number | undefined {
  const text = askedText(query, name);
  if (text === undefined) return undefined;
  if (!CURSOR.test(text)) throw faultOf(name, `“${name}” must be a record number`);
  return Number(text);
}

/** A date of the query: as typed, and either the date or what is wrong with it. Throws a 400 `Problem`. */
export interface AskedDate {
  readonly typed: string;
  readonly date?: LocalDate;
  readonly fault?: string;
}

/** @param label begins the sentence that says what is wrong: "The first date must be a real date" */
export function askedDate(query: AskedQuery, name: string, label: string, today: LocalDate): AskedDate {
  const typed = askedText(query, name) ?? '';
  if (typed === '') return { typed };
  if (!isLocalDate(typed)) return { typed, fault: `${label} must be a real date, such as ${today}` };
  return typed > today ? { typed, fault: `${label} must be today or in the past` } : { typed, date: typed };
}

function faultOf(field: string, message: string): Problem {
  return new Problem(400, { title: message, errors: [{ field, message }] });
}
