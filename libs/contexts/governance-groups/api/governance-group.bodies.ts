import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut, OptionalReason, WORDS_SCHEMA } from '@minutebook/web-kit';
import { GOVERNANCE_GROUP_KINDS } from '../domain/governance-group.commands';

@ApiSchema({ name: 'EstablishGovernanceGroup' })
export class EstablishGovernanceGroupBody {
  @ApiProperty({ ...ID_SCHEMA, required: false, example: 'GG-WSG', description: 'Its id; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly id?: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: MAX_TEXT, example: 'Workforce Steering Group' })
  @IsString()
  readonly name: string;

  @ApiProperty({ enum: GOVERNANCE_GROUP_KINDS, enumName: 'GovernanceGroupKind' })
  @IsString()
  readonly kind: string;

  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: MAX_TEXT,
    description: 'What the group rests on: a decision, terms of reference, a published document.',
  })
  @IsString()
  readonly source: string;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'The day on which it is to have finished; a task and finish group needs one.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly endsOn?: string;
}

@ApiSchema({ name: 'ReportToGovernanceGroup' })
export class ReportToBody {
  @ApiProperty({ ...ID_SCHEMA, example: 'GG-SMT', description: 'The group that receives the reports.' })
  @IsString()
  readonly toId: string;

  @ApiProperty({
    ...WORDS_SCHEMA,
    required: false,
    example: 'Quarterly, through the chair',
    description: 'How it reports.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly how?: string;

  @ApiProperty({
    ...WORDS_SCHEMA,
    required: false,
    description: 'What the line rests on: terms of reference, a decision.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly source?: string;

  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'EndReportingLine' })
export class EndReportingLineBody {
  @ApiProperty({ ...ID_SCHEMA, description: 'The group that it reports to no longer.' })
  @IsString()
  readonly toId: string;

  @OptionalReason()
  readonly reason?: string;
}

const ON = { type: String, format: 'date', required: false, description: 'The day; today unless given.' } as const;

@ApiSchema({ name: 'RenameGovernanceGroup' })
export class RenameGroupBody {
  @ApiProperty({ ...WORDS_SCHEMA, description: 'Its new name. What it was called before stays in the record.' })
  @IsString()
  readonly name: string;

  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'MergeGovernanceGroup' })
export class MergeGroupBody {
  @ApiProperty({ ...ID_SCHEMA, description: 'The group of which it becomes a part.' })
  @IsString()
  readonly intoId: string;

  @ApiProperty(ON)
  @MayBeLeftOut()
  @IsString()
  readonly on?: string;

  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'DissolveGovernanceGroup' })
export class DissolveGroupBody {
  @ApiProperty(ON)
  @MayBeLeftOut()
  @IsString()
  readonly on?: string;

  @OptionalReason()
  readonly reason?: string;
}
