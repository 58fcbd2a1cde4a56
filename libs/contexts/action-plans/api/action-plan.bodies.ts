import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsString, ValidateNested } from 'class-validator';
import { DEFAULT_RAG_SCHEME, RAG_SCHEMES } from '@minutebook/kernel';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { DATE_SCHEMA, ID_SCHEMA, IsRecordId, MayBeLeftOut, OptionalReason, Reason } from '@minutebook/web-kit';

const RAG_SCHEME = {
  enum: RAG_SCHEMES.map(({ id }) => id),
  enumName: 'RagScheme',
  description: 'What the ratings of the plan mean; fixed for the life of the plan.',
} as const;
const TITLE = { type: String, minLength: 1, maxLength: MAX_TEXT } as const;

@ApiSchema({ name: 'OpenActionPlan' })
export class OpenActionPlanBody {
  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Its id; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly id?: string;

  @ApiProperty(TITLE)
  @IsString()
  readonly title: string;

  @ApiProperty({ ...ID_SCHEMA, example: 'GG-WSG', description: 'The governance group that answers for the plan.' })
  @IsString()
  readonly groupId: string;

  @ApiProperty({ ...DATE_SCHEMA, example: '2014-04-01' })
  @IsString()
  readonly startsOn: string;

  @ApiProperty({ ...DATE_SCHEMA, example: '2015-03-31' })
  @IsString()
  readonly endsOn: string;

  @ApiProperty({ ...RAG_SCHEME, required: false, default: DEFAULT_RAG_SCHEME })
  @MayBeLeftOut()
  @IsString()
  readonly ragScheme?: string;
}

@ApiSchema({ name: 'ActionPlanFields', description: 'What changes; what is left out stays.' })
export class ActionPlanFieldsBody {
  @ApiProperty({ ...TITLE, required: false })
  @MayBeLeftOut()
  @IsString()
  readonly title?: string;

  @ApiProperty({ ...DATE_SCHEMA, required: false })
  @MayBeLeftOut()
  @IsString()
  readonly startsOn?: string;

  @ApiProperty({ ...DATE_SCHEMA, required: false })
  @MayBeLeftOut()
  @IsString()
  readonly endsOn?: string;
}

@ApiSchema({ name: 'AmendActionPlan' })
export class AmendActionPlanBody {
  @ApiProperty({ type: () => ActionPlanFieldsBody })
  @IsObject()
  @ValidateNested()
  @Type(() => ActionPlanFieldsBody)
  readonly fields: ActionPlanFieldsBody;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'CloseActionPlan' })
export class CloseActionPlanBody {
  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'TransferActionPlan' })
export class TransferActionPlanBody {
  @ApiProperty({ ...ID_SCHEMA, description: 'The governance group that answers for the plan from now on.' })
  @IsString()
  readonly groupId: string;

  @OptionalReason()
  readonly reason?: string;
}
