import type { LocalDate } from '@minutebook/kernel';
import type { CountRuleName, LocalRuleName } from './local-rule.events';
import data from './rules.json';

export const JURISDICTIONS = ['england', 'wales', 'scotland', 'northern-ireland'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];

/** Which kind of body meets: each is under a law of its own (domain report, 3.3). */
export const BODIES = ['executive', 'committee', 'partnership'] as const;
export type Body = (typeof BODIES)[number];

/** How sure we are of a rule: read in its source, still to be confirmed, or settled by the council itself. */
export type RuleStatus = 'sourced' | 'to-be-confirmed' | 'local';

/** What a rule is asked with, besides division and jurisdiction. */
export type InputName =
  | 'meetingOn'
  | 'body'
  | 'publishedOn'
  | 'workingDays'
  | 'startedOn'
  | 'proposedOn'
  | 'employees'
  | 'firstDismissalOn'
  | 'firstNoticeOn'
  | 'years'
  | 'outcomeOn'
  | 'months';

/** Whether every day of a count counts, or the working days of a division alone. */
export type DaysCounted = 'working-days' | 'calendar-days';

export interface Notice {
  readonly what: string;
  readonly clearDays: number;
  readonly days: DaysCounted;
}

/** From how many employees on how many days are asked for; the lowest number first. */
export interface Band {
  readonly employees: number;
  readonly days: number;
}

/** A number that is brought along, or else stands in a local rule. */
interface Settled {
  readonly what: string;
  readonly input: 'workingDays' | 'years' | 'months';
  readonly localRule: CountRuleName;
}

/** How a version counts: its parameters, as data. */
export type Count =
  | { readonly kind: 'clear-days-before'; readonly before: string; readonly notices: readonly Notice[] }
  | ({ readonly kind: 'working-days-after'; readonly after: string; readonly next: string } & Settled)
  | {
      readonly kind: 'days-after-start';
      readonly bands: readonly Band[];
      readonly localRule: CountRuleName;
    }
  | { readonly kind: 'days-before-dismissal'; readonly bands: readonly Band[] }
  | { readonly kind: 'weeks-from'; readonly weeks: number; readonly what: string }
  | ({ readonly kind: 'years-from' } & Settled)
  | ({ readonly kind: 'months-after'; readonly after: string } & Settled)
  | { readonly kind: 'no-count'; readonly meaning: string };

/** What a rule says from a day on, in some jurisdictions and for one kind of body. */
export interface RuleVersion {
  /** Unique within its rule, and never changed: kept deadlines name it. */
  readonly id: string;
  readonly jurisdictions: readonly Jurisdiction[];
  readonly body: Body | 'any';
  /** First and last day; null: as far back, or as far on, as is known. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly count: Count;
  readonly source: string;
  readonly status: RuleStatus;
  /** What is to be confirmed, or worth knowing. */
  readonly note: string | null;
}

export interface Rule {
  readonly name: RuleName;
  readonly title: string;
  readonly meaning: string;
  readonly inputs: { readonly required: readonly InputName[]; readonly optional: readonly InputName[] };
  /** Whichever of these inputs is given first says on which day a version must hold. */
  readonly chosenBy: readonly InputName[];
  readonly versions: readonly RuleVersion[];
}

export const RULE_NAMES = [
  'agenda-publication',
  'private-meeting-notice',
  'key-decision-notice',
  'call-in-end',
  'collective-consultation',
  'hr1-notification',
  'trial-period-end',
  'pay-protection-end',
  'evaluation-appeal',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** A rule that the council settles itself: a number, from a day on. */
export interface LocalRule {
  readonly name: CountRuleName;
  readonly title: string;
  readonly meaning: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly usedBy: RuleName;
  /** Where a council's own is commonly found. */
  readonly foundIn: string;
  /** What others have settled: no default. */
  readonly elsewhere: string;
}

/** Rules are dated data with a source, never constants (domain report, 5.2). */
export const RULES: readonly Rule[] = data.rules as readonly Rule[];
export const LOCAL_RULES: readonly LocalRule[] = data.local as readonly LocalRule[];
export const CLOSURE_DAYS = data.closureDays;

export function ruleNamed(name: RuleName): Rule {
  const rule = RULES.find((each) => each.name === name);
  if (!rule) throw new Error(`There is no rule ${name}`);
  return rule;
}

export function localRuleNamed(name: string): LocalRule | undefined {
  return LOCAL_RULES.find((rule) => rule.name === name);
}

/** What every rule of the book is called, local ones and closure days among them. */
export function titleOf(name: RuleName | LocalRuleName): string {
  const rule = [...RULES, ...LOCAL_RULES, CLOSURE_DAYS].find((each) => each.name === name);
  return rule?.title ?? name;
}

/** "5 working days", "1 month". */
export function amountInWords({ unit }: Pick<LocalRule, 'unit'>, value: number): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}
