import type { CsvRow } from '@minutebook/web-kit/csv';
import { FATES, RULES, whyInWords } from '../application/messages-in-words';
import type { Occurrence, ReminderSummary } from '../domain/reminder.events';
import type { KnownToLines } from './message-lines';

/** The columns of the export: one line for each thing that a message asks about. */
export const MESSAGE_COLUMNS = [
  'message',
  'day',
  'to',
  'asked',
  'reference',
  'title',
  'rule',
  'rule_day',
  'due',
  'fate',
  'why',
  'attempts',
  'transmissions',
  'answered',
] as const;

export function messageCsvRow(message: ReminderSummary, occurrence: Occurrence, known: KnownToLines): CsvRow {
  const { key, day, account, fate, attempts, transmissions, answered } = message;
  const { stream } = occurrence.record;
  const fact = known.factOf(stream);
  return {
    message: key,
    day,
    to: known.nameOf(account),
    asked: known.nameOf(occurrence.person),
    reference: fact?.reference ?? stream,
    title: fact?.title ?? '',
    rule: RULES[occurrence.rule],
    rule_day: occurrence.on,
    due: occurrence.due ?? '',
    fate: FATES[fate],
    why: whyInWords(message) ?? '',
    attempts,
    transmissions,
    answered_on: answered.find((each) => each.stream === stream)?.on ?? '',
  };
}
