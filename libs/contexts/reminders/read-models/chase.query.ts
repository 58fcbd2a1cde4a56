import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { ReminderRule } from '../domain/reminder.events';

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
  readonly fate:
    'held-back' | 'claimed' | 'sent' | 'accepted' | 'delivered' | 'undelivered' | 'failed' | 'refused' | 'given-up';
  readonly why: string | null;
  readonly acceptedAt: number | null;
  readonly answered: boolean;
  readonly recordNumber: number;
}

/** The proof that whoever is to answer for a record was asked. */
export interface Chase {
  /** Messages that were accepted, or perhaps taken. */
  readonly reminded: number;
  readonly lastDay: LocalDate;
  readonly last: ChaseMessage;
  /** Whether the last one was answered. */
  readonly answered: boolean;
  /** Newest first. */
  readonly messages: readonly ChaseMessage[];
}

/** Asks what is known of the mails about records. While none was claimed there is nothing to know. */
@Injectable()
export class ChaseQuery {
  of(stream: string, at: AsAt): Chase | undefined {
    return this.ofMany([stream], at).get(stream);
  }

  ofMany(_streams: readonly string[], _at: AsAt): ReadonlyMap<string, Chase> {
    return new Map();
  }
}
