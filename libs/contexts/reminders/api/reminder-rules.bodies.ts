import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DIVISIONS, type Division } from '@minutebook/kernel';
import { ID_SCHEMA, IsRecordId, MayBeLeftOut, Reason } from '@minutebook/web-kit';
import { MOST_DAYS_BEFORE } from '../domain/reminder-rules.commands';
import type { ReminderDelivery, ReminderRules, RulesScope } from '../domain/reminder-rules.events';

const SCOPE_KINDS = ['council', 'group', 'plan'] as const;
const DATE = { type: String, format: 'date', example: '2014-07-01' } as const;
const WHY = 'Why, or who decided it.';
const TIME = { type: String, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example: '08:00' } as const;
const OrNull = (): PropertyDecorator => ValidateIf((_body, value) => value !== null);
const days = (minimum: number, maximum: number, description: string) =>
  ({ type: 'integer', minimum, maximum, nullable: true, description: `${description}; never where null.` }) as const;

/** Whose rules they are, in bodies and in answers. */
@ApiSchema({ name: 'ReminderRulesScope', description: 'The whole council, or one group or plan.' })
export class RulesScopePart {
  @ApiProperty({ enum: SCOPE_KINDS, enumName: 'ReminderRulesScopeKind' })
  @IsIn(SCOPE_KINDS)
  readonly kind: RulesScope['kind'];

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Of the group or plan; none for the council.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly id?: string;
}

/** The scope as the domain has it; one that names no record where it should is refused by its rule. */
export function rulesScopeFrom({ kind, id = '' }: RulesScopePart): RulesScope {
  return kind === 'council' ? { kind } : { kind, id };
}

/** When reminders are due, in bodies and in answers. */
@ApiSchema({ name: 'ReminderRules' })
export class RulesPart implements ReminderRules {
  @ApiProperty({
    type: 'array',
    items: { type: 'integer', minimum: 1, maximum: 120 },
    maxItems: MOST_DAYS_BEFORE,
    description: 'Working days before the due date, each once, from 1 to 120; none where it is empty.',
  })
  @IsArray()
  @ArrayMaxSize(MOST_DAYS_BEFORE)
  @IsInt({ each: true })
  readonly beforeDue: number[];

  @ApiProperty({ type: Boolean, description: 'On the due date.' })
  @IsBoolean()
  readonly onTheDay: boolean;

  @ApiProperty(days(1, 90, 'Every so many days while overdue and unanswered'))
  @OrNull()
  @IsInt()
  readonly overdueEvery: number | null;

  @ApiProperty(days(7, 365, 'Every so many days without a report'))
  @OrNull()
  @IsInt()
  readonly silentAfter: number | null;

  @ApiProperty(days(1, 60, 'The monitoring lead is asked after so many working days overdue'))
  @OrNull()
  @IsInt()
  readonly toMonitoringLeadAfter: number | null;

  @ApiProperty(days(1, 60, 'The group is told after so many working days overdue'))
  @OrNull()
  @IsInt()
  readonly toGroupAfter: number | null;
}

/** When mail is sent, in bodies and in answers. */
@ApiSchema({ name: 'ReminderDelivery', description: 'Times of day are London’s.' })
export class DeliveryPart implements ReminderDelivery {
  @ApiProperty({ ...TIME, description: 'On working days.' })
  @IsString()
  readonly sendAt: string;

  @ApiProperty({ ...TIME, example: '18:00', description: 'No mail leaves from here on.' })
  @IsString()
  readonly quietFrom: string;

  @ApiProperty({ ...TIME, example: '07:30', description: 'Until then.' })
  @IsString()
  readonly quietTo: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 5,
    nullable: true,
    description: 'Most mails to one person from Monday to Sunday; no limit where null.',
  })
  @OrNull()
  @IsInt()
  readonly perWeek: number | null;

  @ApiProperty({ enum: DIVISIONS, enumName: 'BankHolidayDivision' })
  @IsIn(DIVISIONS)
  readonly division: Division;
}

@ApiSchema({ name: 'SetReminderRules' })
export class SetReminderRulesBody {
  @ApiProperty({ type: () => RulesScopePart })
  @IsObject()
  @ValidateNested()
  @Type(() => RulesScopePart)
  readonly scope: RulesScopePart;

  @ApiProperty({ ...DATE, description: 'First day on which they hold: today or later.' })
  @IsString()
  readonly from: string;

  @ApiProperty({ type: () => RulesPart })
  @IsObject()
  @ValidateNested()
  @Type(() => RulesPart)
  readonly rules: RulesPart;

  @Reason(WHY)
  readonly reason: string;
}

@ApiSchema({ name: 'EndReminderRules' })
export class EndReminderRulesBody {
  @ApiProperty({ ...DATE, description: 'First day without them: today or later.' })
  @IsString()
  readonly from: string;

  @Reason(WHY)
  readonly reason: string;
}

@ApiSchema({ name: 'SetReminderDelivery' })
export class SetReminderDeliveryBody {
  @ApiProperty({ ...DATE, description: 'First day on which it holds: today or later.' })
  @IsString()
  readonly from: string;

  @ApiProperty({ type: () => DeliveryPart })
  @IsObject()
  @ValidateNested()
  @Type(() => DeliveryPart)
  readonly delivery: DeliveryPart;

  @Reason(WHY)
  readonly reason: string;
}
