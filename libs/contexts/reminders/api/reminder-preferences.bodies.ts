import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsInt, ValidateIf } from 'class-validator';
import { ID_SCHEMA, IsRecordId, OptionalReason, Reason } from '@minutebook/web-kit';
import type { WantedReminders } from '../domain/reminder-preferences.events';

/** What somebody wants to be reminded of, in bodies and in answers. */
@ApiSchema({ name: 'WantedReminders', description: 'What is escalated comes whatever is wanted, on any working day.' })
export class WantedPart implements WantedReminders {
  @ApiProperty({ type: Boolean, description: 'Before a due date.' })
  @IsBoolean()
  readonly beforeDue: boolean;

  @ApiProperty({ type: Boolean, description: 'On the due date.' })
  @IsBoolean()
  readonly onTheDay: boolean;

  @ApiProperty({ type: Boolean, description: 'While something is overdue.' })
  @IsBoolean()
  readonly overdue: boolean;

  @ApiProperty({ type: Boolean, description: 'After a long time without a report.' })
  @IsBoolean()
  readonly noReport: boolean;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 5,
    nullable: true,
    example: 2,
    description: 'The only weekday on which mail comes, 1 (Monday) to 5 (Friday); any working day where null.',
  })
  @ValidateIf((_body, value) => value !== null)
  @IsInt()
  readonly onlyOn: number | null;
}

@ApiSchema({ name: 'SetReminderPreferences' })
export class SetReminderPreferencesBody extends WantedPart {}

@ApiSchema({ name: 'OpenCalendar' })
export class OpenCalendarBody {
  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'CloseCalendar' })
export class CloseCalendarBody {
  @ApiProperty({ ...ID_SCHEMA, description: '`calendar.id` of the preferences.' })
  @IsRecordId()
  readonly calendarId: string;

  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'RevokeOwnReminderLinks' })
export class RevokeOwnLinksBody {
  @Reason()
  readonly reason: string;
}
