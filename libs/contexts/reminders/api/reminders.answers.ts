import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { DATE_SCHEMA, ID_SCHEMA, instantOf, MomentAnswer, PartAnswer } from '@minutebook/web-kit';
import type { ComingDay, ComingMail } from '../application/coming-reminders';
import { FATES, RULES } from '../application/messages-in-words';
import type { ReminderEvent, ReminderFate, ReminderRule, ReminderSummary } from '../domain/reminder.events';
import type { MessageStep } from '../read-models/reminders.query';

const INSTANT = { type: String, format: 'date-time', nullable: true } as const;

export const FATE_ENUM = { enum: Object.keys(FATES), enumName: 'ReminderFate' } as const;
const RULE_ENUM = { enum: Object.keys(RULES), enumName: 'ReminderRule' } as const;

@ApiSchema({ name: 'ReminderOccurrence', description: 'One thing that a reminder asks about.' })
export class OccurrenceAnswer {
  @ApiProperty(RULE_ENUM)
  readonly rule: ReminderRule;

  @ApiProperty({ type: String, description: 'Stream of the record, such as `action-<id>`.' })
  readonly record: string;

  @ApiProperty({ ...DATE_SCHEMA, description: 'The day for which the rule makes it.' })
  readonly on: string;

  @ApiProperty({ ...DATE_SCHEMA, nullable: true, description: 'When the record was due then.' })
  readonly due: string | null;

  @ApiProperty({
    type: String,
    description: 'Account of whoever is asked: another than it is sent to where that covers it.',
  })
  readonly person: string;
}

@ApiSchema({ name: 'ReminderAskedOccurrence' })
export class AskedAnswer extends OccurrenceAnswer {
  @ApiProperty({
    ...DATE_SCHEMA,
    nullable: true,
    description: 'When it was answered for since; null where it was not.',
  })
  readonly answeredOn: string | null;
}

@ApiSchema({ name: 'ReminderSummary', description: 'One mail to one person on one day.' })
export class ReminderSummaryAnswer {
  @ApiProperty(ID_SCHEMA)
  readonly id: string;

  @ApiProperty(DATE_SCHEMA)
  readonly day: string;

  @ApiProperty({ type: String, description: 'Account that it was sent to.' })
  readonly account: string;

  @ApiProperty({ ...FATE_ENUM, description: '`sent`: handed over, and no answer is known.' })
  readonly fate: ReminderFate;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Why it was not taken or delivered: `no-address`, `address`, `mail`, `unavailable`, `later`, `technical`.',
  })
  readonly why: string | null;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly attempts: number;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'How often it was handed over: more than once only where an answer was lost or it was turned down.',
  })
  readonly transmissions: number;

  @ApiProperty({ type: () => [AskedAnswer] })
  readonly occurrences: readonly AskedAnswer[];

  @ApiProperty(INSTANT)
  readonly sentAt: string | null;

  @ApiProperty(INSTANT)
  readonly acceptedAt: string | null;

  @ApiProperty(INSTANT)
  readonly deliveredAt: string | null;

  @ApiProperty({
    ...DATE_SCHEMA,
    nullable: true,
    description: 'First day from which some of it was held back by the weekly cap.',
  })
  readonly heldBackSince: string | null;

  @ApiProperty({ type: Boolean, description: 'Whether its links open nothing any more.' })
  readonly linksRevoked: boolean;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Number of its last event in the whole record.' })
  readonly recordNumber: number;
}

@ApiSchema({ name: 'ReminderEvent', description: 'One event of a reminder.' })
export class ReminderEventAnswer {
  @ApiProperty({ type: String, example: 'ReminderAccepted' })
  readonly type: ReminderEvent['type'];

  @ApiProperty({ type: String, format: 'date-time' })
  readonly at: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly recordNumber: number;
}

@ApiSchema({ name: 'Reminder' })
export class ReminderAnswer extends ReminderSummaryAnswer {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Revision at which the reminder stands.' })
  readonly revision: number;

  @ApiProperty({ type: () => [ReminderEventAnswer], description: 'The newest first.' })
  readonly events: readonly ReminderEventAnswer[];

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

@ApiSchema({ name: 'ReminderList' })
export class ReminderListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [ReminderSummaryAnswer], description: 'The newest first.' })
  readonly items: readonly ReminderSummaryAnswer[];
}

@ApiSchema({ name: 'ComingReminder', description: 'A mail as it would be sent, if nothing changes.' })
export class ComingReminderAnswer {
  @ApiProperty({ ...DATE_SCHEMA, description: 'The day on which it would leave.' })
  readonly day: string;

  @ApiProperty({ type: String, description: 'Account that it would be sent to.' })
  readonly account: string;

  @ApiProperty({ type: Boolean, description: 'Whether the weekly cap would hold it back: an estimate.' })
  readonly heldBack: boolean;

  @ApiProperty({ type: () => [OccurrenceAnswer], description: 'The most urgent first.' })
  readonly occurrences: readonly OccurrenceAnswer[];
}

@ApiSchema({ name: 'ComingReminderList' })
export class ComingReminderListAnswer extends PartAnswer {
  @ApiProperty({ type: () => [ComingReminderAnswer], description: 'By day, the next first.' })
  readonly items: readonly ComingReminderAnswer[];

  @ApiProperty({ type: Boolean, description: 'Whether reminders have begun: before that nothing is due.' })
  readonly begun: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether reminders are paused now, so that nothing leaves.' })
  readonly paused: boolean;
}

export function presentReminder(message: ReminderSummary): ReminderSummaryAnswer {
  const { key, day, account, fate, why, attempts, transmissions, occurrences, answered } = message;
  const { sentAt, acceptedAt, deliveredAt, heldBackSince, linksRevoked, recordNumber } = message;
  return {
    ...{ id: key, day, account, fate, why, attempts, transmissions },
    occurrences: occurrences.map(({ rule, record, on, due, person }) => ({
      ...{ rule, record: record.stream, on, due, person },
      answeredOn: answered.find(({ stream }) => stream === record.stream)?.on ?? null,
    })),
    sentAt: instantOrNull(sentAt),
    acceptedAt: instantOrNull(acceptedAt),
    deliveredAt: instantOrNull(deliveredAt),
    ...{ heldBackSince, linksRevoked, recordNumber },
  };
}

/** Every event of a message is a step: the last one is its revision. */
export function presentSteps(steps: readonly MessageStep[]): Pick<ReminderAnswer, 'revision' | 'events'> {
  return {
    revision: steps.length - 1,
    events: steps.map(({ type, at, recordNumber }) => ({ type, at: instantOf(at), recordNumber })),
  };
}

export function presentComing(days: readonly ComingDay[]): readonly ComingReminderAnswer[] {
  return days.flatMap(({ mails, heldBack }) => [
    ...mails.map((mail) => comingAnswer(mail, false)),
    ...heldBack.map((mail) => comingAnswer(mail, true)),
  ]);
}

function comingAnswer({ day, account, items }: ComingMail, heldBack: boolean): ComingReminderAnswer {
  return {
    ...{ day, account, heldBack },
    occurrences: items.map(({ fact, occurrence: { rule, on }, person }) => ({
      ...{ rule, record: fact.stream, on, due: fact.due, person },
    })),
  };
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : instantOf(at);
}
