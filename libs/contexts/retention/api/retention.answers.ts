import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import { ERASURE_GROUNDS } from '../domain/erasure-request.commands';
import { ERASURE_STATUSES, type ErasureRequest, type ErasureStatus, type Hold } from '../read-models/erasures.query';

const NO_TEXT = { type: String, nullable: true } as const;
const NO_INSTANT = { type: String, format: 'date-time', nullable: true } as const;

@ApiSchema({ name: 'ErasureRequestSummary' })
export class ErasureRequestSummaryAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Revision at which the request stands.' })
  readonly revision: number;

  @ApiProperty({ enum: ERASURE_STATUSES, enumName: 'ErasureStatus' })
  readonly status: ErasureStatus;

  @ApiProperty({ enum: ['texts', 'person'], description: 'The texts of one event, or a person.' })
  readonly kind: 'texts' | 'person';

  @ApiProperty({ type: String, description: 'The stream of the record that it is about.' })
  readonly stream: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Of texts: the revision of the event.' })
  readonly eventRevision: number | null;

  @ApiProperty({ enum: ERASURE_GROUNDS.map(({ code }) => code), enumName: 'ErasureGround' })
  readonly ground: string;

  @ApiProperty({ type: String, description: 'Whose right or decision it is.' })
  readonly authority: string;

  @ApiProperty({ ...NO_TEXT, description: 'What may be read instead.' })
  readonly wording: string | null;

  @ApiProperty(NO_TEXT)
  readonly reason: string | null;

  @ApiProperty({ type: String, description: 'Account.' })
  readonly askedBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly askedAt: string;

  @ApiProperty({ type: String, format: 'date', description: 'The day by which whoever asked must have an answer.' })
  readonly answerBy: string;

  @ApiProperty({ type: String, description: 'The rule that says so.' })
  readonly answerRule: string;

  @ApiProperty({ ...NO_TEXT, description: 'Account that agreed, declined or withdrew.' })
  readonly decidedBy: string | null;

  @ApiProperty(NO_INSTANT)
  readonly decidedAt: string | null;

  @ApiProperty(NO_TEXT)
  readonly decisionReason: string | null;

  @ApiProperty({ ...NO_INSTANT, description: 'When nothing held the texts any more.' })
  readonly carriedOutAt: string | null;
}

@ApiSchema({ name: 'ErasureRequest' })
export class ErasureRequestAnswer extends ErasureRequestSummaryAnswer {
  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'ErasureRequestList' })
export class ErasureRequestListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [ErasureRequestSummaryAnswer], description: 'The latest first.' })
  readonly items: readonly ErasureRequestSummaryAnswer[];
}

@ApiSchema({ name: 'HoldSummary' })
export class HoldSummaryAnswer {
  @ApiProperty({ ...ID_SCHEMA, description: 'Derived from what is held.' })
  readonly id: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Revision at which the hold stands.' })
  readonly revision: number;

  @ApiProperty({ enum: ['record', 'class'] })
  readonly kind: 'record' | 'class';

  @ApiProperty({ type: String, description: 'The stream of the record, or the id of the retention class.' })
  readonly over: string;

  @ApiProperty({ enum: ['placed', 'lifted'] })
  readonly status: 'placed' | 'lifted';

  @ApiProperty(NO_TEXT)
  readonly reason: string | null;

  @ApiProperty({ type: String, description: 'Account.' })
  readonly placedBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly placedAt: string;

  @ApiProperty({ ...NO_TEXT, description: 'Account.' })
  readonly liftedBy: string | null;

  @ApiProperty(NO_INSTANT)
  readonly liftedAt: string | null;

  @ApiProperty(NO_TEXT)
  readonly liftedReason: string | null;
}

@ApiSchema({ name: 'Hold' })
export class HoldAnswer extends HoldSummaryAnswer {
  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'HoldList' })
export class HoldListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [HoldSummaryAnswer], description: 'Those in force first.' })
  readonly items: readonly HoldSummaryAnswer[];
}

export function presentRequest(request: ErasureRequest): ErasureRequestSummaryAnswer {
  const { eventId: _, eventType: __, events: ___, askedAt, decidedAt, carriedOutAt, ...rest } = request;
  return {
    ...rest,
    askedAt: instantOf(askedAt),
    decidedAt: orNull(decidedAt),
    carriedOutAt: orNull(carriedOutAt),
  };
}

export function presentHold({ placedAt, liftedAt, ...hold }: Hold): HoldSummaryAnswer {
  return { ...hold, placedAt: instantOf(placedAt), liftedAt: orNull(liftedAt) };
}

function orNull(instant: number | null): string | null {
  return instant === null ? null : instantOf(instant);
}
