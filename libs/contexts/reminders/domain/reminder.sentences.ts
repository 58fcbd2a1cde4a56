import {
  dateInWords,
  recordIdOf,
  type Known,
  type Opened,
  type OpenedEvent,
  type SentenceEntry,
} from '@minutebook/kernel';
import { FAULTS, UNDELIVERED } from './message-in-words';
import type { Occurrence, ReminderEvent } from './reminder.events';

type Of<T extends ReminderEvent['type']> = OpenedEvent & Opened<Extract<ReminderEvent, { readonly type: T }>>;

/** Records named in one sentence; the event itself tells of all. */
const NAMED = 3;

const pathOf = (stream: string): string => `/reminders/${recordIdOf(stream)}`;

/** How what became of messages reads in the audit trail. Whom a message is for, the trail of an account tells: here are ids only. */
export const reminderSentences: Readonly<Record<ReminderEvent['type'], SentenceEntry>> = {
  ReminderClaimed: {
    kind: 'Reminder claimed',
    access: 'programme',
    sendsLinks: true,
    describe: ({ data }: Of<'ReminderClaimed'>, known) => ({
      sentence: `The reminder of ${dateInWords(data.day)} was begun: it asks about ${about(data.occurrences, known)}.`,
      sealed: `The reminder of ${dateInWords(data.day)} was begun.`,
      facts: { Status: 'To be sent', Day: dateInWords(data.day), Records: String(recordsOf(data.occurrences).length) },
    }),
    note: ({ data, stream }: Of<'ReminderClaimed'>) => ({
      name: `Reminder of ${dateInWords(data.day)}`,
      path: pathOf(stream),
    }),
  },
  ReminderHeldBack: {
    kind: 'Reminder held back',
    access: 'programme',
    describe: ({ data }: Of<'ReminderHeldBack'>, known) => ({
      sentence: `The reminder of ${dateInWords(data.day)} about ${about(data.occurrences, known)} was held back: one person is sent at most ${String(data.perWeek)} mails a week.`,
      sealed: `The reminder of ${dateInWords(data.day)} was held back.`,
      facts: { Status: 'Held back', Day: dateInWords(data.day), Records: String(recordsOf(data.occurrences).length) },
    }),
    note: ({ data, stream }: Of<'ReminderHeldBack'>) => ({
      name: `Reminder of ${dateInWords(data.day)}`,
      path: pathOf(stream),
    }),
  },
  ReminderSent: {
    kind: 'Reminder sent',
    access: 'programme',
    describe: ({ data }: Of<'ReminderSent'>) =>
      plain(
        data.mayHaveBeenTaken
          ? `The reminder was sent once more under the same name, attempt ${data.attempt}: the answer to an earlier one was lost.`
          : `The reminder was sent, attempt ${data.attempt}.`,
        { Status: 'Sent, no answer yet', Attempts: String(data.attempt) },
      ),
  },
  ReminderAccepted: {
    kind: 'Reminder accepted',
    access: 'programme',
    describe: ({ data }: Of<'ReminderAccepted'>) =>
      plain(
        data.transmitted
          ? 'The reminder was accepted by the mail server.'
          : 'The mail service had the reminder already: it was not sent again.',
        { Status: 'Accepted by the mail server' },
      ),
  },
  ReminderFailed: {
    kind: 'Reminder not taken',
    access: 'programme',
    describe: ({ data }: Of<'ReminderFailed'>) =>
      plain(`The reminder did not leave: ${FAULTS[data.why]}.`, {
        Status: data.final ? 'Not sent' : 'Not taken yet',
        Reason: FAULTS[data.why],
      }),
  },
  ReminderDelivered: {
    kind: 'Reminder delivered',
    access: 'programme',
    describe: () => plain('The reminder was delivered.', { Status: 'Delivered' }),
  },
  ReminderUndelivered: {
    kind: 'Reminder not delivered',
    access: 'programme',
    describe: ({ data }: Of<'ReminderUndelivered'>) =>
      plain(`The reminder was not delivered: ${UNDELIVERED[data.why]}.`, {
        Status: 'Not delivered',
        Reason: UNDELIVERED[data.why],
      }),
  },
  ReminderGivenUp: {
    kind: 'Reminder given up',
    access: 'programme',
    describe: () =>
      plain('The reminder was given up: it was not taken on its day. What is still due goes into a later one.', {
        Status: 'Given up',
      }),
  },
  ReminderAnswered: {
    kind: 'Reminder answered',
    access: 'programme',
    describe: ({ data }: Of<'ReminderAnswered'>, known) => ({
      sentence: `The reminder was answered for ${called(data.record.stream, known)}.`,
      sealed: 'The reminder was answered.',
    }),
  },
  ReminderLinksRevoked: {
    kind: 'Links of a reminder revoked',
    access: 'programme',
    describe: () => plain('The links of the reminder were revoked: they open nothing any more.', { Links: 'Revoked' }),
  },
};

function plain(sentence: string, facts: Readonly<Record<string, string>>) {
  return { sentence, sealed: sentence, facts };
}

function recordsOf(occurrences: readonly Pick<Occurrence, 'record'>[]): readonly string[] {
  return [...new Set(occurrences.map(({ record }) => record.stream))];
}

function about(occurrences: readonly Pick<Occurrence, 'record'>[], known: Known): string {
  const records = recordsOf(occurrences);
  const named = records.slice(0, NAMED).map((stream) => called(stream, known));
  const more = records.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? 'nothing');
}

function called(stream: string, known: Known): string {
  const name = known.note(stream)?.name;
  return name === undefined ? `the record ${stream}` : `“${name}”`;
}
