import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt, Change } from '@minutebook/kernel/read-models';
import { INSTANT_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import type { TrailLine } from '../read-models/trail.query';

const CHANGE_KINDS: readonly Change['kind'][] = [
  'added',
  'completed',
  'date-moved',
  'rating-changed',
  'removed',
  'reopened',
  'amended',
];

const TEXT = { type: String } as const;
const NO_TEXT = { type: String, nullable: true } as const;
const NUMBER = { type: 'integer', minimum: 0 } as const;
const STREAM = { type: String, example: 'action-0b6c1d1e-1111-5222-8333-444455556666' } as const;
const ITS_PAGE = { ...NO_TEXT, description: 'Path of the record’s page.' } as const;

@ApiSchema({ name: 'FieldChange' })
export class FieldChangeAnswer {
  @ApiProperty({ ...TEXT, description: 'The field, in the words of the pages.' })
  readonly field: string;

  @ApiProperty({ ...NO_TEXT, description: 'What stood there before; null = nothing.' })
  readonly before: string | null;

  @ApiProperty({ ...NO_TEXT, description: 'What stands there since; null = nothing.' })
  readonly after: string | null;
}

@ApiSchema({ name: 'TrailSource', description: 'The published document that the fact was taken from.' })
export class TrailSourceAnswer {
  @ApiProperty(TEXT)
  readonly document: string;

  @ApiProperty({ ...TEXT, required: false })
  readonly row?: string;
}

@ApiSchema({ name: 'TrailLine', description: 'One event of the record.' })
export class TrailLineAnswer {
  @ApiProperty(NUMBER)
  readonly recordNumber: number;

  @ApiProperty({ ...INSTANT_SCHEMA, description: 'Record time: never goes back from one record number to the next.' })
  readonly recordTime: string;

  @ApiProperty({ ...INSTANT_SCHEMA, description: 'What the clock said.' })
  readonly recordedAt: string;

  @ApiProperty({ ...TEXT, example: 'ProgressReported', description: 'Type of the event.' })
  readonly kind: string;

  @ApiProperty(STREAM)
  readonly stream: string;

  @ApiProperty(NUMBER)
  readonly revision: number;

  @ApiProperty({ ...TEXT, format: 'uuid' })
  readonly eventId: string;

  @ApiProperty({ ...TEXT, description: 'What the record is called.' })
  readonly name: string;

  @ApiProperty(ITS_PAGE)
  readonly path: string | null;

  @ApiProperty(NO_TEXT)
  readonly groupId: string | null;

  @ApiProperty(TEXT)
  readonly account: string;

  @ApiProperty({ ...TEXT, description: 'The role in which the account did it.' })
  readonly role: string;

  @ApiProperty({ ...NO_TEXT, description: 'Account whose absence was covered.' })
  readonly actingFor: string | null;

  @ApiProperty({ ...TEXT, description: '`stream@revision` of the event that permits the role.' })
  readonly grant: string;

  @ApiProperty({ ...TEXT, description: '`user`, `import`, `demonstration` = invented, or `system`.' })
  readonly origin: string;

  @ApiProperty({ ...TEXT, description: '`page`, `api`, `link`, `cli` or `policy`.' })
  readonly via: string;

  @ApiProperty({
    ...NO_TEXT,
    format: 'date-time',
    description: 'Of `via: link`: when the message with the link was sent.',
  })
  readonly linkSentAt: string | null;

  @ApiProperty({ type: () => TrailSourceAnswer, nullable: true })
  readonly source: TrailSourceAnswer | null;

  @ApiProperty({ ...NO_TEXT, format: 'date', description: 'When it happened, where the user said so.' })
  readonly effectiveOn: string | null;

  @ApiProperty(NO_TEXT)
  readonly reason: string | null;

  @ApiProperty({ ...TEXT, description: 'What happened, in one sentence.' })
  readonly sentence: string;

  @ApiProperty({ ...NO_TEXT, description: 'Free wording of the event, such as a commentary.' })
  readonly wording: string | null;

  @ApiProperty({ type: () => [FieldChangeAnswer] })
  readonly changes: readonly FieldChangeAnswer[];
}

@ApiSchema({ name: 'TrailList' })
export class TrailListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [TrailLineAnswer], description: 'Newest first.' })
  readonly items: readonly TrailLineAnswer[];
}

@ApiSchema({ name: 'DateNote', description: 'Of a date that moved.' })
export class DateNoteAnswer {
  @ApiProperty({ ...NO_TEXT, format: 'date' })
  readonly firstDue: string | null;

  @ApiProperty({ ...NUMBER, description: 'In all, not only between the two moments.' })
  readonly timesMoved: number;
}

@ApiSchema({ name: 'Change', description: 'One difference between what the record said at two moments.' })
export class ChangeAnswer {
  @ApiProperty({ enum: CHANGE_KINDS, enumName: 'ChangeKind' })
  readonly kind: Change['kind'];

  @ApiProperty({ ...TEXT, example: 'Due date', description: 'What of the record it is.' })
  readonly what: string;

  @ApiProperty(STREAM)
  readonly stream: string;

  @ApiProperty({ ...TEXT, description: 'What the record is called.' })
  readonly name: string;

  @ApiProperty(NO_TEXT)
  readonly groupId: string | null;

  @ApiProperty({ ...TEXT, description: 'Path of the record’s page.' })
  readonly path: string;

  @ApiProperty(NO_TEXT)
  readonly before: string | null;

  @ApiProperty(NO_TEXT)
  readonly after: string | null;

  @ApiProperty({ type: () => DateNoteAnswer, nullable: true })
  readonly note: DateNoteAnswer | null;

  @ApiProperty({ ...NUMBER, description: 'The latest event of the record between the two moments.' })
  readonly recordNumber: number;
}

@ApiSchema({ name: 'ChangeList' })
export class ChangeListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [ChangeAnswer], description: 'The record that changed last comes first.' })
  readonly items: readonly ChangeAnswer[];

  @ApiProperty({ type: () => MomentAnswer, description: 'The earlier moment; nothing of it counts as a change.' })
  readonly from: AsAt;

  @ApiProperty({ type: () => MomentAnswer, description: 'The later moment.' })
  readonly to: AsAt;
}

export function presentLine({ recordTime, recordedAt, linkSentAt, ...line }: TrailLine): TrailLineAnswer {
  return {
    ...line,
    recordTime: instantOf(recordTime),
    recordedAt: instantOf(recordedAt),
    linkSentAt: linkSentAt === null ? null : instantOf(linkSentAt),
  };
}

export function presentChange({ group, note, ...change }: Change): ChangeAnswer {
  return { ...change, groupId: group ?? null, note: note ?? null };
}
