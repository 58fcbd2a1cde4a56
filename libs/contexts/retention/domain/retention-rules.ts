import { addDays, daysBetween, type LocalDate } from '@minutebook/kernel';
import data from './retention-rules.json';

/** How sure we are of a rule: read in its source, still to be read there, or settled by the council itself. */
export type RuleStatus = 'sourced' | 'to-be-confirmed' | 'local';

export interface Period {
  readonly years?: number;
  readonly months?: number;
  readonly days?: number;
}

/** How long records of a class are kept, from a date on. */
export interface RetentionRule {
  readonly from: LocalDate;
  /** What the period is counted from. */
  readonly begins: 'last-amendment' | 'closure';
  readonly period: Period | 'permanent';
  /** The act that requires keeping for so long; without one the period is policy, which an erasure may cut short. */
  readonly statute?: string;
  readonly source: string;
  readonly status: RuleStatus;
}

export interface RetentionClass {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly RetentionRule[];
}

/** How soon a request must be answered, from a date on. */
export interface AnswerLimit {
  readonly id: string;
  readonly from: LocalDate;
  readonly period: Period;
  readonly words: string;
  readonly source: string;
  readonly status: RuleStatus;
}

/** Retention classes (domain report, 3.9): data with dates, sources and how sure we are of each. */
export const RETENTION_CLASSES: readonly RetentionClass[] = data.classes as readonly RetentionClass[];

const ANSWER_LIMITS: readonly AnswerLimit[] = data.answerLimits as readonly AnswerLimit[];

export function retentionClass(id: string): RetentionClass | undefined {
  return RETENTION_CLASSES.find((each) => each.id === id);
}

/** The rule of a class in force on a date: the latest that began by then, or the first where none had. */
export function retentionRuleOn({ versions }: RetentionClass, date: LocalDate): RetentionRule {
  return inForce(versions, date);
}

/** The limit for answering a request that was received on a date. */
export function answerLimitOn(date: LocalDate): AnswerLimit {
  return inForce(ANSWER_LIMITS, date);
}

export function answerLimit(id: string): AnswerLimit | undefined {
  return ANSWER_LIMITS.find((limit) => limit.id === id);
}

/** The last day of a period that begins on a date. A month without such a day ends it on its last. */
export function endOf({ years = 0, months = 0, days = 0 }: Period, from: LocalDate): LocalDate {
  return addDays(monthsOn(from, 12 * years + months), days);
}

function monthsOn(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = (count: number): LocalDate =>
    `${String(year + Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
  const target = first(month - 1 + months);
  const length = daysBetween(target, first(month + months));
  return addDays(target, Math.min(day, length) - 1);
}

function inForce<T extends { readonly from: LocalDate }>(versions: readonly T[], date: LocalDate): T {
  return versions.filter(({ from }) => from <= date).at(-1) ?? (versions[0] as T);
}
