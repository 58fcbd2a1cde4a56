import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import { numberOrNull, ReadModels, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import {
  isTaken,
  type AnsweredRecord,
  type Occurrence,
  type ReminderEvent,
  type ReminderFate,
  type ReminderSummary,
} from '../domain/reminder.events';
import { monthKey, remindersProjection, unsettledKey, weekKey } from './reminders.projection';

/** Days of messages, both inclusive. */
export interface DaysOfMessages {
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** One event of a message. Of those that began it, what it asks about stands in the message. */
export type MessageStep = {
  [T in ReminderEvent['type']]: {
    readonly type: T;
    readonly data: Omit<Extract<ReminderEvent, { readonly type: T }>['data'], 'occurrences'>;
    /** Epoch ms of the record's clock. */
    readonly at: number;
    readonly recordNumber: number;
  };
}[ReminderEvent['type']];

type At = Pick<AsAt, 'recordNumber'>;

/** Most records whose messages are kept in memory, and most occurrences of messages. */
const KEPT_RECORDS = 2_000;
const KEPT_OCCURRENCES = 50_000;

/** Asks which messages there are, and what became of each, as the record stood at a moment. */
@Injectable()
export class RemindersQuery {
  /** By record, as of the last head that was looked at: every sweep asks for those of all open records. */
  private readonly kept = new Map<string, readonly ReminderSummary[]>();
  private keptAt = 0;
  /** By message: what it asks about never changes, and is what takes longest to read. */
  private readonly occurrences = new Map<string, readonly Occurrence[]>();
  private occurrencesKept = 0;

  constructor(private readonly readModels: ReadModels) {}

  message(key: string, at: At = this.head): ReminderSummary | undefined {
    const row = this.reader.row('message', key, at.recordNumber);
    return row && this.summaryOf(row);
  }

  /** That asked about a record, the newest first. */
  ofRecord(stream: string, at: At = this.head): readonly ReminderSummary[] {
    if (at.recordNumber !== this.head.recordNumber) return this.listed('of-record', stream, at);
    this.forgetWhatChanged(at.recordNumber);
    const known = this.kept.get(stream);
    if (known) return known;
    const found = this.listed('of-record', stream, at);
    this.kept.set(stream, found);
    return found;
  }

  /** Taken, and without an answer for this record. */
  unansweredOf(stream: string): readonly ReminderSummary[] {
    return this.listed('unanswered-of-record', stream, this.head).filter(isTaken);
  }

  /** The records of which a message still waits for an answer. */
  unansweredRecords(): readonly string[] {
    const streams = this.listed('unanswered', 'all', this.head)
      .filter(isTaken)
      .flatMap(({ occurrences, answered }) =>
        occurrences
          .map(({ record }) => record.stream)
          .filter((stream) => !answered.some((each) => each.stream === stream)),
      );
    return [...new Set(streams)];
  }

  /** To one account in the week of a day. */
  ofWeek(account: string, day: LocalDate, at: At = this.head): readonly ReminderSummary[] {
    return this.listed('of-week', weekKey(account, day), at);
  }

  ofAccount(account: string, at: At = this.head): readonly ReminderSummary[] {
    return this.listed('of-account', account, at);
  }

  /** Claimed on a day. */
  ofDay(day: LocalDate, at: At = this.head): readonly ReminderSummary[] {
    return this.listed('of-day', day, at);
  }

  /** The messages of some days, or all of them; the newest first. */
  between({ from, to }: DaysOfMessages, at: At = this.head): readonly ReminderSummary[] {
    const isAsked = (day: LocalDate): boolean => (from ?? day) <= day && day <= (to ?? day);
    return this.reader
      .members('month', 'months', 'all', at.recordNumber)
      .map(({ key }) => key)
      .filter((month) => (from === undefined || monthKey(from) <= month) && (to === undefined || month <= monthKey(to)))
      .sort((a, b) => (a < b ? 1 : -1))
      .flatMap((month) => this.listed('of-month', month, at))
      .filter(({ day }) => isAsked(day));
  }

  /** What happened to a message, the newest first. */
  stepsOf(key: string, at: At = this.head): readonly MessageStep[] {
    return this.reader
      .members('step', 'steps', key, at.recordNumber)
      .map((row) => ({
        type: row['type'],
        data: JSON.parse(String(row['data'])) as object,
        at: Number(row['at']),
        recordNumber: row.recordNumber,
      }))
      .sort((a, b) => b.recordNumber - a.recordNumber) as readonly MessageStep[];
  }

  /** Claimed, and neither taken nor refused nor given up; to one account, or all of them. */
  unsettled(account?: string): readonly ReminderSummary[] {
    return this.listed('unsettled', account === undefined ? 'all' : unsettledKey(account), this.head);
  }

  private forgetWhatChanged(head: number): void {
    if (this.kept.size >= KEPT_RECORDS) this.kept.clear();
    if (this.kept.size > 0 && head !== this.keptAt)
      for (const { key } of this.reader.changedBetween('message', this.keptAt, head))
        for (const { record } of this.message(key)?.occurrences ?? []) this.kept.delete(record.stream);
    this.keptAt = head;
  }

  private listed(list: string, of: string, at: At): readonly ReminderSummary[] {
    return this.reader
      .members('message', list, of, at.recordNumber)
      .map((row) => this.summaryOf(row))
      .sort((a, b) => b.claimedRecord - a.claimedRecord);
  }

  private summaryOf(row: Version): ReminderSummary {
    return summaryOf(row, this.occurrencesOf(row));
  }

  private occurrencesOf(row: Version): readonly Occurrence[] {
    const known = this.occurrences.get(row.key);
    if (known) return known;
    const found = JSON.parse(String(row['occurrences'])) as readonly Occurrence[];
    if (this.occurrencesKept + found.length > KEPT_OCCURRENCES) {
      this.occurrences.clear();
      this.occurrencesKept = 0;
    }
    this.occurrences.set(row.key, found);
    this.occurrencesKept += found.length;
    return found;
  }

  private get head(): At {
    return { recordNumber: this.readModels.reached.recordNumber };
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(remindersProjection.name);
  }
}

function summaryOf(row: Version, occurrences: readonly Occurrence[]): ReminderSummary {
  return {
    key: row.key,
    account: String(row['account']),
    day: String(row['day']),
    occurrences,
    fate: row['fate'] as ReminderFate,
    why: (row['why'] ?? null) as ReminderSummary['why'],
    attempts: Number(row['attempts']),
    transmissions: Number(row['transmissions']),
    perhapsTaken: row['perhaps_taken'] === 1,
    claimedRecord: Number(row['claimed_record']),
    claimedAt: Number(row['claimed_at']),
    sentAt: numberOrNull(row['sent_at']),
    acceptedAt: numberOrNull(row['accepted_at']),
    deliveredAt: numberOrNull(row['delivered_at']),
    heldBackSince: (row['held_back_since'] ?? null) as LocalDate | null,
    perWeek: numberOrNull(row['per_week']),
    answered: JSON.parse(String(row['answered'])) as readonly AnsweredRecord[],
    linksRevoked: row['links_revoked'] === 1,
    recordNumber: row.recordNumber,
  };
}
