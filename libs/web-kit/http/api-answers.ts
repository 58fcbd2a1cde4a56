import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { CommandAnswer } from './answers';
import type { FieldError } from '../form-errors';

/** How the description of the API names the answer to a command. */
@ApiSchema({ name: 'Recorded', description: 'What was recorded, and where.' })
export class RecordedAnswer implements CommandAnswer {
  @ApiProperty({ type: String, description: 'Id of the record.' })
  readonly id: string;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Revision at which the record stands now. Send it as `If-Match` to insist on it.',
  })
  readonly revision: number;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    nullable: true,
    description: 'Number of the event in the whole record; null until it is counted, which takes milliseconds.',
  })
  readonly recordNumber: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Position in the event log: opaque, for the operator’s questions.',
  })
  readonly position: string | null;
}

/** What one field of a refused request lacks. */
@ApiSchema({ name: 'FieldFault', description: 'What is wrong with one field or parameter.' })
export class FieldFaultAnswer implements FieldError {
  @ApiProperty({
    type: String,
    description: 'Name of the field, `leads.0.name` inside lists; empty where it concerns the whole request.',
  })
  readonly field: string;

  @ApiProperty({ type: String, description: 'One sentence in plain English.' })
  readonly message: string;
}

/** How the description of the API names the answer to a request that was not done. */
@ApiSchema({ name: 'Problem', description: 'Why a request was not done (RFC 9457). Nothing was recorded.' })
export class ProblemAnswer {
  @ApiProperty({ type: String, description: 'Always `about:blank`: the rule says more than an address would.' })
  readonly type: string;

  @ApiProperty({ type: 'integer', description: 'The HTTP status.' })
  readonly status: number;

  @ApiProperty({ type: String, description: 'One sentence in plain English.' })
  readonly title: string;

  @ApiProperty({ type: String, required: false, description: 'More about it.' })
  readonly detail?: string;

  @ApiProperty({ type: String, required: false, description: 'Name of the rule that refused, such as `own-report`.' })
  readonly rule?: string;

  @ApiProperty({ type: () => [FieldFaultAnswer], description: 'Each field that is at fault; may be empty.' })
  readonly errors: readonly FieldFaultAnswer[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    selfRequired: false,
    description: 'What the rule found: the newer report, the codes that may be chosen, the revision that stands.',
  })
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The moment that an answer shows: each read carries one as `asAt`. */
@ApiSchema({ name: 'Moment', description: 'The moment that an answer shows.' })
export class MomentAnswer implements AsAt {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'The last record number taken into account. Send it as `asAt` to read the same again, for ever.',
  })
  readonly recordNumber: number;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The day from which what depends on a date is seen, such as `overdue`.',
  })
  readonly pageDate: string;

  @ApiProperty({ type: Boolean, description: 'Whether it is the present.' })
  readonly live: boolean;
}

/** One part of a list: each list extends it with its `items`. */
export abstract class PartAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'Send it as `after` for the next part; null at the end.' })
  readonly next: string | null;

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

/** Instants in answers: ISO 8601 in UTC, from epoch ms. */
export function instantOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
