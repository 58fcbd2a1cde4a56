import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { LaidAside } from '@minutebook/kernel/recording';
import { ID_SCHEMA, INSTANT_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import { readAlarm, type AlarmMeaning } from '../application/alarm-keys';
import type { TestFault } from '../domain/reminder-switch.events';
import type { Paused, SentTest } from '../read-models/reminder-settings.query';

const COUNT = { type: 'integer', minimum: 0 } as const;
const FAULTS: readonly TestFault[] = ['address', 'mail', 'unavailable', 'no-answer'];
const MEANINGS: readonly AlarmMeaning['what'][] = ['digest', 'again', 'delivery', 'escalate', 'sweep'];

@ApiSchema({ name: 'RemindersPaused', description: 'No mail leaves.' })
export class PausedAnswer {
  @ApiProperty(INSTANT_SCHEMA)
  readonly since: string;

  @ApiProperty({ ...ID_SCHEMA, description: 'Account.' })
  readonly by: string;

  @ApiProperty({ type: String, nullable: true })
  readonly reason: string | null;
}

@ApiSchema({ name: 'ReminderTest', description: 'A mail that somebody had sent to themselves.' })
export class ReminderTestAnswer {
  @ApiProperty(INSTANT_SCHEMA)
  readonly sentAt: string;

  @ApiProperty({ ...ID_SCHEMA, description: 'Account that it was sent to.' })
  readonly account: string;

  @ApiProperty({ type: Boolean, description: 'Whether the mail server took it, which is not yet its reader.' })
  readonly taken: boolean;

  @ApiProperty({
    enum: FAULTS,
    enumName: 'ReminderTestFault',
    nullable: true,
    description:
      'Why it was not: its address or the mail itself was refused, the mail server was out of reach, or it did not answer and may have taken it.',
  })
  readonly why: TestFault | null;
}

@ApiSchema({ name: 'ReminderSending' })
export class SendingAnswer {
  @ApiProperty({ type: String, example: 'council', description: 'Always `council`.' })
  readonly id: string;

  @ApiProperty({
    type: 'integer',
    minimum: -1,
    description: 'Revision at which it stands; −1 before anything was recorded.',
  })
  readonly revision: number;

  @ApiProperty({ type: () => PausedAnswer, nullable: true, description: 'Null where mail is sent as it falls due.' })
  readonly paused: PausedAnswer | null;

  @ApiProperty({
    type: () => [ReminderTestAnswer],
    description: 'The latest ten, the last one first; the audit trail has all.',
  })
  readonly tests: readonly ReminderTestAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'AlarmLaidAside', description: 'An alarm whose last try failed: it rings no more by itself.' })
export class AlarmAnswer {
  @ApiProperty({
    type: String,
    example: 'digest-demo-action-lead-20140617',
    description: 'Names it when it is to ring again.',
  })
  readonly key: string;

  @ApiProperty({
    enum: MEANINGS,
    enumName: 'ReminderAlarmKind',
    nullable: true,
    description:
      '`digest`: the mail to an account of a day. `again`: a mail, once more. `delivery`: what became of a mail. `escalate`: a record to its group. `sweep`: planning a day. Null: of another version of Minutebook.',
  })
  readonly what: AlarmMeaning['what'] | null;

  @ApiProperty({ ...ID_SCHEMA, nullable: true, description: 'Of `digest`: the account.' })
  readonly account: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of `digest` and `sweep`: the day.' })
  readonly day: string | null;

  @ApiProperty({ ...ID_SCHEMA, nullable: true, description: 'Of `again` and `delivery`: the reminder.' })
  readonly reminder: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of `escalate`: stream of the record.' })
  readonly record: string | null;

  @ApiProperty({ ...INSTANT_SCHEMA, description: 'When it was laid aside.' })
  readonly since: string;

  @ApiProperty({ ...COUNT, description: 'How often it was tried.' })
  readonly tries: number;

  @ApiProperty({ type: String, description: 'What the last try said.' })
  readonly reason: string;
}

@ApiSchema({ name: 'AlarmsLaidAside' })
export class AlarmListAnswer extends PartAnswer {
  @ApiProperty({ ...COUNT, description: 'Alarms that are set for later.' })
  readonly waiting: number;

  @ApiProperty({ ...COUNT, description: 'Alarms that are ringing.' })
  readonly ringing: number;

  @ApiProperty({ ...COUNT, description: 'Alarms that were laid aside after their last try.' })
  readonly laidAside: number;

  @ApiProperty({ type: () => [AlarmAnswer], description: 'Those laid aside, the latest first.' })
  readonly items: readonly AlarmAnswer[];
}

@ApiSchema({ name: 'AlarmsRingAgain' })
export class RingAgainAnswer {
  @ApiProperty({
    ...COUNT,
    description: 'How many ring again now; those that are not laid aside any more are not among them.',
  })
  readonly ringAgain: number;
}

export function presentPaused({ since, by, reason }: Paused): PausedAnswer {
  return { since: instantOf(since), by, reason };
}

export function presentTest({ sentAt, account, taken, why }: SentTest): ReminderTestAnswer {
  return { sentAt: instantOf(sentAt), account, taken, why };
}

export function presentAlarm({ key, since, tries, reason }: LaidAside): AlarmAnswer {
  const meaning = readAlarm(key);
  const { account = null, day = null, message = null, stream = null }: Concern = meaning ?? {};
  return {
    ...{ key, what: meaning?.what ?? null, account, day, reminder: message, record: stream },
    ...{ since: instantOf(since), tries, reason },
  };
}

/** What alarms are about, whatever each means. */
type Concern = Partial<Record<'account' | 'day' | 'message' | 'stream', string | null>>;
