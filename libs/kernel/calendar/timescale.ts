import type { Text } from '../event-sourcing/text';
import { isLocalDate, type LocalDate } from './local-date';

/**
 * When an action is to be done, as the document says it (D20): a date, a month (its last day), a range, ongoing, phased
 * or unknown. The document's own wording is always kept in `words`.
 */
export interface Timescale {
  readonly words: Text;
  readonly start?: LocalDate;
  readonly due?: LocalDate;
  readonly ongoing?: boolean;
  readonly phases?: readonly TimescalePhase[];
}

export interface TimescalePhase {
  readonly words: Text;
  readonly start?: LocalDate;
  readonly due?: LocalDate;
}

/** What is wrong with a timescale, in the user's words, with the field inside it; undefined where nothing is. */
export function timescaleFault(
  timescale: Timescale,
): { readonly field: 'start' | 'due' | 'phases'; readonly message: string } | undefined {
  const fault = rangeFault(timescale);
  if (fault) return fault;
  for (const phase of timescale.phases ?? []) {
    const inPhase = rangeFault(phase);
    if (inPhase) return { field: 'phases', message: `In a phase: ${inPhase.message}` };
  }
  return undefined;
}

function rangeFault(range: {
  readonly start?: LocalDate;
  readonly due?: LocalDate;
}): { readonly field: 'start' | 'due'; readonly message: string } | undefined {
  if (range.start !== undefined && !isLocalDate(range.start))
    return { field: 'start', message: 'The start must be a real date' };
  if (range.due !== undefined && !isLocalDate(range.due))
    return { field: 'due', message: 'The due date must be a real date' };
  if (range.start !== undefined && range.due !== undefined && range.due < range.start)
    return { field: 'due', message: 'The due date must not be before the start' };
  return undefined;
}

/** Whether two timescales say the same dates, whatever their words. */
export function sameDates(a: Timescale, b: Timescale): boolean {
  const dates = (t: Timescale) =>
    JSON.stringify([
      t.start ?? null,
      t.due ?? null,
      t.ongoing ?? false,
      (t.phases ?? []).map((p) => [p.start ?? null, p.due ?? null]),
    ]);
  return dates(a) === dates(b);
}
