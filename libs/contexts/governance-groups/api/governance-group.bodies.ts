import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut } from '@minutebook/web-kit';
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
}
