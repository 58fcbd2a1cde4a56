import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import type { RulesScope } from '../domain/reminder-rules.events';
import type { RulesVersion } from '../read-models/reminder-settings.query';
import { RulesPart, RulesScopePart } from './reminder-rules.bodies';

@ApiSchema({ name: 'ReminderRulesVersion' })
export class RulesVersionAnswer {
  @ApiProperty({ type: String, format: 'date', description: 'First day on which it holds.' })
  readonly from: string;

  @ApiProperty({ type: () => RulesPart, nullable: true, description: 'Null: none of its own from that day on.' })
  readonly rules: RulesPart | null;

  @ApiProperty({ type: String, description: 'Account.' })
  readonly setBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly setAt: string;

  @ApiProperty({ type: String, nullable: true })
  readonly reason: string | null;
}

@ApiSchema({ name: 'ReminderRulesOfScopeSummary' })
export class RulesOfScopeSummaryAnswer {
  @ApiProperty({ ...ID_SCHEMA, description: 'Derived from the scope.' })
  readonly id: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Revision at which the rules stand.' })
  readonly revision: number;

  @ApiProperty({ type: () => RulesScopePart })
  readonly scope: RulesScopePart;

  @ApiProperty({ type: () => [RulesVersionAnswer], description: 'In order of the days.' })
  readonly versions: readonly RulesVersionAnswer[];
}

@ApiSchema({ name: 'ReminderRulesOfScope' })
export class RulesOfScopeAnswer extends RulesOfScopeSummaryAnswer {
  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'ReminderRulesList' })
export class RulesListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [RulesOfScopeSummaryAnswer], description: 'Scopes with rules of their own.' })
  readonly items: readonly RulesOfScopeSummaryAnswer[];
}

/** A scope with its own rules as the read model has them. */
export interface RulesOfScope {
  readonly id: string;
  readonly revision: number;
  readonly scope: RulesScope;
  readonly versions: readonly RulesVersion[];
}

export function presentRulesOfScope({ versions, ...rules }: RulesOfScope): RulesOfScopeSummaryAnswer {
  return {
    ...rules,
    versions: versions.map(({ from, value, setBy, setAt, reason }) => ({
      from,
      rules: value && { ...value, beforeDue: [...value.beforeDue] },
      setBy,
      setAt: instantOf(setAt),
      reason,
    })),
  };
}
