import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, instantOf, MomentAnswer } from '@minutebook/web-kit';
import type { TermsVersion } from '../read-models/terms.query';
import { CadencePart, CHAIR_KINDS, QuorumPart, SectionPart, STANDING_IDS } from './terms.bodies';

@ApiSchema({ name: 'GroupReadAt' })
export class GroupReadAtAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty({ type: 'integer', description: 'The revision at which the group was read.' })
  readonly revision: number;
}

@ApiSchema({ name: 'ChairRule' })
export class ChairAnswer {
  @ApiProperty({ enum: CHAIR_KINDS, enumName: 'ChairKind' })
  readonly kind: string;

  @ApiProperty({ type: String, required: false })
  readonly role?: string;

  @ApiProperty({ type: [String], required: false, description: 'The two bodies that alternate.' })
  readonly between?: readonly string[];

  @ApiProperty({ type: () => GroupReadAtAnswer, required: false, description: 'Of which group it is a member.' })
  readonly group?: GroupReadAtAnswer;

  @ApiProperty({ type: String, required: false, description: 'The same in the document’s own words.' })
  readonly words?: string;
}

@ApiSchema({ name: 'TermsOfReference' })
export class TermsAnswer {
  @ApiProperty({ type: 'integer', description: 'Counted from 1 in the order of the record.' })
  readonly number: number;

  @ApiProperty({ enum: STANDING_IDS, enumName: 'TermsStanding' })
  readonly standing: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The date that the version bears.' })
  readonly dated: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Date and standing in the source’s own words.' })
  readonly words: string | null;

  @ApiProperty({ type: String })
  readonly source: string;

  @ApiProperty({ type: () => [SectionPart], description: 'Empty where the wording is not in the record.' })
  readonly sections: readonly SectionPart[];

  @ApiProperty({ type: () => QuorumPart })
  readonly quorum: QuorumPart;

  @ApiProperty({ type: () => CadencePart })
  readonly cadence: CadencePart;

  @ApiProperty({ type: () => ChairAnswer })
  readonly chair: ChairAnswer;

  @ApiProperty({ type: [String], description: 'Agencies to be represented.' })
  readonly agencies: readonly string[];

  @ApiProperty({ type: String, description: '`import`, `demonstration` or `user`.' })
  readonly origin: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it was recorded.' })
  readonly adoptedAt: string;
}

@ApiSchema({ name: 'TermsOfReferenceList' })
export class TermsListAnswer {
  @ApiProperty({ type: () => [TermsAnswer], description: 'The version that counts first.' })
  readonly items: readonly TermsAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

export function presentTerms({ adopted, ...version }: TermsVersion): TermsAnswer {
  return { ...version, adoptedAt: instantOf(adopted) };
}
