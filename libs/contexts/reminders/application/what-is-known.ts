import type { DueFactConcern, LocalDate, StandingFact } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { ReminderSummary } from '../domain/reminder.events';
import type { WantedReminders } from '../domain/reminder-preferences.events';
import type { Dated, OwnRules, ReminderDelivery, RulesScope } from '../domain/reminder-rules.events';

/** What is due, as the record stands now; the application says which read model answers. */
export abstract class KnownDueFacts {
  abstract fact(stream: string): StandingFact | undefined;
  abstract open(): readonly StandingFact[];
  abstract concerning(concerns: readonly DueFactConcern[]): readonly StandingFact[];
}

/** Which messages there are, and what became of each, as the record stands now. */
export abstract class KnownReminders {
  abstract message(key: string): ReminderSummary | undefined;
  abstract ofRecord(stream: string): readonly ReminderSummary[];
  abstract unansweredOf(stream: string): readonly ReminderSummary[];
  abstract unansweredRecords(): readonly string[];
  abstract unsettled(account?: string): readonly ReminderSummary[];
  abstract ofWeek(account: string, day: LocalDate): readonly ReminderSummary[];
}

type At = Pick<AsAt, 'recordNumber'>;

/** What people have set. */
export abstract class KnownSettings {
  abstract ownRules(scope: RulesScope, at: At): OwnRules;
  abstract ownDelivery(at: At): readonly Dated<ReminderDelivery>[];
  abstract wanted(account: string, at: At): WantedReminders;
  abstract paused(at: At): object | undefined;
}

/** Who a message can reach: their address today; undefined where there is none, or the account is closed. */
export abstract class Addresses {
  abstract addressOf(account: string): string | undefined;
}

/** The link under which a record can be answered for from a mail, where its kind can be. */
export abstract class AnswerAddresses {
  abstract linkFor(key: string, fact: StandingFact): string | undefined;
}
