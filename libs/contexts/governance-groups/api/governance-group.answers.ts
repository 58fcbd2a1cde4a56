import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, instantOf, MomentAnswer } from '@minutebook/web-kit';
import { GOVERNANCE_GROUP_KINDS } from '../domain/governance-group.commands';
import type { GroupSummary } from '../read-models/groups.query';

@ApiSchema({ name: 'GovernanceGroupSummary' })
export class GroupSummaryAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty({ type: String })
  readonly name: string;

  @ApiProperty({ enum: GOVERNANCE_GROUP_KINDS, enumName: 'GovernanceGroupKind' })
  readonly kind: string;

  @ApiProperty({ type: String, description: 'What the group rests on.' })
  readonly source: string;

  @ApiProperty({ type: String, description: '`import` = taken from a published document, `demonstration` = invented.' })
  readonly origin: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When its establishment was recorded.' })
  readonly establishedAt: string;
}

@ApiSchema({ name: 'GovernanceGroup' })
export class GroupAnswer extends GroupSummaryAnswer {
  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'GovernanceGroupList' })
export class GroupListAnswer {
  @ApiProperty({ type: () => [GroupSummaryAnswer], description: 'By name.' })
  readonly items: readonly GroupSummaryAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'Send it as `after` for the next part; null at the end.' })
  readonly next: string | null;

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

export function presentGroup({ established, ...group }: GroupSummary): GroupSummaryAnswer {
  return { ...group, establishedAt: instantOf(established) };
}
