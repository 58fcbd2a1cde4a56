import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsString } from 'class-validator';
import { ID_SCHEMA, IsRecordId, ListQuery, MayBeLeftOut, Reason } from '@minutebook/web-kit';
import { FATES } from '../application/messages-in-words';
import type { ReminderFate } from '../domain/reminder.events';
import { FATE_ENUM } from './reminders.answers';

const DAY = { type: String, format: 'date', required: false, example: '2014-06-16' } as const;

/** What the list of reminders may be asked with besides. */
export class ReminderListQuery extends ListQuery {
  @ApiProperty({ type: String, enum: FATE_ENUM.enum, required: false, description: 'Only those of which this became.' })
  @MayBeLeftOut()
  @IsIn(Object.keys(FATES))
  readonly fate?: ReminderFate;

  @ApiProperty({ ...ID_SCHEMA, required: false, description: 'Only those sent to this account, or that ask it.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly account?: string;

  @ApiProperty({ ...DAY, description: 'From this day on.' })
  @MayBeLeftOut()
  @IsString({ message: 'Ask for one day' })
  readonly from?: string;

  @ApiProperty({ ...DAY, description: 'Up to this day.' })
  @MayBeLeftOut()
  @IsString({ message: 'Ask for one day' })
  readonly to?: string;
}

@ApiSchema({ name: 'RevokeReminderLinks' })
export class RevokeReminderLinksBody {
  @Reason()
  readonly reason: string;
}
