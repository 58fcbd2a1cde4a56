import type { LocalDate } from '@minutebook/kernel';
import type { Query } from '@minutebook/web-kit';
import type { RuleVersion } from '../application/rules-known';

/** What of the rules is shown, as the address says it. Values that mean nothing filter everything out. */
export interface RuleFilters {
  readonly status: string;
  readonly body: string;
  readonly jurisdiction: string;
  readonly holds: string;
}

/** The names that the filters have in the address. */
export const RULE_FILTERS = ['status', 'body', 'jurisdiction', 'holds'] as const;

export function ruleFiltersOf(query: Query): RuleFilters {
  const asked = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  return { status: asked('status'), body: asked('body'), jurisdiction: asked('jurisdiction'), holds: asked('holds') };
}

export const isFiltered = (filters: RuleFilters): boolean => Object.values(filters).some((value) => value !== '');

/** Whether a version is among those that are asked for. A rule for any body is one for each. */
export function isAsked(version: RuleVersion, filters: RuleFilters, on: LocalDate): boolean {
  const { status, body, jurisdiction, holds } = filters;
  return (
    (status === '' || version.status === status) &&
    (body === '' || version.body === body || version.body === 'any') &&
    (jurisdiction === '' || version.jurisdictions.some((each) => each === jurisdiction)) &&
    (holds === '' || holdingOn(version, on) === holds)
  );
}

export type Holding = 'now' | 'before' | 'to-come';

/** Whether a version holds on a day, did before, or will. */
export function holdingOn({ from, to }: Pick<RuleVersion, 'from' | 'to'>, on: LocalDate): Holding {
  if (to !== null && to < on) return 'before';
  return from !== null && from > on ? 'to-come' : 'now';
}
