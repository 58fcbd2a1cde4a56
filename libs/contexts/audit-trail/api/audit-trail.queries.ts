import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { IsRecordId, ID_SCHEMA, ListQuery, MayBeLeftOut } from '@minutebook/web-kit';

const MOMENT = 'A date, an instant with its offset, or a record number. A date means the end of that day in London.';

/** A stretch of the record, as `from` and `to` name it. */
export class StretchQuery extends ListQuery {
  @ApiProperty({
    ...ID_SCHEMA,
    required: false,
    example: 'GG-WSG',
    description: 'Only records of this governance group.',
  })
  @MayBeLeftOut()
  @IsRecordId()
  readonly group?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: '2014-05-31',
    description: `Only what was recorded after this (exclusive): \`from=2014-05-31\` begins with 1 June. ${MOMENT} From the beginning unless given; \`0\` says so.`,
  })
  @MayBeLeftOut()
  @IsString({ message: 'Begin after one date, instant or record number' })
  readonly from?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: '2014-06-15',
    description: `Only what was recorded up to and with this (inclusive). ${MOMENT} Up to the moment of \`asAt\` unless given; the earlier of both counts.`,
  })
  @MayBeLeftOut()
  @IsString({ message: 'End with one date, instant or record number' })
  readonly to?: string;
}

/** What the audit trail may be asked for; all filters must hold. */
export class TrailListQuery extends StretchQuery {
  @ApiProperty({
    type: String,
    required: false,
    maxLength: 128,
    pattern: '^[A-Za-z0-9-]{1,128}$',
    description:
      'Only this record and the records within it: its id, or its stream (`action-<id>`, `actionPlan-<id>`, `governanceGroup-<id>`).',
  })
  @MayBeLeftOut()
  @Matches(/^[A-Za-z0-9-]{1,128}$/, { message: 'Name the record by its id or its stream' })
  readonly record?: string;

  @ApiProperty({
    ...ID_SCHEMA,
    required: false,
    example: 'demo-action-lead',
    description: 'Only what this account did.',
  })
  @MayBeLeftOut()
  @IsRecordId()
  readonly actor?: string;

  @ApiProperty({
    type: String,
    required: false,
    maxLength: 64,
    pattern: '^[A-Za-z]{1,64}$',
    example: 'ProgressReported',
    description: 'Only events of this type.',
  })
  @MayBeLeftOut()
  @Matches(/^[A-Za-z]{1,64}$/, { message: 'Name one type of event, such as ProgressReported' })
  readonly kind?: string;

  @ApiProperty({
    type: String,
    required: false,
    maxLength: 200,
    description: 'Only lines that hold all these words, whole and without regard to case or accents.',
  })
  @MayBeLeftOut()
  @IsString({ message: 'Ask for words once only' })
  @MaxLength(200, { message: 'Ask for 200 characters or fewer' })
  readonly q?: string;
}
