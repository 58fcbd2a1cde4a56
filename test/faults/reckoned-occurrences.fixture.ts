import { nextDay, rolled, workingDays } from './reckoned-days.fixture';

export type Step = 'lead' | 'monitoring-lead' | 'group';

/** Rules as the README says them; null where never. */
export interface Rules {
  readonly beforeDue: readonly number[];
  readonly onTheDay: boolean;
  readonly overdueEvery: number | null;
  readonly silentAfter: number | null;
  readonly toMonitoringLeadAfter: number | null;
  readonly toGroupAfter: number | null;
}

/** What holds where nobody has set anything. */
export const USUAL: Rules = {
  ...{ beforeDue: [28, 14, 3], onTheDay: true, overdueEvery: 7, silentAfter: 30 },
  ...{ toMonitoringLeadAfter: 5, toGroupAfter: 10 },
};

/** Of two of one day the later one of this row. */
const RANK = ['no-report', 'before-due', 'on-the-day', 'overdue', 'to-confirm', 'to-monitoring-lead', 'to-group'];

/** What a record says of itself. */
export interface Facts {
  readonly due: string | undefined;
  readonly heardOn: string;
  /** Whether it is said to be done, and nobody has confirmed it. */
  readonly awaits: boolean;
}

/** As a message lists it. */
export interface Occurrence {
  readonly rule: string;
  readonly on: string;
  readonly person: string;
  readonly record: { readonly stream: string };
}

export interface Reckoned {
  readonly rule: string;
  readonly on: string;
}

/**
 * Of one step of the ladder, from one day to another, in order. The days of each set of rules are reckoned as though it held
 * always; of them those count on which it does.
 */
export function occurrencesOf(
  facts: Facts,
  step: Step,
  from: string,
  until: string,
  rulesOn: (day: string) => Rules,
): readonly Reckoned[] {
  const held = new Set<Rules>();
  for (let day = from > facts.heardOn ? from : nextDay(facts.heardOn); day <= until; day = nextDay(day))
    held.add(rulesOn(day));
  const found: Reckoned[] = [];
  for (const rules of held)
    for (const each of daysOf(rules, facts, step, until))
      if (each.on > facts.heardOn && each.on >= from && each.on <= until && rulesOn(each.on) === rules)
        found.push(each);
  return found.sort((a, b) => (a.on === b.on ? RANK.indexOf(a.rule) - RANK.indexOf(b.rule) : a.on < b.on ? -1 : 1));
}

function daysOf(rules: Rules, { due, heardOn, awaits }: Facts, step: Step, until: string): readonly Reckoned[] {
  const unanswered = due === undefined || due < heardOn ? heardOn : due;
  const after = (rule: string, days: number | null): readonly Reckoned[] =>
    due === undefined || days === null ? [] : [{ rule, on: workingDays(unanswered, days, 1) }];
  if (step === 'monitoring-lead' && awaits) return toConfirm(rules, heardOn, until);
  if (step === 'monitoring-lead') return after('to-monitoring-lead', rules.toMonitoringLeadAfter);
  if (step === 'group') return after('to-group', rules.toGroupAfter);
  if (awaits) return [];
  const found: Reckoned[] = [];
  if (due !== undefined) {
    for (const days of rules.beforeDue) found.push({ rule: 'before-due', on: workingDays(due, days, -1) });
    if (rules.onTheDay) found.push({ rule: 'on-the-day', on: rolled(due, -1) });
    const every = rules.overdueEvery;
    if (every !== null)
      for (let on = nextDay(unanswered, unanswered === due ? 1 : every); on <= until; on = nextDay(on, every))
        found.push({ rule: 'overdue', on: rolled(on, 1) });
  }
  const silent = rules.silentAfter;
  if (silent !== null)
    for (let on = nextDay(heardOn, silent); on <= until; on = nextDay(on, silent))
      if (due === undefined || rolled(on, 1) <= due) found.push({ rule: 'no-report', on: rolled(on, 1) });
  return found;
}

/** On the next working day, and then as often as of what is overdue. */
function toConfirm({ overdueEvery }: Rules, heardOn: string, until: string): readonly Reckoned[] {
  const found: Reckoned[] = [];
  for (let on = nextDay(heardOn); on <= until; on = nextDay(on, overdueEvery ?? 10_000))
    found.push({ rule: 'to-confirm', on: rolled(on, 1) });
  return found;
}

export function nameOf({ rule, on, person, record }: Occurrence): string {
  return `${rule} ${record.stream} ${on} ${person}`;
}
