import { addDays, daysBetween, type DueFact, type LocalDate } from '@minutebook/kernel';
import type { ReminderCalendar } from './reminder-calendar';
import type { ReminderRule } from './reminder.events';
import type { Dated, ReminderRules } from './reminder-rules.events';

/** The steps of the ladder: whoever leads, whoever monitors, the governance group. */
export type LadderStep = 'lead' | 'monitoring-lead' | 'group';

/** A day on which a record is to be reminded of, by a rule. */
export interface DueOccurrence {
  readonly rule: ReminderRule;
  readonly on: LocalDate;
  readonly step: LadderStep;
}

const URGENCY: readonly ReminderRule[] = [
  'to-group',
  'to-monitoring-lead',
  'to-confirm',
  'overdue',
  'on-the-day',
  'before-due',
  'no-report',
];

/** The lower, the more urgent. */
export function urgencyOf(rule: ReminderRule): number {
  return URGENCY.indexOf(rule);
}

/** What occurrences follow from. */
export type OccurrenceFacts = Pick<DueFact, 'due' | 'heardOn' | 'open' | 'reportsProgress' | 'awaitsConfirmation'>;

/** After one day, and by another. */
export interface Window {
  readonly after: LocalDate;
  readonly until: LocalDate;
}

/**
 * The occurrences of a record within a window, in order of their days, of one day the most urgent last. Each follows from the rules in force on its own day, so
 * that new rules make none for a day before them.
 *
 * Every occurrence is on a working day, and after the last answer: whoever has just said how it stands is not asked for an
 * earlier day any more. What is overdue, and the ladder, are counted from the due date or, where somebody has answered since,
 * from that answer. What is said to be done is none of whoever leads any more: whoever monitors is asked to confirm it, on the
 * next working day and then as often as of what is overdue.
 */
export function occurrencesOf(
  facts: OccurrenceFacts,
  rules: readonly Dated<ReminderRules>[],
  calendar: ReminderCalendar,
  window: Window,
): readonly DueOccurrence[] {
  if (!facts.open) return [];
  const { until } = window;
  const after = later(window.after, facts.heardOn);
  return rules
    .flatMap(({ from, value }, index) => {
      const next = rules[index + 1]?.from;
      // Over by the last answer, or yet to begin: a council may have set its rules many times.
      if ((next !== undefined && next <= after) || (index > 0 && from > until)) return [];
      // The first holds for all days before it too: defaults have no beginning that a council could tell.
      const period = {
        after: index === 0 ? after : later(after, addDays(from, -1)),
        until: earlier(until, addDays(next ?? addDays(until, 1), -1)),
      };
      return period.after < period.until ? byRules(facts, value, calendar, period) : [];
    })
    .sort((a, b) => (a.on === b.on ? urgencyOf(b.rule) - urgencyOf(a.rule) : a.on < b.on ? -1 : 1));
}

function byRules(
  { due, heardOn, reportsProgress, awaitsConfirmation = false }: OccurrenceFacts,
  rules: ReminderRules,
  calendar: ReminderCalendar,
  window: Window,
): readonly DueOccurrence[] {
  const within = (on: LocalDate): boolean => window.after < on && on <= window.until;
  const found: DueOccurrence[] = [];
  const add = (rule: ReminderRule, on: LocalDate, step: LadderStep = 'lead'): void => {
    // Several days of a series may be moved to one working day.
    const isKnown = found.some((each) => each.rule === rule && each.on === on);
    if (within(on) && !isKnown) found.push({ rule, on, step });
  };
  const ladder = (rule: ReminderRule, after: LocalDate, days: number | null, step: LadderStep): void => {
    if (days !== null && mayBeWithin(after, days, window)) add(rule, calendar.workingDaysAfter(after, days), step);
  };
  if (awaitsConfirmation) {
    const days =
      rules.overdueEvery === null ? [addDays(heardOn, 1)] : every(rules.overdueEvery, addDays(heardOn, 1), window);
    for (const on of days) add('to-confirm', calendar.onOrAfter(on), 'monitoring-lead');
    if (due !== null) ladder('to-group', later(due, heardOn), rules.toGroupAfter, 'group');
    return found;
  }
  if (due !== null) {
    for (const days of rules.beforeDue)
      if (mayBeWithin(due, -days, window)) add('before-due', calendar.workingDaysBefore(due, days));
    if (rules.onTheDay && mayBeWithin(due, 0, window)) add('on-the-day', calendar.onOrBefore(due));
    const unanswered = later(due, heardOn);
    if (rules.overdueEvery !== null) {
      // Unanswered since before its day, it is overdue on the next one; after an answer it is asked again in due time.
      const first = unanswered === due ? 1 : rules.overdueEvery;
      for (const on of every(rules.overdueEvery, addDays(unanswered, first), window))
        add('overdue', calendar.onOrAfter(on));
    }
    ladder('to-monitoring-lead', unanswered, rules.toMonitoringLeadAfter, 'monitoring-lead');
    ladder('to-group', unanswered, rules.toGroupAfter, 'group');
  }
  if (reportsProgress && rules.silentAfter !== null)
    for (const on of every(rules.silentAfter, addDays(heardOn, rules.silentAfter), window)) {
      const day = calendar.onOrAfter(on);
      // Once it is overdue, that is what there is to say.
      if (due === null || day <= due) add('no-report', day);
    }
  return found;
}

/** Most calendar days in which there can be no working day: Christmas and a weekend, with days to spare. */
const LONGEST_BREAK = 10;

/** The days of a series that may, moved to a working day, fall into a window. */
function every(days: number, first: LocalDate, { after, until }: Window): readonly LocalDate[] {
  const begin = addDays(after, -LONGEST_BREAK);
  const skipped = first < begin ? Math.floor(daysBetween(first, begin) / days) : 0;
  const found: LocalDate[] = [];
  for (let on = addDays(first, skipped * days); on <= until; on = addDays(on, days)) found.push(on);
  return found;
}

/** Whether a day so many working days from another may fall into a window: spares the calendar what lies long past. */
function mayBeWithin(date: LocalDate, workingDays: number, { after, until }: Window): boolean {
  const furthest = addDays(date, 2 * workingDays + Math.sign(workingDays || 1) * LONGEST_BREAK);
  const [first, last] = workingDays < 0 ? [furthest, date] : [addDays(date, -LONGEST_BREAK), furthest];
  return first <= until && last > after;
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
