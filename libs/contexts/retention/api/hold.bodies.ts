import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { ID_SCHEMA, MayBeLeftOut, Reason } from '@minutebook/web-kit';

@ApiSchema({ name: 'PlaceHold', description: 'Either `stream` or `retentionClass`.' })
export class PlaceHoldBody {
  @ApiProperty({
    type: String,
    pattern: '^[A-Za-z][A-Za-z0-9]{0,63}-[A-Za-z0-9-]{1,64}$',
    maxLength: 129,
    required: false,
    description: 'The record, with all that lies within it; a person is a record too, `person-<id>`.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly stream?: string;

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Every record of a retention class.' })
  @MayBeLeftOut()
  @IsString()
  readonly retentionClass?: string;

  @Reason('The claim, inquiry or audit.')
  readonly reason: string;
}

@ApiSchema({ name: 'LiftHold' })
export class LiftHoldBody {
  @Reason('Why it is no longer needed.')
  readonly reason: string;
}
