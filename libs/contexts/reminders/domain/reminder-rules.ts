import type { LocalDate } from '@minutebook/kernel';
import data from './reminder-rules.json';
import type { Dated, OwnRules, ReminderDelivery, ReminderRules } from './reminder-rules.events';

/** How sure we are of a default: read in its source, still to be confirmed, or settled by the council itself. */
export interface Sourced {
  readonly source: string;
  readonly status: 'sourced' | 'to-be-confirmed' | 'local';
}

type DefaultRules = ReminderRules & Sourced & { readonly from: LocalDate };
type DefaultDelivery = ReminderDelivery & Sourced & { readonly from: LocalDate };

/** What holds where a council has set nothing, from the earliest on. */
export const DEFAULT_RULES: readonly DefaultRules[] = data.rules as readonly DefaultRules[];
export const DEFAULT_DELIVERY: readonly DefaultDelivery[] = data.delivery as readonly DefaultDelivery[];

/** The last that began by a day, or the first where none had. */
export function inForce<T extends { readonly from: LocalDate }>(versions: readonly T[], on: LocalDate): T {
  return versions.filter(({ from }) => from <= on).at(-1) ?? (versions[0] as T);
}

/**
 * What holds for a record through time: the nearest scope that has rules of its own on a day, else the defaults.
 *
 * @param scopes the nearest first: plan, group, council
 */
export function rulesThroughTime(scopes: readonly OwnRules[]): readonly Dated<ReminderRules>[] {
  const days = [...new Set([...DEFAULT_RULES, ...scopes.flat()].map(({ from }) => from))].sort();
  return days.map((from) => ({ from, value: ownOn(scopes, from) ?? inForce(DEFAULT_RULES, from) }));
}

function ownOn(scopes: readonly OwnRules[], on: LocalDate): ReminderRules | undefined {
  for (const own of scopes) {
    const value = own.filter(({ from }) => from <= on).at(-1)?.value;
    if (value) return value;
  }
  return undefined;
}

/** When mail is sent through time: as the council has set it, before that by the defaults. */
export function deliveryThroughTime(own: readonly Dated<ReminderDelivery>[]): readonly Dated<ReminderDelivery>[] {
  const first = own[0]?.from;
  const defaults = DEFAULT_DELIVERY.filter(({ from }) => first === undefined || from < first);
  return [...defaults.map((value) => ({ from: value.from, value })), ...own];
}
