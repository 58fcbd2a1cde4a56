import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ID_SCHEMA, INSTANT_SCHEMA, instantOf, MomentAnswer, RecordedAnswer } from '@minutebook/web-kit';
import type { Preferences } from '../read-models/reminder-settings.query';
import { WantedPart } from './reminder-preferences.bodies';

const DAY = { type: String, format: 'date', example: '2014-06-16' } as const;

@ApiSchema({
  name: 'CalendarAddress',
  description: 'A private address of a calendar; the address itself is kept nowhere.',
})
export class CalendarAddressAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty(INSTANT_SCHEMA)
  readonly openedAt: string;
}

@ApiSchema({ name: 'ReminderCover', description: 'An absence that has not ended: mail goes to whoever covers it.' })
export class ReminderCoverAnswer {
  @ApiProperty({ ...ID_SCHEMA, description: 'Account that covers, and gets the mail.' })
  readonly account: string;

  @ApiProperty({ ...ID_SCHEMA, description: 'Account that is away.' })
  readonly forAccount: string;

  @ApiProperty({ ...DAY, description: 'First day.' })
  readonly from: string;

  @ApiProperty({ ...DAY, description: 'Last day.' })
  readonly to: string;
}

@ApiSchema({ name: 'ReminderPreferences' })
export class PreferencesAnswer {
  @ApiProperty({ ...ID_SCHEMA, description: 'The account.' })
  readonly id: string;

  @ApiProperty({
    type: 'integer',
    minimum: -1,
    description: 'Revision at which the preferences stand; −1 before anything was set.',
  })
  readonly revision: number;

  @ApiProperty({ type: () => WantedPart, description: 'Everything on any working day, until something else is set.' })
  readonly wanted: WantedPart;

  @ApiProperty({ type: () => CalendarAddressAnswer, nullable: true, description: 'The one that is open.' })
  readonly calendar: CalendarAddressAnswer | null;

  @ApiProperty({
    ...INSTANT_SCHEMA,
    nullable: true,
    description: 'Links that were sent before this open nothing any more; null where none were revoked.',
  })
  readonly linksRevokedAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'a.smith@derby.example',
    description: 'Where the mail goes: today’s address, whatever moment is asked for. Null where there is none.',
  })
  readonly email: string | null;

  @ApiProperty({ type: () => [ReminderCoverAnswer], description: 'Absences of one’s own, and those that one covers.' })
  readonly covers: readonly ReminderCoverAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'CalendarOpened', description: 'What was recorded, and the address of the calendar.' })
export class CalendarOpenedAnswer extends RecordedAnswer {
  @ApiProperty({ ...ID_SCHEMA, description: 'With which the address is closed.' })
  readonly calendarId: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://minutebook.derby.example/calendar/q4…Zw.ics',
    description: 'Given once: null where the same `Idempotency-Key` was sent before. Then open another.',
  })
  readonly address: string | null;
}

export function presentPreferences(
  id: string,
  { wanted, feed, linksRevokedAt, revision }: Preferences,
): Omit<PreferencesAnswer, 'email' | 'covers' | 'asAt'> {
  return {
    ...{ id, revision, wanted },
    calendar: feed === undefined ? null : { id: feed.feedId, openedAt: instantOf(feed.openedAt) },
    linksRevokedAt: linksRevokedAt === undefined ? null : instantOf(linksRevokedAt),
  };
}
