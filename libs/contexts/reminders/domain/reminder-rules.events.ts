import type { Division, Event, LocalDate } from '@minutebook/kernel';

/** When reminders of a record are due. Local practice: no act asks for any of it. */
export interface ReminderRules {
  /** Working days before the due date, each once, the most first; none where it is empty. */
  readonly beforeDue: readonly number[];
  /** On the due date; on the last working day before it, where it is none. */
  readonly onTheDay: boolean;
  /** Every so many calendar days while overdue and unanswered; never where null. */
  readonly overdueEvery: number | null;
  /** Every so many calendar days without a report; never where null. */
  readonly silentAfter: number | null;
  /** The monitoring lead is asked after so many working days overdue and unanswered; never where null. */
  readonly toMonitoringLeadAfter: number | null;
  /** The group is told after so many working days overdue and unanswered; never where null. */
  readonly toGroupAfter: number | null;
}

/** When mail is sent, for the whole council. Times of day in London, `HH:MM`. */
export interface ReminderDelivery {
  readonly sendAt: string;
  /** No mail leaves from this time in the evening to the other in the morning. */
  readonly quietFrom: string;
  readonly quietTo: string;
  /** Most mails to one person from Monday to Sunday; no limit where null. */
  readonly perWeek: number | null;
  /** Whose bank holidays are no working days. */
  readonly division: Division;
}

/** What holds from a day on. */
export interface Dated<T> {
  readonly from: LocalDate;
  readonly value: T;
}

/** A scope's own rules through time: null from the day on which they were ended. */
export type OwnRules = readonly Dated<ReminderRules | null>[];

/** Whose rules these are: a plan's come before its group's, and these before the council's. */
export type RulesScope = { readonly kind: 'council' } | { readonly kind: 'group' | 'plan'; readonly id: string };

/** From this day on these rules hold here; why stands in the metadata. They make no occurrence for an earlier day. */
export type ReminderRulesSet = Event<
  'ReminderRulesSet',
  { readonly scope: RulesScope; readonly from: LocalDate; readonly rules: ReminderRules }
>;
/** From this day on there are none of its own here: those around it hold. */
export type ReminderRulesEnded = Event<'ReminderRulesEnded', { readonly scope: RulesScope; readonly from: LocalDate }>;
/** From this day on mail is sent so. */
export type ReminderDeliverySet = Event<
  'ReminderDeliverySet',
  { readonly from: LocalDate; readonly delivery: ReminderDelivery }
>;

export type ReminderRulesEvent = ReminderRulesSet | ReminderRulesEnded | ReminderDeliverySet;
