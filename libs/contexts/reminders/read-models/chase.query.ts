import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { isTaken, type ReminderFate, type ReminderRule, type ReminderSummary } from '../domain/reminder.events';
import { RemindersQuery } from './reminders.query';

/** A mail that listed a record, and what became of it. */
export interface ChaseMessage {
  readonly key: string;
  readonly day: LocalDate;
  /** Whom it was sent to. */
  readonly account: string;
  /** Whom it asked: another where an absence is covered. */
  readonly person: string;
  readonly rule: ReminderRule;
  readonly on: LocalDate;
  readonly attempts: number;
  readonly fate: ReminderFate;
  readonly why: string | null;
  readonly acceptedAt: number | null;
  /** The day on which it was answered. */
  readonly answeredOn: LocalDate | null;
  readonly recordNumber: number;
}

/** The proof that whoever is to answer for a record was asked. */
export interface Chase {
  /** Messages that were accepted, or perhaps taken. */
  readonly reminded: number;
  readonly lastDay: LocalDate;
  readonly last: ChaseMessage;
  /** The day on which the last one was answered. */
  readonly answeredOn: LocalDate | null;
  /** Newest first. */
  readonly messages: readonly ChaseMessage[];
}

/** Asks what is known of the mails about records: the proof of chase, as the record stood at a moment. */
@Injectable()
export class ChaseQuery {
  constructor(private readonly reminders: RemindersQuery) {}

  /** Undefined where nobody was reminded of it. */
  of(stream: string, at: AsAt): Chase | undefined {
    const summaries = this.reminders.ofRecord(stream, at);
    const messages = summaries.flatMap((summary) => messagesOf(summary, stream));
    const [last] = messages;
    if (!last) return undefined;
    return {
      reminded: summaries.filter(isTaken).length,
      lastDay: last.day,
      last,
      answeredOn: last.answeredOn,
      messages,
    };
  }

  ofMany(streams: readonly string[], at: AsAt): ReadonlyMap<string, Chase> {
    return new Map(
      streams.flatMap((stream) => {
        const chase = this.of(stream, at);
        return chase ? [[stream, chase] as const] : [];
      }),
    );
  }
}

/** One for each occurrence of the record: a cover may be asked for two persons at once. */
function messagesOf(summary: ReminderSummary, stream: string): readonly ChaseMessage[] {
  const { key, day, account, attempts, fate, why, acceptedAt, recordNumber } = summary;
  const answeredOn = summary.answered.find((each) => each.stream === stream)?.on ?? null;
  return summary.occurrences
    .filter(({ record }) => record.stream === stream)
    .map(({ person, rule, on }) => ({
      ...{ key, day, account, person, rule, on },
      ...{ attempts, fate, why, acceptedAt, answeredOn, recordNumber },
    }));
}
