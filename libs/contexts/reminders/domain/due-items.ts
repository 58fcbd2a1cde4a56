import { addDays, type LocalDate, type StandingFact } from '@minutebook/kernel';
import type { ReminderCalendar } from './reminder-calendar';
import type { Occurrence, ReminderRule, ReminderSummary } from './reminder.events';
import { isTaken } from './reminder.events';
import type { WantedReminders } from './reminder-preferences.events';
import type { Dated, ReminderRules } from './reminder-rules.events';
import { occurrencesOf, urgencyOf, type DueOccurrence, type LadderStep } from './occurrences';
import type { PeopleOfDay } from './people-asked';

/** What is due of one person on a day. */
export interface DueItem {
  readonly fact: StandingFact;
  readonly occurrence: DueOccurrence;
  /** Whose it is; whom it is sent to may cover their absence. */
  readonly person: string;
}

/** What holds on the day on which it is looked. */
export interface DayOfReminders {
  readonly today: LocalDate;
  /** The day on which the policy began: nothing is due for an earlier one. */
  readonly startedOn: LocalDate;
  readonly calendar: ReminderCalendar;
  readonly people: PeopleOfDay;
}

/** What concerns a record: the rules that hold for it through time, and the messages that asked about it. */
export interface AroundFact {
  readonly rules: readonly Dated<ReminderRules>[];
  readonly messages: readonly AskingMessage[];
  /** What a person wants to be reminded of. */
  wanted(person: string): WantedReminders;
}

/** A message as far as it tells what was asked. */
export type AskingMessage = Pick<ReminderSummary, 'fate' | 'perhapsTaken' | 'occurrences'>;

export const LADDER: readonly LadderStep[] = ['lead', 'monitoring-lead', 'group'];

/** The latest occurrence of a step by today: it says all that earlier ones would have said. */
export function latestOccurrence(
  fact: StandingFact,
  step: LadderStep,
  around: Pick<AroundFact, 'rules'>,
  day: DayOfReminders,
): DueOccurrence | undefined {
  return occurrencesByToday(fact, around, day)
    .filter((occurrence) => occurrence.step === step)
    .at(-1);
}

function occurrencesByToday(
  fact: StandingFact,
  { rules }: Pick<AroundFact, 'rules'>,
  { today, startedOn, calendar }: DayOfReminders,
): readonly DueOccurrence[] {
  return occurrencesOf(fact, rules, calendar, { after: addDays(startedOn, -1), until: today });
}

/** The occurrences of a record after today, by another day. */
export function comingOccurrences(
  fact: StandingFact,
  { rules }: Pick<AroundFact, 'rules'>,
  { today, startedOn, calendar }: DayOfReminders,
  until: LocalDate,
): readonly DueOccurrence[] {
  const after = startedOn > today ? addDays(startedOn, -1) : today;
  return occurrencesOf(fact, rules, calendar, { after, until });
}

/**
 * What is due of a record today, person by person, as each wants to be reminded, and nobody has been asked yet. Of whom it is
 * looked for is told before anything else is found out: a record concerns few of those who may see it.
 */
export function itemsOf(
  fact: StandingFact,
  around: AroundFact,
  day: DayOfReminders,
  isAskedFor: (person: string) => boolean = () => true,
): readonly DueItem[] {
  const asked = LADDER.map((step) => ({ step, persons: day.people.asked(fact, step).accounts.filter(isAskedFor) }));
  if (asked.every(({ persons }) => persons.length === 0)) return [];
  const occurrences = occurrencesByToday(fact, around, day);
  return asked.flatMap(({ step, persons }) => {
    const ofStep = occurrences.filter((occurrence) => occurrence.step === step);
    if (ofStep.length === 0) return [];
    return persons.flatMap((person) => {
      const occurrence = ofStep.findLast(({ rule }) => isWanted(rule, around.wanted(person)));
      if (!occurrence || wasAsked(person, fact, occurrence, around.messages)) return [];
      return [{ fact, occurrence, person }];
    });
  });
}

/** Whether a message asked a person, or never will: its address or the mail itself was refused. */
function wasAsked(
  person: string,
  { stream }: StandingFact,
  { rule, on }: DueOccurrence,
  messages: readonly AskingMessage[],
): boolean {
  return messages.some(
    (message) =>
      (isTaken(message) || message.fate === 'refused') &&
      message.occurrences.some(
        (each) => each.record.stream === stream && each.rule === rule && each.on === on && each.person === person,
      ),
  );
}

/** An item as the message that asks for it holds it. */
export function occurrenceOf({ fact, occurrence, person }: DueItem): Occurrence {
  const { stream, revision, due } = fact;
  return { rule: occurrence.rule, record: { stream, revision }, on: occurrence.on, due, person };
}

/** Whether a person wants to be reminded by a rule. What is escalated, or waits to be confirmed, comes whatever is wanted. */
export function isWanted(rule: ReminderRule, wanted: WantedReminders): boolean {
  switch (rule) {
    case 'before-due':
      return wanted.beforeDue;
    case 'on-the-day':
      return wanted.onTheDay;
    case 'overdue':
      return wanted.overdue;
    case 'no-report':
      return wanted.noReport;
    case 'to-confirm':
    case 'to-monitoring-lead':
    case 'to-group':
      return true;
  }
}

/** The most urgent first: what is longest overdue, then what is due soonest, then what nobody has heard of for longest. */
export function byUrgency(a: DueItem, b: DueItem): number {
  const rank = ({ occurrence }: DueItem): number => urgencyOf(occurrence.rule);
  const date = ({ fact, occurrence }: DueItem): string =>
    occurrence.rule === 'no-report' || occurrence.rule === 'to-confirm' ? fact.heardOn : (fact.due ?? occurrence.on);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (date(a) !== date(b)) return date(a) < date(b) ? -1 : 1;
  return a.fact.reference.localeCompare(b.fact.reference, 'en-GB', { numeric: true });
}
