import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { atMoment, withQuery, type Link, type PageMoment } from '@minutebook/web-kit';
import {
  amountInWords,
  CLOSURE_DAYS,
  LOCAL_RULES,
  localRuleOn,
  RULES,
  ruleNamed,
  type LocalRule,
  type Rule,
} from '../application/rules-known';
import type { ClosureDaySetting, LocalRuleSetting, LocalSetting } from '../read-models/local-rules.query';
import { inputLabel } from './deadline-fields';
import { rulePaths } from './rule-paths';
import { versionRow, type VersionRow } from './rules-board.presenter';

/** What rule.njk shows. */
export interface RulePage {
  readonly meaning: string;
  readonly inputs: readonly string[];
  readonly optional: readonly string[];
  readonly deadlineHref: string;
  readonly versions: readonly (VersionRow & { readonly note: string | null })[];
  readonly restsOn: readonly Link[];
}

export function presentRule(rule: Rule, moment: PageMoment): RulePage {
  return {
    meaning: rule.meaning,
    inputs: rule.inputs.required.map((name) => inputLabel(rule, name)),
    optional: rule.inputs.optional.map((name) => inputLabel(rule, name)),
    deadlineHref: atMoment(rulePaths.deadline(rule.name), moment),
    versions: rule.versions.map((version) => ({ ...versionRow(rule, version, moment), note: version.note })),
    restsOn: LOCAL_RULES.filter(({ usedBy }) => usedBy === rule.name).map(({ name, title }) => ({
      text: title,
      href: atMoment(rulePaths.rule(name), moment),
    })),
  };
}

/** Who set something, in the words of a page. */
export interface SettingRow {
  readonly source: string | null;
  readonly setBy: string;
  readonly setOn: LocalDate;
  readonly reason: string | null;
}

/** What local-rule.njk shows. */
export interface LocalRulePage {
  readonly meaning: string;
  readonly says: string | undefined;
  readonly since: LocalDate | undefined;
  readonly next: { readonly title: string; readonly text: string; readonly blocked: boolean } | undefined;
  readonly foundIn: string;
  readonly elsewhere: string;
  readonly limits: string;
  readonly usedBy: Link;
  readonly versions: readonly (SettingRow & {
    readonly says: string;
    readonly from: LocalDate;
    readonly state: string;
  })[];
  readonly setHref: string | undefined;
  readonly endHref: string | undefined;
  readonly trailHref: string;
}

/** What a reader of a local rule may do, and how accounts are called. */
export interface RuleReader {
  readonly maySet: boolean;
  readonly nameOf: (account: string) => string;
}

export function presentLocalRule(
  rule: LocalRule,
  versions: readonly LocalRuleSetting[],
  { maySet, nameOf }: RuleReader,
  moment: PageMoment,
): LocalRulePage {
  const now = localRuleOn(versions, moment.pageDate);
  const usedBy = ruleNamed(rule.usedBy);
  return {
    meaning: rule.meaning,
    says: now && amountInWords(rule, now.value),
    since: now?.from,
    next: now
      ? undefined
      : {
          title: 'This rule is not set',
          text: `“${usedBy.title}” is worked out only where the number is given each time.`,
          blocked: true,
        },
    foundIn: rule.foundIn,
    elsewhere: rule.elsewhere,
    limits: `${rule.least} to ${amountInWords(rule, rule.most)}`,
    usedBy: { text: usedBy.title, href: atMoment(rulePaths.rule(usedBy.name), moment) },
    versions: versions
      .map(({ from, value, ...setting }) => ({
        ...settingRow(setting, nameOf),
        from,
        says: value === null ? 'No such rule' : amountInWords(rule, value),
        state: from > moment.pageDate ? 'To come' : from === now?.from ? 'Holds' : 'Before',
      }))
      .reverse(),
    setHref: maySet ? rulePaths.set(rule.name) : undefined,
    endHref: maySet && now ? rulePaths.end(rule.name) : undefined,
    trailHref: trailOf(rule.name, moment),
  };
}

/** What closure-days.njk shows. */
export interface ClosureDaysPage {
  readonly meaning: string;
  readonly toCome: readonly ClosureRow[];
  readonly past: readonly ClosureRow[];
  readonly declareHref: string | undefined;
  readonly trailHref: string;
}

interface ClosureRow extends SettingRow {
  readonly date: LocalDate;
  readonly name: string;
  readonly withdrawHref: string | undefined;
}

export function presentClosureDays(
  closures: readonly ClosureDaySetting[],
  { maySet, nameOf }: RuleReader,
  moment: PageMoment,
): ClosureDaysPage {
  const rows = closures.map(({ date, name, ...setting }) => ({
    ...settingRow(setting, nameOf),
    date,
    name,
    withdrawHref: maySet ? rulePaths.withdrawOf(date) : undefined,
  }));
  return {
    meaning: CLOSURE_DAYS.meaning,
    toCome: rows.filter(({ date }) => date >= moment.pageDate),
    past: rows.filter(({ date }) => date < moment.pageDate).reverse(),
    declareHref: maySet ? rulePaths.declare : undefined,
    trailHref: trailOf(CLOSURE_DAYS.name, moment),
  };
}

export function datedRule(name: string): Rule | undefined {
  return RULES.find((rule) => rule.name === name);
}

function settingRow({ source, setBy, setAt, reason }: LocalSetting, nameOf: RuleReader['nameOf']): SettingRow {
  return { source, setBy: nameOf(setBy), setOn: londonDateOf(setAt), reason };
}

function trailOf(name: string, moment: PageMoment): string {
  return atMoment(withQuery('/audit-trail', { record: `rule-${name}` }), moment);
}
