import {
  dateInWords,
  dayInWords,
  addDays,
  unreachable,
  WorkingCalendar,
  type ClosureDay,
  type CountedDay,
  type LocalDate,
} from '@minutebook/kernel';
import {
  calendarDaysAfter,
  calendarDaysBefore,
  clearDaysBefore,
  monthsAfter,
  sumFault,
  weeksFrom,
  workingDaysAfter,
  yearsFrom,
  type CountedTo,
} from './deadline-counts';
import { DEFAULT_DIVISION, DEFAULT_JURISDICTION, type DeadlineInputs, type DeadlineQuestion } from './deadline-inputs';
import { deadlineRefusal, type DeadlineRefusal } from './deadline.refusals';
import type { CountRuleName, LocalRuleVersion } from './local-rule.events';
import { amountInWords, localRuleNamed, ruleNamed } from './rules';
import type { Band, Count, InputName, Rule, RuleName, RuleStatus, RuleVersion } from './rules';

/** What the council has settled itself, as far as a deadline may rest on it. */
export interface KnownLocalRules {
  readonly versions: Readonly<Partial<Record<CountRuleName, readonly LocalRuleVersion[]>>>;
  readonly closures: readonly ClosureDay[];
}

/** A local rule that a deadline rests on. */
export interface RestsOn {
  readonly rule: CountRuleName;
  readonly value: number;
  /** `stream@revision` of the event that set it. */
  readonly record: string;
}

/** One day that follows from a rule, with every day of the count. */
export interface DeadlinePart {
  readonly what: string;
  readonly date: LocalDate;
  readonly meaning: string;
  readonly working: readonly CountedDay[];
}

/** The answer of a rule: the day that counts, how it was counted, and what it rests on. */
export interface Deadline {
  readonly rule: RuleName;
  readonly ruleVersion: string;
  /** As they were used: defaults are filled in. */
  readonly inputs: DeadlineInputs;
  readonly source: string;
  readonly status: RuleStatus;
  readonly note: string | null;
  /** Null where the rule sets no day: `meaning` says so. */
  readonly date: LocalDate | null;
  readonly meaning: string;
  readonly working: readonly CountedDay[];
  /** Further days of the same rule: a second notice, the first day after a period. */
  readonly further: readonly DeadlinePart[];
  readonly restsOn: readonly RestsOn[];
}

export type DeadlineAnswer = { readonly deadline: Deadline } | { readonly refused: DeadlineRefusal };

/**
 * Works out a deadline: a pure function of the rule book, the question and what the council has settled itself. Its inputs
 * are those of the rule (`inputFaults`).
 */
export function deadlineOf({ rule: name, inputs: given }: DeadlineQuestion, known: KnownLocalRules): DeadlineAnswer {
  const inputs = {
    ...given,
    division: given.division ?? DEFAULT_DIVISION,
    jurisdiction: given.jurisdiction ?? DEFAULT_JURISDICTION,
  };
  const rule = ruleNamed(name);
  const disordered = orderFault(inputs);
  if (disordered) return { refused: disordered };
  const { version, refused } = versionFor(rule, inputs);
  if (refused) return { refused };
  const filled =
    name === 'collective-consultation' ? { ...inputs, proposedOn: inputs.proposedOn ?? inputs.startedOn } : inputs;
  try {
    const answer = answered(version, filled, known);
    if ('refused' in answer) return answer;
    const { id, source, status, note } = version;
    return { deadline: { rule: name, ruleVersion: id, inputs: filled, source, status, note, ...answer } };
  } catch (error) {
    const message = sumFault(error);
    if (message === undefined) throw error;
    return { refused: deadlineRefusal('outside-calendar', { message, field: counted(rule, inputs) }) };
  }
}

/** The local rule that holds on a day: that which began last; undefined where none has, or it was ended. */
export function localRuleOn(
  versions: readonly LocalRuleVersion[],
  on: LocalDate,
): (LocalRuleVersion & { readonly value: number }) | undefined {
  const last = versions.filter(({ from }) => from <= on).reduce<LocalRuleVersion | undefined>(later, undefined);
  return last && last.value !== null ? { ...last, value: last.value } : undefined;
}

function later(best: LocalRuleVersion | undefined, version: LocalRuleVersion): LocalRuleVersion {
  return best === undefined || version.from >= best.from ? version : best;
}

function orderFault({ startedOn, proposedOn, firstDismissalOn, firstNoticeOn }: DeadlineInputs) {
  if (isAfter(proposedOn, startedOn)) return deadlineRefusal('proposed-after-start');
  if (isAfter(proposedOn, firstDismissalOn)) return deadlineRefusal('proposed-after-dismissal');
  if (isAfter(firstNoticeOn, firstDismissalOn)) return deadlineRefusal('notice-after-dismissal');
  return undefined;
}

function isAfter(one: LocalDate | undefined, other: LocalDate | undefined): boolean {
  return one !== undefined && other !== undefined && one > other;
}

/** The first of the inputs that say which version holds. */
function counted({ chosenBy }: Rule, inputs: DeadlineInputs): InputName {
  return chosenBy.find((name) => inputs[name] !== undefined) ?? (chosenBy[0] as InputName);
}

function versionFor(
  rule: Rule,
  inputs: DeadlineInputs & Required<Pick<DeadlineInputs, 'jurisdiction'>>,
):
  | { readonly version: RuleVersion; readonly refused?: undefined }
  | { readonly version?: undefined; readonly refused: DeadlineRefusal } {
  const field = counted(rule, inputs);
  const on = String(inputs[field]);
  const ofBody = rule.versions.filter(
    ({ body }) => inputs.body === undefined || body === inputs.body || body === 'any',
  );
  const here = ofBody.filter(({ jurisdictions }) => jurisdictions.includes(inputs.jurisdiction));
  if (here.length === 0) return { refused: deadlineRefusal('no-rule-in-jurisdiction') };
  const version = here.find(({ from, to }) => (from === null || from <= on) && (to === null || on <= to));
  if (version) return { version };
  const first = here.map(({ from }) => from ?? '').sort()[0] ?? '';
  const message = `The rule book knows this rule from ${dateInWords(first)} on, and ${dateInWords(on)} lies before it.`;
  return { refused: deadlineRefusal('no-rule-on-that-day', { field, message, facts: { from: first } }) };
}

type Answered = Pick<Deadline, 'date' | 'meaning' | 'working' | 'further' | 'restsOn'> &
  Partial<Pick<Deadline, 'source' | 'status' | 'note'>>;
type Answer = Answered | { readonly refused: DeadlineRefusal };
type Used = DeadlineInputs & Required<Pick<DeadlineInputs, 'division' | 'jurisdiction'>>;

const NOTHING = { date: null, working: [], further: [], restsOn: [] } as const;

function answered({ count }: RuleVersion, inputs: Used, known: KnownLocalRules): Answer {
  switch (count.kind) {
    case 'no-count':
      return { ...NOTHING, meaning: count.meaning };
    case 'clear-days-before':
      return noticesBefore(count, inputs, known);
    case 'working-days-after':
      return callIn(count, inputs, known);
    case 'days-after-start':
      return consultation(count, inputs, known);
    case 'days-before-dismissal':
      return notification(count.bands, inputs);
    case 'weeks-from': {
      const to = weeksFrom(dateIn(inputs, 'startedOn'), count.weeks);
      return onePart(
        part(
          count.what,
          to,
          `${count.weeks} calendar weeks from ${dayInWords(dateIn(inputs, 'startedOn'))}, which is the first day.`,
        ),
      );
    }
    case 'years-from':
      return settled(count, inputs, known, (years) => {
        const from = dateIn(inputs, 'startedOn');
        return part(
          count.what,
          yearsFrom(from, years),
          `${plural(years, 'year')} from ${dayInWords(from)}, which is the first day.`,
        );
      });
    case 'months-after':
      return settled(count, inputs, known, (months) => {
        const from = dateIn(inputs, 'outcomeOn');
        return part(
          count.what,
          monthsAfter(from, months, count.after),
          `${plural(months, 'month')} after ${dayInWords(from)}.`,
        );
      });
    default:
      return unreachable(count);
  }
}

function noticesBefore(
  { before, notices }: Extract<Count, { kind: 'clear-days-before' }>,
  inputs: Used,
  known: KnownLocalRules,
): Answered {
  const meetingOn = dateIn(inputs, 'meetingOn');
  const calendar = calendarOf(inputs, known);
  const parts = notices.map(({ what, clearDays: n, days }) => {
    const to = clearDaysBefore(meetingOn, { n, days, ends: ['Day of publication', 'Day of the meeting'] }, calendar);
    const kind = days === 'working-days' ? 'working' : 'calendar';
    return part(what, to, `It leaves ${n} clear ${kind} days before ${before} on ${dayInWords(meetingOn)}.`);
  });
  return onePart(...(parts as [DeadlinePart, ...DeadlinePart[]]));
}

function callIn(count: Extract<Count, { kind: 'working-days-after' }>, inputs: Used, known: KnownLocalRules): Answer {
  const from = dateIn(inputs, 'publishedOn');
  const answer = settled(count, inputs, known, (days) =>
    part(
      count.what,
      workingDaysAfter(from, days, count.after, calendarOf(inputs, known)),
      `${plural(days, 'working day')} after publication on ${dayInWords(from)}.`,
    ),
  );
  if ('refused' in answer || answer.date === null) return answer;
  const next = addDays(answer.date, 1);
  const further = [{ what: count.next, date: next, meaning: `${count.next}: ${dayInWords(next)}.`, working: [] }];
  return { ...answer, further };
}

function consultation(
  { bands, localRule }: Extract<Count, { kind: 'days-after-start' }>,
  inputs: Used,
  known: KnownLocalRules,
): Answered {
  const [startedOn, employees] = [dateIn(inputs, 'startedOn'), inputs.employees ?? 0];
  const what = 'First day on which a dismissal may take effect';
  const earliest = (days: number) =>
    part(
      what,
      calendarDaysAfter(startedOn, days, 'Consultation begins: counting starts on the next day'),
      `Consultation began on ${dayInWords(startedOn)}, ${days} days before; this says nothing of when consultation ends.`,
    );
  const band = bandOf(bands, employees);
  if (band) return onePart(earliest(band.days));
  const least = bands[0]?.employees ?? 0;
  const own = localRuleOn(known.versions[localRule] ?? [], inputs.proposedOn ?? startedOn);
  const below = `Fewer than ${least} dismissals are proposed (${employees}), so that no act sets a number of days`;
  if (!own)
    return {
      ...NOTHING,
      meaning: `${below}, and no local rule is set. Each employee is still consulted before anything is decided about them.`,
    };
  const { working, date, meaning } = earliest(own.value);
  const source = `${localRuleNamed(localRule)?.foundIn ?? 'Local rule'}, as a local rule`;
  return {
    ...{ date, working, further: [], restsOn: [resting(localRule, own)] },
    ...{ source, status: 'local', note: `${below}: the council's own rule is used.`, meaning },
  };
}

/** Received by the earlier of two days: so many before the first dismissal, and the day before the first notice. */
function notification(bands: readonly Band[], inputs: Used): Answered {
  const [dismissalOn, employees] = [dateIn(inputs, 'firstDismissalOn'), inputs.employees ?? 0];
  const band = bandOf(bands, employees);
  if (!band)
    return {
      ...NOTHING,
      meaning: `Fewer than ${bands[0]?.employees ?? 0} dismissals are proposed (${employees}): the Secretary of State need not be notified.`,
    };
  const what = 'Last day for the form to be received';
  const beforeDismissal = part(
    what,
    calendarDaysBefore(dismissalOn, band.days, 'First dismissal takes effect'),
    `It lies ${band.days} days before the first dismissal takes effect on ${dayInWords(dismissalOn)}; no notice is given before the form is received.`,
  );
  const { firstNoticeOn } = inputs;
  if (firstNoticeOn === undefined || addDays(firstNoticeOn, -1) >= beforeDismissal.date)
    return onePart(beforeDismissal);
  return onePart(
    part(
      what,
      calendarDaysBefore(firstNoticeOn, 1, 'First notice is given'),
      `It is the day before the first notice on ${dayInWords(firstNoticeOn)}, earlier than ${dayInWords(beforeDismissal.date)}, which lies ${band.days} days before the first dismissal.`,
    ),
  );
}

/** A number that was brought along, else that of the local rule; without either nothing is counted. */
function settled(
  { input, localRule }: { readonly input: 'workingDays' | 'years' | 'months'; readonly localRule: CountRuleName },
  inputs: Used,
  known: KnownLocalRules,
  count: (value: number) => DeadlinePart,
): Answer {
  const from = inputs.publishedOn ?? inputs.startedOn ?? inputs.outcomeOn ?? '';
  const own = localRuleOn(known.versions[localRule] ?? [], from);
  const value = inputs[input] ?? own?.value;
  const rule = localRuleNamed(localRule);
  if (value === undefined || !rule)
    return {
      refused: deadlineRefusal('local-rule-not-set', {
        field: input,
        message: `The local rule “${rule?.title ?? localRule}” is not set for ${dateInWords(from)}: give the number, or set the rule.`,
        facts: { localRule },
      }),
    };
  const answer = onePart(count(value));
  if (inputs[input] === undefined && own) return { ...answer, restsOn: [resting(localRule, own)] };
  const says = own ? `the local rule says ${amountInWords(rule, own.value)}` : 'no local rule is set';
  return own?.value === value
    ? { ...answer, restsOn: [resting(localRule, own)] }
    : { ...answer, note: `Counted with the number that was given, ${amountInWords(rule, value)}; ${says}.` };
}

function onePart({ date, meaning, working }: DeadlinePart, ...further: readonly DeadlinePart[]): Answered {
  return { date, meaning, working, further, restsOn: [] };
}

function part(what: string, { date, working }: CountedTo, how: string): DeadlinePart {
  return { what, date, working, meaning: `${what}: ${dayInWords(date)}. ${how}` };
}

function resting(rule: CountRuleName, { value, record }: LocalRuleVersion & { readonly value: number }): RestsOn {
  return { rule, value, record };
}

function bandOf(bands: readonly Band[], employees: number): Band | undefined {
  return bands.filter((band) => band.employees <= employees).at(-1);
}

function calendarOf({ division }: Used, { closures }: KnownLocalRules): WorkingCalendar {
  return new WorkingCalendar(division, closures);
}

function dateIn(
  inputs: DeadlineInputs,
  name: 'meetingOn' | 'publishedOn' | 'startedOn' | 'firstDismissalOn' | 'outcomeOn',
): LocalDate {
  const date = inputs[name];
  if (date === undefined) throw new Error(`A deadline is counted from ${name}, which was not given`);
  return date;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
