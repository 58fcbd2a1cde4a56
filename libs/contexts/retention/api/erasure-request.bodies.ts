import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsInt, IsString, Min } from 'class-validator';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut, OptionalReason, Reason } from '@minutebook/web-kit';
import { ERASURE_GROUNDS } from '../domain/erasure-request.commands';

const STREAM_SCHEMA = {
  type: 'string',
  pattern: '^[A-Za-z][A-Za-z0-9]{0,63}-[A-Za-z0-9-]{1,64}$',
  maxLength: 129,
} as const;

const STAYS = 'Do not repeat what is to go: this stays.';

@ApiSchema({ name: 'AskForErasure', description: 'Either `stream` and `revision`, or `personId`.' })
export class AskForErasureBody {
  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Id of the request; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly id?: string;

  @ApiProperty({ ...STREAM_SCHEMA, required: false, description: 'The record of whose event the texts are to go.' })
  @MayBeLeftOut()
  @IsString()
  readonly stream?: string;

  @ApiProperty({ type: 'integer', minimum: 0, required: false, description: 'The event: its revision in that stream.' })
  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  readonly revision?: number;

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'The person who is to be erased.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly personId?: string;

  @ApiProperty({ enum: ERASURE_GROUNDS.map(({ code }) => code), enumName: 'ErasureGround' })
  @IsString()
  readonly ground: string;

  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: MAX_TEXT,
    description: `Whose right or decision it is. ${STAYS}`,
  })
  @IsString()
  readonly authority: string;

  @Reason(`Why. ${STAYS}`)
  readonly reason: string;

  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: MAX_TEXT,
    required: false,
    description: 'What may be read instead of the texts of an event, in the audit trail.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly wording?: string;
}

@ApiSchema({ name: 'AgreeToErasure' })
export class AgreeToErasureBody {
  @OptionalReason('A remark.')
  readonly reason?: string;
}

@ApiSchema({ name: 'DeclineErasure' })
export class DeclineErasureBody {
  @Reason('Why: whoever asked must be told.')
  readonly reason: string;
}

@ApiSchema({ name: 'WithdrawErasureRequest' })
export class WithdrawErasureRequestBody {
  @OptionalReason('A remark.')
  readonly reason?: string;
}
