import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import { ReadModels, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import { isTaken, type Occurrence, type ReminderFate, type ReminderSummary } from '../domain/reminder.events';
import { remindersProjection, weekKey } from './reminders.projection';

type At = Pick<AsAt, 'recordNumber'>;

/** Asks which messages there are, and what became of each, as the record stood at a moment. */
@Injectable()
export class RemindersQuery {
  constructor(private readonly readModels: ReadModels) {}

  message(key: string, at: At = this.head): ReminderSummary | undefined {
    const row = this.reader.row('message', key, at.recordNumber);
    return row && summaryOf(row);
  }

  /** That asked about a record, the newest first. */
  ofRecord(stream: string, at: At = this.head): readonly ReminderSummary[] {
    return this.listed('of-record', stream, at);
  }

  /** Taken, and without an answer for this record. */
  unansweredOf(stream: string): readonly ReminderSummary[] {
    return this.listed('unanswered-of-record', stream, this.head).filter(isTaken);
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

  /** Claimed, and neither taken nor refused nor given up. */
  unsettled(): readonly ReminderSummary[] {
    return this.listed('unsettled', 'all', this.head);
  }

  private listed(list: string, of: string, at: At): readonly ReminderSummary[] {
    return this.reader
      .members('message', list, of, at.recordNumber)
      .map(summaryOf)
      .sort((a, b) => b.claimedRecord - a.claimedRecord);
  }

  private get head(): At {
    return { recordNumber: this.readModels.reached.recordNumber };
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(remindersProjection.name);
  }
}

function summaryOf(row: Version): ReminderSummary {
  return {
    key: row.key,
    account: String(row['account']),
    day: String(row['day']),
    occurrences: JSON.parse(String(row['occurrences'])) as readonly Occurrence[],
    fate: row['fate'] as ReminderFate,
    why: (row['why'] ?? null) as ReminderSummary['why'],
    attempts: Number(row['attempts']),
    transmissions: Number(row['transmissions']),
    perhapsTaken: row['perhaps_taken'] === 1,
    claimedRecord: Number(row['claimed_record']),
    claimedAt: Number(row['claimed_at']),
    sentAt: number(row['sent_at']),
    acceptedAt: number(row['accepted_at']),
    deliveredAt: number(row['delivered_at']),
    heldBackSince: (row['held_back_since'] ?? null) as LocalDate | null,
    perWeek: number(row['per_week']),
    answered: JSON.parse(String(row['answered'])) as readonly string[],
    linksRevoked: row['links_revoked'] === 1,
    recordNumber: row.recordNumber,
  };
}

function number(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
