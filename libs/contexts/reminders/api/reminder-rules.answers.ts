import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { DATE_SCHEMA, ID_SCHEMA, INSTANT_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import type { RulesScope } from '../domain/reminder-rules.events';
import type { DeliveryVersion, RulesVersion } from '../read-models/reminder-settings.query';
import { DeliveryPart, RulesPart, RulesScopePart } from './reminder-rules.bodies';

/** From which day something holds, who set it, when and why. */
abstract class VersionAnswer {
  @ApiProperty({ ...DATE_SCHEMA, description: 'First day on which it holds.' })
  readonly from: string;

  @ApiProperty({ type: String, description: 'Account.' })
  readonly setBy: string;

  @ApiProperty(INSTANT_SCHEMA)
  readonly setAt: string;

  @ApiProperty({ type: String, nullable: true })
  readonly reason: string | null;
}

@ApiSchema({ name: 'ReminderRulesVersion' })
export class RulesVersionAnswer extends VersionAnswer {
  @ApiProperty({ type: () => RulesPart, nullable: true, description: 'Null: none of its own from that day on.' })
  readonly rules: RulesPart | null;
}

@ApiSchema({ name: 'ReminderDeliveryVersion' })
export class DeliveryVersionAnswer extends VersionAnswer {
  @ApiProperty({ type: () => DeliveryPart })
  readonly delivery: DeliveryPart;
}

@ApiSchema({ name: 'ReminderDeliveryList' })
export class DeliveryListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [DeliveryVersionAnswer], description: 'In order of the days.' })
  readonly items: readonly DeliveryVersionAnswer[];
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
    versions: versions.map((version) => ({
      ...presentVersion(version),
      rules: version.value && { ...version.value, beforeDue: [...version.value.beforeDue] },
    })),
  };
}

export function presentDelivery(version: DeliveryVersion): DeliveryVersionAnswer {
  return { ...presentVersion(version), delivery: version.value };
}

function presentVersion({ from, setBy, setAt, reason }: RulesVersion | DeliveryVersion): VersionAnswer {
  return { from, setBy, setAt: instantOf(setAt), reason };
}
