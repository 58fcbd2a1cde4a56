import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { CountedDay } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { MomentAnswer } from '@minutebook/web-kit';
import { RULE_NAMES, type RuleName, type RuleStatus } from '../application/rules-known';
import { COUNT_RULE_NAMES, type CountRuleName } from '../domain/local-rule.events';
import { STATUS_ENUM } from './rules.answers';

const DATE = { type: String, format: 'date' } as const;
const MEANING = { type: String, description: 'What the day means and how it was counted, in plain words.' } as const;

@ApiSchema({ name: 'CountedDay', description: 'One day of a count.' })
export class CountedDayAnswer implements CountedDay {
  @ApiProperty(DATE)
  readonly date: string;

  @ApiProperty({ type: Boolean })
  readonly counts: boolean;

  @ApiProperty({ type: String, description: 'Why it counts or does not: `Working day`, `Good Friday`, `Weekend`.' })
  readonly why: string;
}

@ApiSchema({ name: 'DeadlinePart', description: 'A further day of the same rule.' })
export class DeadlinePartAnswer {
  @ApiProperty({ type: String })
  readonly what: string;

  @ApiProperty(DATE)
  readonly date: string;

  @ApiProperty(MEANING)
  readonly meaning: string;

  @ApiProperty({ type: () => [CountedDayAnswer] })
  readonly working: readonly CountedDayAnswer[];
}

@ApiSchema({ name: 'RestsOn', description: 'A local rule that a deadline rests on.' })
export class RestsOnAnswer {
  @ApiProperty({ enum: COUNT_RULE_NAMES, enumName: 'LocalRuleName' })
  readonly rule: CountRuleName;

  @ApiProperty({ type: 'integer' })
  readonly value: number;

  @ApiProperty({ type: String, description: 'The event that set it, as `stream@revision`.' })
  readonly record: string;
}

@ApiSchema({ name: 'Deadline', description: 'What a rule answers, with the count day by day.' })
export class DeadlineAnswer {
  @ApiProperty({ enum: RULE_NAMES, enumName: 'RuleName' })
  readonly rule: RuleName;

  @ApiProperty({ type: String, description: 'Id of the version that held.' })
  readonly ruleVersion: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As they were used, defaults filled in.' })
  readonly inputs: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: String, description: 'Act, section, statutory instrument, or the council’s own document.' })
  readonly source: string;

  @ApiProperty(STATUS_ENUM)
  readonly status: RuleStatus;

  @ApiProperty({ type: String, nullable: true, description: 'What is to be confirmed, or worth knowing.' })
  readonly note: string | null;

  @ApiProperty({ ...DATE, nullable: true, description: 'Null where the rule sets no day: `meaning` says why.' })
  readonly date: string | null;

  @ApiProperty(MEANING)
  readonly meaning: string;

  @ApiProperty({ type: () => [CountedDayAnswer], description: 'Every day of the count, in order.' })
  readonly working: readonly CountedDayAnswer[];

  @ApiProperty({ type: () => [DeadlinePartAnswer] })
  readonly further: readonly DeadlinePartAnswer[];

  @ApiProperty({ type: () => [RestsOnAnswer] })
  readonly restsOn: readonly RestsOnAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}
