import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, instantOf, MomentAnswer } from '@minutebook/web-kit';
import {
  BODIES,
  CLOSURE_DAYS,
  countInWords,
  JURISDICTIONS,
  LOCAL_RULES,
  RULES,
  type Jurisdiction,
  type LocalRule,
  type Rule,
  type RuleStatus,
  type RuleVersion,
} from '../application/rules-known';
import type {
  ClosureDaySetting,
  LocalRuleSetting,
  LocalRulesQuery,
  LocalSetting,
} from '../read-models/local-rules.query';

const DATE = { type: String, format: 'date' } as const;
const KINDS = ['rule', 'local-rule', 'closure-days'] as const;
export const STATUS_ENUM = { enum: ['sourced', 'to-be-confirmed', 'local'], enumName: 'RuleStatus' } as const;
export const JURISDICTION_ENUM = { enum: JURISDICTIONS, enumName: 'Jurisdiction' } as const;
const BODY_ENUM = { enum: [...BODIES, 'any'], enumName: 'RuleBody' } as const;

@ApiSchema({ name: 'RuleVersion', description: 'What a rule says from a day on.' })
export class RuleVersionAnswer {
  @ApiProperty({ type: String, description: 'Unique within the rule: kept deadlines name it.' })
  readonly id: string;

  @ApiProperty({ ...JURISDICTION_ENUM, isArray: true })
  readonly jurisdictions: readonly Jurisdiction[];

  @ApiProperty(BODY_ENUM)
  readonly body: RuleVersion['body'];

  @ApiProperty({ ...DATE, nullable: true, description: 'First day; null: as far back as is known.' })
  readonly from: string | null;

  @ApiProperty({ ...DATE, nullable: true, description: 'Last day; null while it holds.' })
  readonly to: string | null;

  @ApiProperty({ type: String, description: 'What it counts, in words.' })
  readonly says: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What it counts, as data.' })
  readonly count: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: String, description: 'Act, section, statutory instrument.' })
  readonly source: string;

  @ApiProperty(STATUS_ENUM)
  readonly status: RuleStatus;

  @ApiProperty({ type: String, nullable: true, description: 'What is to be confirmed, or worth knowing.' })
  readonly note: string | null;
}

class SettingAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'The document or decision that says so.' })
  readonly source: string | null;

  @ApiProperty({ type: String, description: 'Account.' })
  readonly setBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly setAt: string;

  @ApiProperty({ type: String, nullable: true })
  readonly reason: string | null;

  @ApiProperty({ type: String, description: 'The event that says so, as `stream@revision`.' })
  readonly record: string;
}

@ApiSchema({ name: 'LocalRuleVersion', description: 'What the council has settled from a day on.' })
export class LocalRuleVersionAnswer extends SettingAnswer {
  @ApiProperty(DATE)
  readonly from: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: there is no such rule from that day on.' })
  readonly value: number | null;
}

@ApiSchema({ name: 'ClosureDay', description: 'A day on which the council does not work.' })
export class ClosureDayAnswer extends SettingAnswer {
  @ApiProperty(DATE)
  readonly date: string;

  @ApiProperty({ type: String })
  readonly name: string;
}

@ApiSchema({ name: 'RuleInputs', description: 'What a deadline of this rule is asked with.' })
export class RuleInputsAnswer {
  @ApiProperty({ type: [String] })
  readonly required: readonly string[];

  @ApiProperty({ type: [String] })
  readonly optional: readonly string[];
}

@ApiSchema({ name: 'LocalRuleLimits' })
export class LocalRuleLimitsAnswer {
  @ApiProperty({ type: String, example: 'working day' })
  readonly unit: string;

  @ApiProperty({ type: 'integer' })
  readonly least: number;

  @ApiProperty({ type: 'integer' })
  readonly most: number;

  @ApiProperty({ type: String, description: 'Rule whose deadlines rest on it.' })
  readonly usedBy: string;

  @ApiProperty({ type: String, description: 'Where a council’s own is commonly found.' })
  readonly foundIn: string;

  @ApiProperty({ type: String, description: 'What others have settled: no default.' })
  readonly elsewhere: string;
}

@ApiSchema({ name: 'RuleSummary' })
export class RuleSummaryAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty({ enum: KINDS, enumName: 'RuleKind', description: '`rule`: dated data with a source.' })
  readonly kind: (typeof KINDS)[number];

  @ApiProperty({ type: String })
  readonly title: string;

  @ApiProperty({ type: String, description: 'In plain words.' })
  readonly meaning: string;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    nullable: true,
    description: 'Revision at which what is set of it stands; null where nothing was, or nothing can be.',
  })
  readonly revision: number | null;

  @ApiProperty({ type: () => RuleInputsAnswer, nullable: true, description: 'Of a `rule`.' })
  readonly inputs: RuleInputsAnswer | null;

  @ApiProperty({ type: () => [RuleVersionAnswer], description: 'Of a `rule`.' })
  readonly versions: readonly RuleVersionAnswer[];

  @ApiProperty({ type: () => LocalRuleLimitsAnswer, nullable: true, description: 'Of a `local-rule`.' })
  readonly limits: LocalRuleLimitsAnswer | null;

  @ApiProperty({ type: () => [LocalRuleVersionAnswer], description: 'Of a `local-rule`, in order of the days.' })
  readonly settings: readonly LocalRuleVersionAnswer[];

  @ApiProperty({ type: () => [ClosureDayAnswer], description: 'Of the `closure-days`, in order.' })
  readonly closureDays: readonly ClosureDayAnswer[];
}

@ApiSchema({ name: 'Rule' })
export class RuleAnswer extends RuleSummaryAnswer {
  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'RuleList' })
export class RuleListAnswer {
  @ApiProperty({ type: () => [RuleSummaryAnswer] })
  readonly items: readonly RuleSummaryAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'Send it as `after` for the next part; null at the end.' })
  readonly next: string | null;

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

/** Every rule of the book as it stood: dated ones, local ones, closure days. */
export function rulesAt(local: LocalRulesQuery, at: AsAt): readonly RuleSummaryAnswer[] {
  return [
    ...RULES.map(presentRule),
    ...LOCAL_RULES.map((rule) => presentLocalRule(rule, local.versions(rule.name, at), local.revision(rule.name, at))),
    {
      ...NOTHING,
      ...{ id: CLOSURE_DAYS.name, kind: 'closure-days', title: CLOSURE_DAYS.title, meaning: CLOSURE_DAYS.meaning },
      revision: revisionOf(local.revision('closure-days', at)),
      closureDays: local.closures(at).map(presentClosure),
    },
  ];
}

const NOTHING = { inputs: null, versions: [], limits: null, settings: [], closureDays: [] };

function presentRule({ name, title, meaning, inputs, versions }: Rule): RuleSummaryAnswer {
  return {
    ...NOTHING,
    ...{ id: name, kind: 'rule', title, meaning, revision: null, inputs },
    versions: versions.map(({ count, ...version }) => ({ ...version, says: countInWords(count), count: { ...count } })),
  };
}

function presentLocalRule(
  { name, title, meaning, unit, least, most, usedBy, foundIn, elsewhere }: LocalRule,
  versions: readonly LocalRuleSetting[],
  revision: number,
): RuleSummaryAnswer {
  return {
    ...NOTHING,
    ...{ id: name, kind: 'local-rule', title, meaning, revision: revisionOf(revision) },
    limits: { unit, least, most, usedBy, foundIn, elsewhere },
    settings: versions.map(({ from, value, ...setting }) => ({ from, value, ...presentSetting(setting) })),
  };
}

function presentClosure({ date, name, ...setting }: ClosureDaySetting): ClosureDayAnswer {
  return { date, name, ...presentSetting(setting) };
}

function presentSetting({ source, setBy, setAt, reason, record }: LocalSetting): SettingAnswer {
  return { source, setBy, setAt: instantOf(setAt), reason, record };
}

function revisionOf(revision: number): number | null {
  return revision < 0 ? null : revision;
}
