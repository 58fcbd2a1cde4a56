import { dateInWords, type Facts, type LocalDate, type Opened, type Timescale } from '@minutebook/kernel';
import type { Cost, Lead } from './action.events';

/** Parts of a sentence in a row: `title, theme and costs`. */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** The labels of facts as a sentence names them: `title, start and end`. */
export function labelsOf(facts: Facts): string {
  return listed(Object.keys(facts).map((label) => label.toLowerCase()));
}

/** A date as a fact shows it; null where there is none. */
export function dateFact(date: LocalDate | undefined): string | null {
  return date === undefined ? null : dateInWords(date);
}

/** The end of a sentence about a timescale: `due 31 March 2015`, `ongoing`, `without a date`. */
export function dueInWords({ due, ongoing, phases }: Opened<Timescale>): string {
  const parts = [
    ...(due === undefined ? [] : [`due ${dateInWords(due)}`]),
    ...(ongoing ? ['ongoing'] : []),
    ...(phases?.length ? ['in phases'] : []),
  ];
  return parts.length === 0 ? 'without a date' : listed(parts);
}

/** Leads by name, the first named first. */
export function leadNames(leads: readonly Opened<Lead>[]): string | null {
  return leads.length === 0 ? null : leads.map(({ name }) => name).join('; ');
}

/** Costs as one fact: amount, kind and the plan's own words of each. */
export function costsInWords(costs: readonly Opened<Cost>[]): string | null {
  return costs.length === 0 ? null : costs.map(costInWords).join('; ');
}

function costInWords({ kind, pence, words }: Opened<Cost>): string {
  return `${pence === undefined ? '' : `${pounds(pence)} `}${kind} (${words})`;
}

/** Integer pence as people write an amount: `£12,000` or `£1,250.50`. */
function pounds(pence: number): string {
  const whole = String(Math.floor(pence / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = pence % 100;
  return rest === 0 ? `£${whole}` : `£${whole}.${String(rest).padStart(2, '0')}`;
}
