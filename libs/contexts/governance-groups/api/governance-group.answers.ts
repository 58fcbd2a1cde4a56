import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import { GOVERNANCE_GROUP_KINDS } from '../domain/governance-group.commands';
import type { GroupSummary, ReportingLine } from '../read-models/groups.query';

@ApiSchema({ name: 'GovernanceGroupName' })
export class GroupNameAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty({ type: String })
  readonly name: string;
}

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

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'When it is to have finished.' })
  readonly endsOn: string | null;

  @ApiProperty({ type: String, description: '`import` = taken from a published document, `demonstration` = invented.' })
  readonly origin: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When its establishment was recorded.' })
  readonly establishedAt: string;

  @ApiProperty({ enum: ['standing', 'merged', 'dissolved'], description: 'Whether it still stands.' })
  readonly standing: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day on which it ended.' })
  readonly overOn: string | null;

  @ApiProperty({ type: () => GroupNameAnswer, nullable: true, description: 'The group of which it is a part now.' })
  readonly mergedInto: GroupNameAnswer | null;

  @ApiProperty({ type: 'integer', description: 'Send it as `If-Match` to change just this state.' })
  readonly revision: number;
}

@ApiSchema({ name: 'ReportingLine' })
export class ReportingLineAnswer {
  @ApiProperty({ type: () => GroupNameAnswer, description: 'The group that reports.' })
  readonly from: GroupNameAnswer;

  @ApiProperty({ type: () => GroupNameAnswer, description: 'The group that is reported to.' })
  readonly to: GroupNameAnswer;

  @ApiProperty({ type: String, nullable: true, description: 'How it reports; null where that is not stated.' })
  readonly how: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What the line rests on.' })
  readonly source: string | null;

  @ApiProperty({ type: Boolean, description: 'Whether the group that is reported to was merged or dissolved.' })
  readonly isLoose: boolean;

  @ApiProperty({ type: String, description: '`import`, `demonstration` or `user`.' })
  readonly origin: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it was recorded.' })
  readonly drawnAt: string;
}

@ApiSchema({ name: 'ReportingLineList' })
export class ReportingLineListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [ReportingLineAnswer], description: 'By the names of the two groups.' })
  readonly items: readonly ReportingLineAnswer[];
}

@ApiSchema({ name: 'GovernanceGroup' })
export class GroupAnswer extends GroupSummaryAnswer {
  @ApiProperty({ type: () => [ReportingLineAnswer], description: 'To whom it reports.' })
  readonly reportsTo: readonly ReportingLineAnswer[];

  @ApiProperty({ type: () => [ReportingLineAnswer], description: 'Who reports to it.' })
  readonly reportedBy: readonly ReportingLineAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'GovernanceGroupList' })
export class GroupListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [GroupSummaryAnswer], description: 'By name.' })
  readonly items: readonly GroupSummaryAnswer[];
}

export function presentGroup({ established, ...group }: GroupSummary): GroupSummaryAnswer {
  return { ...group, establishedAt: instantOf(established) };
}

export function presentLine({ drawn, ...line }: ReportingLine): ReportingLineAnswer {
  return { ...line, drawnAt: instantOf(drawn) };
}
