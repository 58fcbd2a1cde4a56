import { Injectable } from '@nestjs/common';
import type { StandingFact } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { ReminderSummary } from '../domain/reminder.events';
import { DueFactsQuery } from '../read-models/due-facts.query';
import { RemindersQuery, type MessageStep } from '../read-models/reminders.query';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';

/** One message with what stands around it at a moment. */
@Injectable()
export class MessageLookUp {
  constructor(
    private readonly reminders: RemindersQuery,
    private readonly facts: DueFactsQuery,
    private readonly settings: ReminderSettingsQuery,
  ) {}

  message(key: string, at: AsAt): ReminderSummary | undefined {
    return this.reminders.message(key, at);
  }

  around(
    { key }: ReminderSummary,
    at: AsAt,
  ): {
    readonly factOf: (stream: string) => StandingFact | undefined;
    readonly steps: readonly MessageStep[];
    readonly paused: boolean;
  } {
    return {
      factOf: (stream) => this.facts.fact(stream, at),
      steps: this.reminders.stepsOf(key, at),
      paused: this.settings.paused(at) !== undefined,
    };
  }
}
