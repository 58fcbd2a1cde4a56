import type { LocalDate } from '@minutebook/kernel';
import {
  askedAgain,
  atMoment,
  keptFilters,
  withQuery,
  type Address,
  type HiddenField,
  type PageMoment,
} from '@minutebook/web-kit';
import type { CsvRow } from '@minutebook/web-kit/csv';
import {
  amountInWords,
  BODIES,
  BODY_NAMES,
  CLOSURE_DAYS,
  countInWords,
  JURISDICTION_NAMES,
  JURISDICTIONS,
  LOCAL_RULES,
  localRuleOn,
  RULES,
  STATUS_NAMES,
  type Jurisdiction,
  type Rule,
  type RuleStatus,
  type RuleVersion,
} from '../application/rules-known';
import type { ClosureDaySetting, LocalRuleSetting } from '../read-models/local-rules.query';
import {
  holdingOn,
  isAsked,
  isFiltered,
  RULE_FILTERS,
  ruleFiltersOf,
  type Holding,
  type RuleFilters,
} from './rule-filters';
import { rulePaths } from './rule-paths';

interface Option {
  readonly value: string;
  readonly text: string;
}

/** What rule-book.njk shows. */
export interface RulesBoardPage {
  readonly deadlinesHref: string;
  readonly counts: readonly { readonly label: string; readonly count: number; readonly href: string }[];
  readonly filters: {
    readonly action: string;
    readonly kept: readonly HiddenField[];
    readonly clearHref: string | undefined;
    readonly asked: RuleFilters;
    readonly statuses: readonly Option[];
    readonly bodies: readonly Option[];
    readonly jurisdictions: readonly Option[];
    readonly holdings: readonly Option[];
  };
  readonly rows: readonly VersionRow[];
  readonly local: readonly LocalRow[];
  readonly closures: {
    readonly href: string;
    readonly count: number;
    readonly next: LocalDate | undefined;
    readonly declareHref: string | undefined;
  };
  readonly exportHref: string;
}

/** One version of a rule. */
export interface VersionRow {
  readonly title: string;
  readonly href: string;
  readonly says: string;
  readonly body: string;
  readonly where: string;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly holding: string | undefined;
  readonly source: string;
  readonly status: string;
  readonly isUnsure: boolean;
}

/** One local rule as it holds on the day of the page. */
export interface LocalRow {
  readonly title: string;
  readonly href: string;
  readonly says: string | undefined;
  readonly from: LocalDate | undefined;
  readonly source: string | null;
  readonly foundIn: string;
  readonly setHref: string | undefined;
}

/** What the board is made of besides the book. */
export interface BoardFacts {
  readonly versionsOf: (name: (typeof LOCAL_RULES)[number]['name']) => readonly LocalRuleSetting[];
  readonly closures: readonly ClosureDaySetting[];
  readonly maySet: boolean;
}

const HOLDING: Readonly<Record<Holding, string>> = {
  now: 'Holds',
  before: 'Ended',
  'to-come': 'To come',
};

export function presentRulesBoard(facts: BoardFacts, address: Address, moment: PageMoment): RulesBoardPage {
  const asked = ruleFiltersOf(address.query);
  const all = RULES.flatMap(({ versions }) => versions);
  const cleared = Object.fromEntries(RULE_FILTERS.map((name) => [name, undefined]));
  const toCome = facts.closures.filter(({ date }) => date >= moment.pageDate);
  const statuses = Object.entries(STATUS_NAMES) as readonly (readonly [RuleStatus, string])[];
  return {
    deadlinesHref: atMoment(rulePaths.deadlines, moment),
    counts: statuses.map(([status, label]) => ({
      label,
      count: all.filter((version) => version.status === status).length,
      href: askedAgain(address, { status }),
    })),
    filters: {
      action: address.path,
      kept: keptFilters(address, RULE_FILTERS),
      clearHref: isFiltered(asked) ? askedAgain(address, cleared) : undefined,
      asked,
      statuses: [any('Any'), ...statuses.map(([value, text]) => ({ value, text }))],
      bodies: [any('Any'), ...BODIES.map((value) => ({ value, text: BODY_NAMES[value] }))],
      jurisdictions: [any('Any'), ...JURISDICTIONS.map((value) => ({ value, text: JURISDICTION_NAMES[value] }))],
      holdings: [any('Any'), ...Object.entries(HOLDING).map(([value, text]) => ({ value, text }))],
    },
    rows: versionsAsked(asked, moment.pageDate).map(({ rule, version }) => versionRow(rule, version, moment)),
    local: LOCAL_RULES.map((rule) => {
      const versions = facts.versionsOf(rule.name);
      const now = localRuleOn(versions, moment.pageDate);
      return {
        title: rule.title,
        href: atMoment(rulePaths.rule(rule.name), moment),
        says: now && amountInWords(rule, now.value),
        from: now?.from,
        source: versions.find(({ from }) => from === now?.from)?.source ?? null,
        foundIn: rule.foundIn,
        setHref: facts.maySet ? rulePaths.set(rule.name) : undefined,
      };
    }),
    closures: {
      href: atMoment(rulePaths.rule(CLOSURE_DAYS.name), moment),
      count: facts.closures.length,
      next: toCome[0]?.date,
      declareHref: facts.maySet ? rulePaths.declare : undefined,
    },
    exportHref: withQuery(rulePaths.export, address.query),
  };
}

/** The versions that are asked for, each with its rule. */
function versionsAsked(filters: RuleFilters, on: LocalDate) {
  return RULES.flatMap((rule) =>
    rule.versions.filter((version) => isAsked(version, filters, on)).map((version) => ({ rule, version })),
  );
}

export function versionRow(
  { name, title }: Pick<Rule, 'name' | 'title'>,
  version: RuleVersion,
  moment: PageMoment,
): VersionRow {
  const { count, body, jurisdictions, from, to, source, status } = version;
  const holding = holdingOn(version, moment.pageDate);
  return {
    ...{ title, href: atMoment(rulePaths.rule(name), moment), says: countInWords(count) },
    ...{ body: BODY_NAMES[body], where: jurisdictionsInWords(jurisdictions), from, to, source },
    holding: holding === 'now' ? undefined : HOLDING[holding],
    status: STATUS_NAMES[status],
    isUnsure: status === 'to-be-confirmed',
  };
}

export function jurisdictionsInWords(jurisdictions: readonly Jurisdiction[]): string {
  if (jurisdictions.length === JURISDICTIONS.length) return 'The United Kingdom';
  return jurisdictions.map((each) => JURISDICTION_NAMES[each]).join(', ');
}

/** The columns of the export: one line for each version of a rule, and for each of a local rule. */
export const RULE_COLUMNS = [
  'rule',
  'title',
  'version',
  'says',
  'body',
  'jurisdictions',
  'from',
  'to',
  'source',
  'status',
  'note',
] as const;

export function ruleCsvRows(facts: BoardFacts, address: Address, moment: PageMoment): readonly CsvRow[] {
  const filters = ruleFiltersOf(address.query);
  const dated = versionsAsked(filters, moment.pageDate).map(({ rule, version }) => {
    const { id, count, body, jurisdictions, from, to, source, status, note } = version;
    return {
      ...{ rule: rule.name, title: rule.title, version: id, says: countInWords(count), body },
      ...{ jurisdictions: jurisdictions.join(' '), from, to, source, status, note },
    };
  });
  // A local rule has no body, jurisdiction or end of its own to be asked by.
  if (isFiltered({ ...filters, status: filters.status === 'local' ? '' : filters.status })) return dated;
  const local = LOCAL_RULES.flatMap((rule) =>
    facts.versionsOf(rule.name).map(({ from, value, source, record, reason }) => ({
      ...{ rule: rule.name, title: rule.title, version: record, from, source, status: 'local', note: reason },
      says: value === null ? 'No such rule' : amountInWords(rule, value),
    })),
  );
  return [...dated, ...local];
}

const any = (text: string): Option => ({ value: '', text });
