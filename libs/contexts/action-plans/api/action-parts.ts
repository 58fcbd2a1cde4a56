import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsString, ValidateNested } from 'class-validator';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut, MOST_ITEMS, WORDS_SCHEMA } from '@minutebook/web-kit';

const LEAD_KINDS = ['role', 'group'] as const;
const LEAD_ORIGINS = ['stated', 'assigned'] as const;
const COST_KINDS = ['one-off', 'excluded', 'unpriced', 'saving'] as const;

const DATE = { type: String, format: 'date', required: false } as const;

/** Who leads or monitors, in bodies and in answers. */
@ApiSchema({ name: 'Lead', description: 'Who leads or monitors: a role or a governance group, never a person.' })
export class LeadPart {
  @ApiProperty({ enum: LEAD_KINDS, enumName: 'LeadKind' })
  @IsIn(LEAD_KINDS)
  readonly kind: (typeof LEAD_KINDS)[number];

  @ApiProperty({ ...ID_SCHEMA, example: 'heads-of-service' })
  @IsString()
  @IsRecordId()
  readonly id: string;

  @ApiProperty({ ...WORDS_SCHEMA, example: 'Heads of Service' })
  @IsString()
  readonly name: string;

  @ApiProperty({
    enum: LEAD_ORIGINS,
    enumName: 'LeadOrigin',
    description: '`assigned` = the document gives only a name, and the title is ours.',
  })
  @IsIn(LEAD_ORIGINS)
  readonly origin: (typeof LEAD_ORIGINS)[number];
}

@ApiSchema({ name: 'TimescalePhase' })
export class TimescalePhasePart {
  @ApiProperty(WORDS_SCHEMA)
  @IsString()
  readonly words: string;

  @ApiProperty(DATE)
  @MayBeLeftOut()
  @IsString()
  readonly start?: string;

  @ApiProperty(DATE)
  @MayBeLeftOut()
  @IsString()
  readonly due?: string;
}

/** When an action is to be done, in bodies and in answers. */
@ApiSchema({ name: 'Timescale', description: 'When it is to be done; the words of the document are always kept.' })
export class TimescalePart {
  @ApiProperty({ ...WORDS_SCHEMA, example: 'March 2015' })
  @IsString()
  readonly words: string;

  @ApiProperty(DATE)
  @MayBeLeftOut()
  @IsString()
  readonly start?: string;

  @ApiProperty({ ...DATE, example: '2015-03-31', description: 'Of a month its last day.' })
  @MayBeLeftOut()
  @IsString()
  readonly due?: string;

  @ApiProperty({ type: Boolean, required: false })
  @MayBeLeftOut()
  @IsBoolean()
  readonly ongoing?: boolean;

  @ApiProperty({ type: () => [TimescalePhasePart], required: false, maxItems: MOST_ITEMS })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @IsObject({ each: true, message: 'Each entry must be an object with fields of its own' })
  @ValidateNested({ each: true })
  @Type(() => TimescalePhasePart)
  readonly phases?: TimescalePhasePart[];
}

/** A cost as the plan states it, in bodies and in answers. */
@ApiSchema({ name: 'Cost', description: 'A cost as the plan states it.' })
export class CostPart {
  @ApiProperty({ enum: COST_KINDS, enumName: 'CostKind' })
  @IsIn(COST_KINDS)
  readonly kind: (typeof COST_KINDS)[number];

  @ApiProperty({ type: 'integer', minimum: 0, required: false, description: 'Money is whole pence.' })
  @MayBeLeftOut()
  @IsInt()
  readonly pence?: number;

  @ApiProperty(WORDS_SCHEMA)
  @IsString()
  readonly words: string;
}
