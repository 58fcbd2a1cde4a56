import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsObject, IsString, IsUUID, ValidateNested } from 'class-validator';
import {
  DATE_SCHEMA,
  ID_SCHEMA,
  IsRecordId,
  MayBeLeftOut,
  MOST_ITEMS,
  OptionalReason,
  Reason,
  WORDS_SCHEMA,
} from '@minutebook/web-kit';
import { CostPart, LeadPart, TimescalePart } from './action-parts';

const REPORT_ID = { type: String, format: 'uuid', description: 'Id of the report.' } as const;
const RAG = {
  type: String,
  example: 'amber',
  description: 'The code of a rating of the plan’s scheme, in lower case: `red`, `amber`, `green`, …',
} as const;
const MONITORING_LEADS = { type: () => [LeadPart], maxItems: MOST_ITEMS, description: 'May be empty.' } as const;

/** Checks a list of such objects, each with its own fields. */
function IsListOf(part: () => new () => object): PropertyDecorator {
  const checks = [
    IsArray(),
    ArrayMaxSize(MOST_ITEMS),
    IsObject({ each: true, message: 'Each entry must be an object with fields of its own' }),
    ValidateNested({ each: true }),
    Type(part),
  ];
  return (target, property) => checks.forEach((check) => check(target, property));
}

@ApiSchema({ name: 'AddAction' })
export class AddActionBody {
  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Its id; one is made unless given.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly id?: string;

  @ApiProperty({ ...ID_SCHEMA, description: 'The plan that it belongs to.' })
  @IsString()
  @IsRecordId()
  readonly planId: string;

  @ApiProperty({ type: String, maxLength: 20, example: 'DW1', description: 'Unique within its plan.' })
  @IsString()
  readonly reference: string;

  @ApiProperty(WORDS_SCHEMA)
  @IsString()
  readonly theme: string;

  @ApiProperty(WORDS_SCHEMA)
  @IsString()
  readonly title: string;

  @ApiProperty({ type: [String], required: false, maxItems: MOST_ITEMS })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @IsString({ each: true })
  readonly subItems?: string[];

  @ApiProperty({ type: () => TimescalePart })
  @IsObject()
  @ValidateNested()
  @Type(() => TimescalePart)
  readonly timescale: TimescalePart;

  @ApiProperty({ type: () => [LeadPart], minItems: 1, maxItems: MOST_ITEMS })
  @IsListOf(() => LeadPart)
  readonly leads: LeadPart[];

  @ApiProperty(MONITORING_LEADS)
  @IsListOf(() => LeadPart)
  readonly monitoringLeads: LeadPart[];

  @ApiProperty({ ...WORDS_SCHEMA, required: false })
  @MayBeLeftOut()
  @IsString()
  readonly successCriteria?: string;

  @ApiProperty({ type: () => [CostPart], required: false, maxItems: MOST_ITEMS })
  @MayBeLeftOut()
  @IsListOf(() => CostPart)
  readonly costs?: CostPart[];
}

class ProgressBody {
  @ApiProperty(RAG)
  @IsString()
  readonly rag: string;

  @ApiProperty(WORDS_SCHEMA)
  @IsString()
  readonly commentary: string;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, required: false })
  @MayBeLeftOut()
  @IsInt()
  readonly percentComplete?: number;

  @ApiProperty({ ...DATE_SCHEMA, required: false, description: 'When the lead expects it to be done.' })
  @MayBeLeftOut()
  @IsString()
  readonly forecastDue?: string;

  @ApiProperty({
    ...DATE_SCHEMA,
    required: false,
    description:
      'The day that the report speaks of: not in the future. Unless given, today; of a correction, the report’s own.',
  })
  @MayBeLeftOut()
  @IsString()
  readonly effectiveOn?: string;
}

@ApiSchema({ name: 'ReportProgress' })
export class ReportProgressBody extends ProgressBody {
  @ApiProperty({ ...REPORT_ID, required: false, description: 'Id of the new report; one is made unless given.' })
  @MayBeLeftOut()
  @IsUUID()
  readonly reportId?: string;
}

@ApiSchema({ name: 'CorrectProgress' })
export class CorrectProgressBody extends ProgressBody {
  @ApiProperty(REPORT_ID)
  @IsUUID()
  readonly reportId: string;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'ConfirmProgress' })
export class ConfirmProgressBody {
  @ApiProperty(REPORT_ID)
  @IsUUID()
  readonly reportId: string;
}

@ApiSchema({ name: 'ReturnProgress' })
export class ReturnProgressBody extends ConfirmProgressBody {
  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'MoveDueDate' })
export class MoveDueDateBody {
  @ApiProperty({ type: () => TimescalePart })
  @IsObject()
  @ValidateNested()
  @Type(() => TimescalePart)
  readonly timescale: TimescalePart;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'ActionFields', description: 'What changes; what is left out stays.' })
export class ActionFieldsBody {
  @ApiProperty({ ...WORDS_SCHEMA, required: false })
  @MayBeLeftOut()
  @IsString()
  readonly theme?: string;

  @ApiProperty({ ...WORDS_SCHEMA, required: false })
  @MayBeLeftOut()
  @IsString()
  readonly title?: string;

  @ApiProperty({ type: [String], required: false, maxItems: MOST_ITEMS })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @IsString({ each: true })
  readonly subItems?: string[];

  @ApiProperty({ ...WORDS_SCHEMA, required: false })
  @MayBeLeftOut()
  @IsString()
  readonly successCriteria?: string;

  @ApiProperty({ type: () => [CostPart], required: false, maxItems: MOST_ITEMS })
  @MayBeLeftOut()
  @IsListOf(() => CostPart)
  readonly costs?: CostPart[];
}

@ApiSchema({ name: 'AmendAction' })
export class AmendActionBody {
  @ApiProperty({ type: () => ActionFieldsBody })
  @IsObject()
  @ValidateNested()
  @Type(() => ActionFieldsBody)
  readonly fields: ActionFieldsBody;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'AssignLeads' })
export class AssignLeadsBody {
  @ApiProperty({ type: () => [LeadPart], minItems: 1, maxItems: MOST_ITEMS })
  @IsListOf(() => LeadPart)
  readonly leads: LeadPart[];

  @ApiProperty(MONITORING_LEADS)
  @IsListOf(() => LeadPart)
  readonly monitoringLeads: LeadPart[];
}

@ApiSchema({ name: 'CompleteAction' })
export class CompleteActionBody {
  @ApiProperty({ ...DATE_SCHEMA, description: 'The day on which it was done: not in the future.' })
  @IsString()
  readonly on: string;

  @ApiProperty({ ...WORDS_SCHEMA, description: 'What shows that it is done, against the success criteria.' })
  @IsString()
  readonly evidence: string;
}

@ApiSchema({ name: 'ConfirmCompletion' })
export class ConfirmCompletionBody {
  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'Reason' })
export class ReasonBody {
  @Reason()
  readonly reason: string;
}
