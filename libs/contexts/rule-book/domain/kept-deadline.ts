import { addDays, daysBetween, weekday, type CountedDay, type LocalDate } from '@minutebook/kernel';
import type { Deadline, RestsOn } from './deadline';
import type { DeadlineInputs } from './deadline-inputs';
import type { DaysCounted, RuleName, RuleStatus } from './rules';

/** Days from the first to the last, of which those count that are not named; of working days no weekend does either. */
export interface KeptWorking {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly days: DaysCounted;
  readonly notCounted: readonly { readonly date: LocalDate; readonly why: string }[];
}

/**
 * A deadline as the event stores it that relies on it: with the version of the rule, the inputs and the working, so that what
 * was decided in 2014 replays under the rules of 2014. Frozen with the first event that holds one. Nothing in it is text that
 * a user typed.
 */
export interface KeptDeadline {
  readonly rule: RuleName;
  readonly ruleVersion: string;
  readonly inputs: DeadlineInputs;
  readonly date: LocalDate | null;
  readonly source: string;
  readonly status: RuleStatus;
  readonly restsOn: readonly RestsOn[];
  /** Null where there is no day to count to. */
  readonly working: KeptWorking | null;
  readonly further: readonly {
    readonly what: string;
    readonly date: LocalDate;
    readonly working: KeptWorking | null;
  }[];
}

const WEEKEND = 'Weekend';
const WHY: Readonly<Record<DaysCounted, string>> = {
  'working-days': 'Working day',
  'calendar-days': 'Calendar day',
};

/** What of a deadline is kept. Worked out with closure days by a name of no typed text (`CLOSED`), it holds none. */
export function keptForm(deadline: Deadline): KeptDeadline {
  const { rule, ruleVersion, inputs, date, source, status, restsOn, working, further } = deadline;
  return {
    ...{ rule, ruleVersion, inputs, date, source, status, restsOn },
    working: keptWorking(working),
    further: further.map((part) => ({ what: part.what, date: part.date, working: keptWorking(part.working) })),
  };
}

/** What a closure day is called in what is kept: its own name is text that somebody typed. */
export const CLOSED = 'Closure day of the council';

function keptWorking(working: readonly CountedDay[]): KeptWorking | null {
  const [first, last] = [working[0], working.at(-1)];
  if (!first || !last) return null;
  const days = working.some(({ why }) => why === WHY['working-days'] || why === WEEKEND)
    ? 'working-days'
    : 'calendar-days';
  const notCounted = working
    .filter(({ counts, why }) => !counts && why !== WEEKEND)
    .map(({ date, why }) => ({ date, why }));
  return { first: first.date, last: last.date, days, notCounted };
}

/** Every day of a count that was kept, as it was shown then: holidays that were proclaimed since change nothing. */
export function workingOf(kept: KeptWorking | null): readonly CountedDay[] {
  if (!kept) return [];
  const { first, last, days, notCounted } = kept;
  const reasons = new Map(notCounted.map(({ date, why }) => [date, why]));
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, passed) => {
    const date = addDays(first, passed);
    const why = reasons.get(date) ?? (days === 'working-days' && weekday(date) > 5 ? WEEKEND : undefined);
    return { date, counts: why === undefined, why: why ?? WHY[days] };
  });
}
