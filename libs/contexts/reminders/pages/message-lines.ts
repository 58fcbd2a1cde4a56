import { dateInWords, type LocalDate, type StandingFact } from '@minutebook/kernel';
import { atMoment, type PageMoment } from '@minutebook/web-kit';
import { FATES, whyInWords } from '../application/messages-in-words';
import type { ReminderSummary } from '../domain/reminder.events';
import { reminderPaths } from './reminder-paths';

/** Records that a line names; the message's own page names all. */
const NAMED = 3;

/** What is looked up for a message: names are today's, records as they stood at the moment of the page. */
export interface KnownToLines {
  readonly nameOf: (account: string) => string;
  readonly factOf: (stream: string) => StandingFact | undefined;
}

/** What became of a message. */
export interface FateView {
  readonly tag: string;
  readonly why: string | undefined;
  /** Whether somebody should see to it. */
  readonly isTrouble: boolean;
  readonly attempts: string | undefined;
}

/** One message in a list. */
export interface MessageLine extends FateView {
  readonly day: LocalDate;
  readonly href: string;
  readonly to: string;
  /** Whose absences it covers. */
  readonly insteadOf: string | undefined;
  readonly records: readonly RecordNamed[];
  readonly count: number;
  readonly more: number;
  readonly answered: string | undefined;
}

/** A record by its reference, and its title where it is known. */
export interface RecordNamed {
  readonly reference: string;
  readonly title: string | undefined;
  readonly href: string | undefined;
}

export function messageLine(message: ReminderSummary, known: KnownToLines, moment: PageMoment): MessageLine {
  const { key, day, account, answered } = message;
  const streams = recordsOf(message);
  return {
    day,
    href: atMoment(reminderPaths.message(key), moment),
    to: known.nameOf(account),
    insteadOf: coveredBy(message, known.nameOf),
    records: streams.slice(0, NAMED).map((stream) => recordNamed(stream, known, moment)),
    count: streams.length,
    more: Math.max(0, streams.length - NAMED),
    answered: wasSent(message) ? `${answered.length} of ${streams.length}` : undefined,
    ...fateView(message),
  };
}

export function fateView(message: ReminderSummary): FateView {
  const { fate } = message;
  return {
    tag: message.why === 'no-address' ? 'No address' : FATES[fate],
    why: whyInWords(message),
    isTrouble: fate === 'undelivered' || fate === 'refused' || fate === 'given-up',
    attempts: attemptsInWords(message),
  };
}

/** Said where there was more than one attempt: a second transmission is what a reader may have met twice. */
function attemptsInWords({ attempts, transmissions, fate }: ReminderSummary): string | undefined {
  if (attempts < 2) return undefined;
  const tried = `${attempts} attempts`;
  // Attempts that the channel turned down transmitted nothing.
  return transmissions > 1 && fate !== 'failed' && fate !== 'given-up'
    ? `${tried}, handed over ${transmissions} times under one name`
    : tried;
}

/** Whether it may be answered at all: what was held back was never sent. */
export function wasSent({ fate }: ReminderSummary): boolean {
  return fate !== 'held-back' && fate !== 'claimed';
}

export function recordsOf({ occurrences }: Pick<ReminderSummary, 'occurrences'>): readonly string[] {
  return [...new Set(occurrences.map(({ record }) => record.stream))];
}

export function recordNamed(stream: string, { factOf }: KnownToLines, moment: PageMoment): RecordNamed {
  const fact = factOf(stream);
  if (!fact) return { reference: stream, title: undefined, href: undefined };
  return { reference: fact.reference, title: fact.title, href: atMoment(fact.path, moment) };
}

export function coveredBy(
  { account, occurrences }: ReminderSummary,
  nameOf: KnownToLines['nameOf'],
): string | undefined {
  const others = new Set(occurrences.map(({ person }) => person).filter((person) => person !== account));
  return others.size === 0 ? undefined : [...others].map(nameOf).join(', ');
}

export const nameOfMessage = ({ day }: Pick<ReminderSummary, 'day'>): string => `Reminder of ${dateInWords(day)}`;
