import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsObject, IsString, ValidateNested } from 'class-validator';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut, MOST_ITEMS, OptionalReason, WORDS_SCHEMA } from '@minutebook/web-kit';
import { TERMS_SECTIONS, TERMS_STANDINGS } from '../domain/terms-of-reference.events';

const OWN_WORDS = { ...WORDS_SCHEMA, required: false, description: 'The same in the document’s own words.' } as const;
export const SECTION_IDS = TERMS_SECTIONS.map(({ id }) => id);
export const STANDING_IDS = TERMS_STANDINGS.map(({ id }) => id);
export const QUORUM_KINDS = ['number', 'share', 'one-from-each-agency', 'unknown'];
export const CADENCE_KINDS = ['times-a-year', 'quarterly', 'monthly', 'as-required', 'unknown'];
export const CHAIR_KINDS = ['named-role', 'chosen-at-meeting', 'alternates', 'member-of-group', 'unknown'];

@ApiSchema({ name: 'TermsSection' })
export class SectionPart {
  @ApiProperty({ enum: SECTION_IDS, enumName: 'TermsSectionName' })
  @IsString()
  readonly section: string;

  @ApiProperty(WORDS_SCHEMA)
  @IsString()
  readonly words: string;
}

@ApiSchema({ name: 'QuorumRule' })
export class QuorumPart {
  @ApiProperty({ enum: QUORUM_KINDS, enumName: 'QuorumKind' })
  @IsString()
  readonly kind: string;

  @ApiProperty({ type: 'integer', required: false, description: 'Of `number`: how many members.' })
  @MayBeLeftOut()
  @IsInt()
  readonly number?: number;

  @ApiProperty({ type: 'integer', required: false, description: 'Of `share`: so many…' })
  @MayBeLeftOut()
  @IsInt()
  readonly numerator?: number;

  @ApiProperty({ type: 'integer', required: false, description: '…of every so many members in office, rounded up.' })
  @MayBeLeftOut()
  @IsInt()
  readonly denominator?: number;

  @ApiProperty(OWN_WORDS)
  @MayBeLeftOut()
  @IsString()
  readonly words?: string;
}

@ApiSchema({ name: 'CadenceRule' })
export class CadencePart {
  @ApiProperty({ enum: CADENCE_KINDS, enumName: 'CadenceKind' })
  @IsString()
  readonly kind: string;

  @ApiProperty({ type: 'integer', required: false, description: 'Of `times-a-year`.' })
  @MayBeLeftOut()
  @IsInt()
  readonly times?: number;

  @ApiProperty(OWN_WORDS)
  @MayBeLeftOut()
  @IsString()
  readonly words?: string;
}

@ApiSchema({ name: 'ChairRuleAsked' })
export class ChairPart {
  @ApiProperty({ enum: CHAIR_KINDS, enumName: 'ChairKind' })
  @IsString()
  readonly kind: string;

  @ApiProperty({ ...WORDS_SCHEMA, required: false, description: 'Of `named-role`; of `alternates` where it is said.' })
  @MayBeLeftOut()
  @IsString()
  readonly role?: string;

  @ApiProperty({
    type: [String],
    required: false,
    minItems: 2,
    maxItems: 2,
    description: 'Of `alternates`: the two bodies.',
  })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(2)
  @IsString({ each: true })
  readonly between?: string[];

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Of `member-of-group`.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly groupId?: string;

  @ApiProperty(OWN_WORDS)
  @MayBeLeftOut()
  @IsString()
  readonly words?: string;
}

@ApiSchema({ name: 'AdoptTermsOfReference' })
export class AdoptTermsBody {
  @ApiProperty({
    enum: STANDING_IDS,
    enumName: 'TermsStanding',
    description: 'How the version stands by its own words.',
  })
  @IsString()
  readonly standing: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'The date that the version bears.' })
  @MayBeLeftOut()
  @IsString()
  readonly dated?: string;

  @ApiProperty({
    ...WORDS_SCHEMA,
    required: false,
    example: '28/11/12, DRAFT',
    description: 'Date and standing as it has them.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly words?: string;

  @ApiProperty({ ...WORDS_SCHEMA, description: 'Where the version is known from.' })
  @IsString()
  readonly source: string;

  @ApiProperty({
    type: () => [SectionPart],
    required: false,
    maxItems: MOST_ITEMS,
    description: 'What it says; left out where its wording is not known.',
  })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @IsObject({ each: true, message: 'Each entry must be an object with fields of its own' })
  @ValidateNested({ each: true })
  @Type(() => SectionPart)
  readonly sections?: SectionPart[];

  @ApiProperty({ type: () => QuorumPart, required: false })
  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => QuorumPart)
  readonly quorum?: QuorumPart;

  @ApiProperty({ type: () => CadencePart, required: false })
  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => CadencePart)
  readonly cadence?: CadencePart;

  @ApiProperty({ type: () => ChairPart, required: false })
  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => ChairPart)
  readonly chair?: ChairPart;

  @ApiProperty({ type: [String], required: false, maxItems: MOST_ITEMS, description: 'Agencies to be represented.' })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @IsString({ each: true })
  readonly agencies?: string[];

  @OptionalReason()
  readonly reason?: string;
}
