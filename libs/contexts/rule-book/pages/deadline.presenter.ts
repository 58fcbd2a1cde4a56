import {
  addDays,
  dateInWords,
  dayInWords,
  daysBetween,
  weekday,
  type CountedDay,
  type LocalDate,
} from '@minutebook/kernel';
import { atMoment, type HiddenField, type Link, type PageMoment } from '@minutebook/web-kit';
import { RULES, STATUS_NAMES, titleOf, type Deadline, type DeadlinePart, type Rule } from '../application/rules-known';
import type { DeadlineField } from './deadline-fields';
import { rulePaths } from './rule-paths';

/** Counts of so many days are a list; longer ones are shown month by month. */
const LISTED = 21;
/** So many months are open at once; more are folded. */
const OPEN_MONTHS = 3;

/** What deadlines.njk shows: the rules that can be asked. */
export interface DeadlineListPage {
  readonly rules: readonly { readonly title: string; readonly meaning: string; readonly href: string }[];
  readonly boardHref: string;
}

/** What deadline.njk shows: one rule, what it is asked with, and what it answers. */
export interface DeadlinePage {
  readonly meaning: string;
  readonly fields: readonly DeadlineField[];
  readonly kept: readonly HiddenField[];
  readonly action: string;
  readonly ruleHref: string;
  /** The local rule that is not set, where the answer lacks it. */
  readonly missing: MissingRuleView | undefined;
  readonly answer: AnswerView | undefined;
}

/** Where the local rule is that would answer. */
export type MissingRuleView = Link;

interface PartView {
  readonly date: LocalDate;
  readonly day: string;
  readonly meaning: string;
  readonly working: WorkingView | undefined;
}

interface AnswerView {
  readonly date: LocalDate | null;
  readonly day: string | undefined;
  readonly meaning: string;
  readonly source: string;
  readonly status: string;
  readonly version: string;
  readonly note: string | null;
  readonly restsOn: readonly Link[];
  readonly working: WorkingView | undefined;
  readonly further: readonly PartView[];
}

/** A count day by day: as a list where it is short, else as months. */
export interface WorkingView {
  readonly summary: string;
  readonly days: readonly DayView[];
  readonly months: readonly MonthView[];
  readonly isFolded: boolean;
  /** Days that do not count, weekends left out: those that need saying. */
  readonly notCounted: readonly { readonly day: string; readonly why: string }[];
}

interface DayView {
  readonly day: string;
  /** Its number among those that count; undefined where it does not. */
  readonly number: number | undefined;
  readonly why: string;
}

interface MonthView {
  readonly title: string;
  readonly weeks: readonly (readonly CellView[])[];
}

/** One day of a month; `state` is empty outside the count, and `day` outside the month. */
interface CellView {
  readonly day: number | undefined;
  readonly state: 'counts' | 'not' | '';
  readonly says: string;
}

export function presentDeadlineList(moment: PageMoment): DeadlineListPage {
  return {
    rules: RULES.map(({ name, title, meaning }) => ({
      title,
      meaning,
      href: atMoment(rulePaths.deadline(name), moment),
    })),
    boardHref: atMoment(rulePaths.board, moment),
  };
}

export function presentDeadline(
  rule: Rule,
  fields: readonly DeadlineField[],
  outcome: { readonly deadline?: Deadline | undefined; readonly missing?: MissingRuleView | undefined },
  moment: PageMoment,
): DeadlinePage {
  const asAt = moment.live ? [] : [{ name: 'asAt', value: moment.asked ?? String(moment.recordNumber) }];
  return {
    meaning: rule.meaning,
    fields,
    kept: [{ name: 'rule', value: rule.name }, ...asAt],
    action: rulePaths.deadlines,
    ruleHref: atMoment(rulePaths.rule(rule.name), moment),
    missing: outcome.missing,
    answer: outcome.deadline && answerView(outcome.deadline, moment),
  };
}

function answerView(deadline: Deadline, moment: PageMoment): AnswerView {
  const { date, meaning, source, status, ruleVersion, note, restsOn, working, further } = deadline;
  return {
    date,
    day: date === null ? undefined : dayInWords(date),
    ...{ meaning, source, note, version: ruleVersion, status: STATUS_NAMES[status] },
    restsOn: restsOn.map(({ rule: name, record }) => ({
      text: `${titleOf(name)} (${record})`,
      href: atMoment(rulePaths.rule(name), moment),
    })),
    working: workingView(working),
    further: further.map(partView),
  };
}

function partView({ date, meaning, working }: DeadlinePart): PartView {
  return { date, day: dayInWords(date), meaning, working: workingView(working) };
}

/** Undefined where nothing is counted. */
export function workingView(working: readonly CountedDay[]): WorkingView | undefined {
  const counted = working.filter(({ counts }) => counts);
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last) return undefined;
  const isShort = working.length <= LISTED;
  const months = isShort ? [] : monthsOf(working);
  return {
    summary: `${counted.length} ${counted.length === 1 ? 'day counts' : 'days count'}: ${dateInWords(first.date)} to ${dateInWords(last.date)}.`,
    days: isShort ? daysOf(working) : [],
    months,
    isFolded: months.length > OPEN_MONTHS,
    notCounted: isShort
      ? []
      : working
          .filter(({ counts, why }) => !counts && why !== 'Weekend')
          .map(({ date, why }) => ({ day: dayInWords(date), why })),
  };
}

function daysOf(working: readonly CountedDay[]): readonly DayView[] {
  let passed = 0;
  return working.map(({ date, counts, why }) => {
    if (counts) passed++;
    return { day: dayInWords(date), number: counts ? passed : undefined, why };
  });
}

/** Each month from its first Monday-to-Sunday week to its last, with the days of the count marked. */
function monthsOf(working: readonly CountedDay[]): readonly MonthView[] {
  let passed = 0;
  const marks = new Map(
    working.map(({ date, counts, why }) => {
      if (counts) passed++;
      const mark = counts
        ? { state: 'counts' as const, says: `, day ${passed} of the count` }
        : { state: 'not' as const, says: `, does not count: ${why}` };
      return [date, mark];
    }),
  );
  const firsts = [...new Set(working.map(({ date }) => `${date.slice(0, 7)}-01`))];
  return firsts.map((first) => ({ title: dateInWords(first).replace(/^1 /, ''), weeks: weeksOf(first, marks) }));
}

function weeksOf(
  first: LocalDate,
  marks: ReadonlyMap<LocalDate, { readonly state: 'counts' | 'not'; readonly says: string }>,
): MonthView['weeks'] {
  const monday = addDays(first, 1 - weekday(first));
  const nextMonth = addDays(first, 31).slice(0, 7);
  const length = daysBetween(first, `${nextMonth}-01`);
  const weeks = Math.ceil((weekday(first) - 1 + length) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, day): CellView => {
      const date = addDays(monday, week * 7 + day);
      if (date.slice(0, 7) !== first.slice(0, 7)) return { day: undefined, state: '', says: '' };
      return { day: Number(date.slice(8)), ...(marks.get(date) ?? { state: '', says: '' }) };
    }),
  );
}
