import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsString, ValidateNested } from 'class-validator';
import { ROLES, type Scope } from '@minutebook/kernel';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut, MOST_ITEMS, Reason, WORDS_SCHEMA } from '@minutebook/web-kit';

const KINDS = ['person', 'service'] as const;
const SCOPE_KINDS = ['council', 'group', 'plan', 'review', 'lead'] as const;

const DATE = { type: String, format: 'date', example: '2014-06-16' } as const;

/** Where a role holds, in bodies and in answers. */
@ApiSchema({ name: 'RoleScope', description: 'Where a role holds: in the whole council, or for one record.' })
export class ScopePart {
  @ApiProperty({ enum: SCOPE_KINDS, enumName: 'RoleScopeKind' })
  @IsIn(SCOPE_KINDS)
  readonly kind: (typeof SCOPE_KINDS)[number];

  @ApiProperty({
    ...ID_SCHEMA,
    required: false,
    description: 'Of the group, plan, review or lead role; none for the council.',
  })
  @MayBeLeftOut()
  @IsRecordId()
  readonly id?: string;
}

/** The scope as the domain has it; one that names no record where it should is refused by its rule. */
export function scopeFrom({ kind, id = '' }: ScopePart): Scope {
  return kind === 'council' ? { kind } : { kind, id };
}

/** A role that is wanted, within other bodies. */
@ApiSchema({ name: 'RoleWanted' })
export class RoleWantedPart {
  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Id of the grant; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly grantId?: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsString()
  readonly role: string;

  @ApiProperty({ type: () => ScopePart })
  @IsObject()
  @ValidateNested()
  @Type(() => ScopePart)
  readonly scope: ScopePart;

  @ApiProperty({ ...DATE, description: 'First day on which the role is held.' })
  @IsString()
  readonly from: string;

  @ApiProperty({ ...DATE, required: false, description: 'Last day, where an end is known.' })
  @MayBeLeftOut()
  @IsString()
  readonly to?: string;
}

@ApiSchema({ name: 'GrantRole' })
export class GrantRoleBody extends RoleWantedPart {}

@ApiSchema({ name: 'OpenAccount' })
export class OpenAccountBody {
  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Its id; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly id?: string;

  @ApiProperty({ enum: KINDS, enumName: 'AccountKind' })
  @IsIn(KINDS)
  readonly kind: (typeof KINDS)[number];

  @ApiProperty({
    ...WORDS_SCHEMA,
    example: 'Head of Commissioning',
    description: 'By the office, never by a person’s name.',
  })
  @IsString()
  readonly title: string;

  @ApiProperty({
    ...WORDS_SCHEMA,
    required: false,
    description: 'Name of the person, sealed under a key of their own.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly name?: string;

  @ApiProperty({ type: String, required: false, maxLength: 254, description: 'What the person signs in with.' })
  @MayBeLeftOut()
  @IsString()
  readonly email?: string;

  @ApiProperty({ type: () => [RoleWantedPart], required: false, maxItems: MOST_ITEMS })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => RoleWantedPart)
  readonly grants?: readonly RoleWantedPart[];
}

@ApiSchema({ name: 'EndRole' })
export class EndRoleBody {
  @ApiProperty(ID_SCHEMA)
  @IsRecordId()
  readonly grantId: string;

  @ApiProperty({ ...DATE, description: 'Last day; yesterday ends the role at once.' })
  @IsString()
  readonly to: string;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'CoverAbsence' })
export class CoverAbsenceBody {
  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Id of the cover; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly coverId?: string;

  @ApiProperty({ ...ID_SCHEMA, description: 'Account that is away.' })
  @IsRecordId()
  readonly forAccount: string;

  @ApiProperty(DATE)
  @IsString()
  readonly from: string;

  @ApiProperty(DATE)
  @IsString()
  readonly to: string;
}

@ApiSchema({ name: 'EndCover' })
export class EndCoverBody {
  @ApiProperty(ID_SCHEMA)
  @IsRecordId()
  readonly coverId: string;

  @ApiProperty(DATE)
  @IsString()
  readonly to: string;
}

@ApiSchema({ name: 'CloseAccount' })
export class CloseAccountBody {
  @ApiProperty({ ...DATE, description: 'Last day of its holder.' })
  @IsString()
  readonly on: string;

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Account that holds the roles from the day after.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly successor?: string;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'ReopenAccount' })
export class ReopenAccountBody {
  @Reason()
  readonly reason: string;
}
