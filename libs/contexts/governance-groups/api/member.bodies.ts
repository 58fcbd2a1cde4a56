import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsString } from 'class-validator';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut, OptionalReason, WORDS_SCHEMA } from '@minutebook/web-kit';
import { MEMBER_KINDS } from '../domain/membership.events';

const DATE = { type: String, format: 'date', required: false } as const;
/** How the description of the API speaks of kinds of member. */
export const MEMBER_KIND = { enum: MEMBER_KINDS.map(({ id }) => id), enumName: 'GroupMemberKind' } as const;

@ApiSchema({ name: 'AppointGroupMember' })
export class AppointMemberBody {
  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Id of the appointment; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly memberId?: string;

  @ApiProperty({ ...WORDS_SCHEMA, example: 'Training lead', description: 'A role, never a person’s name.' })
  @IsString()
  readonly role: string;

  @ApiProperty({ ...WORDS_SCHEMA, required: false, description: 'Whom the role represents.' })
  @MayBeLeftOut()
  @IsString()
  readonly agency?: string;

  @ApiProperty(MEMBER_KIND)
  @IsString()
  readonly kind: string;

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Of a deputy: the member in whose place it counts.' })
  @MayBeLeftOut()
  @IsString()
  readonly deputyFor?: string;

  @ApiProperty({ ...WORDS_SCHEMA, required: false, description: 'Of a guest: the item for which it is invited.' })
  @MayBeLeftOut()
  @IsString()
  readonly invitedFor?: string;

  @ApiProperty({ type: Boolean, required: false, default: false, description: 'Whether it takes the chair.' })
  @MayBeLeftOut()
  @IsBoolean()
  readonly chairs?: boolean;

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'The account that holds the role, where it has one.' })
  @MayBeLeftOut()
  @IsString()
  readonly accountId?: string;

  @ApiProperty({ ...DATE, description: 'First day in office.' })
  @MayBeLeftOut()
  @IsString()
  readonly from?: string;

  @ApiProperty({ ...DATE, description: 'Last day in office.' })
  @MayBeLeftOut()
  @IsString()
  readonly to?: string;

  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'StandDownGroupMember' })
export class StandDownMemberBody {
  @ApiProperty({ ...ID_SCHEMA, description: 'Id of the appointment.' })
  @IsString()
  readonly memberId: string;

  @ApiProperty({ ...DATE, description: 'The first day on which it is in office no longer; today unless given.' })
  @MayBeLeftOut()
  @IsString()
  readonly on?: string;

  @OptionalReason()
  readonly reason?: string;
}
