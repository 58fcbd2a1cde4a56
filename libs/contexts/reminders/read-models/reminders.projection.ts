import {
  londonDateOf,
  recordIdOf,
  startOfWeek,
  type Opened,
  type OpenedEvent,
  type RecordedEvent,
} from '@minutebook/kernel';
import type { Projection, Row, Tables } from '@minutebook/kernel/read-models';
import type {
  AnsweredRecord,
  Occurrence,
  ReminderClaimed,
  ReminderEvent,
  ReminderHeldBack,
} from '../domain/reminder.events';

type Of<T extends ReminderEvent['type']> = OpenedEvent<RecordedEvent> & Opened<Extract<ReminderEvent, { type: T }>>;

/** Every type that this projection handles, so that a forgotten one does not compile. */
const APPLY: { readonly [T in ReminderEvent['type']]: (event: Of<T>, tables: Tables, key: string) => void } = {
  ReminderClaimed: (event, tables, key) => {
    begin(event, tables, key, { fate: 'claimed', held_back_since: event.data.heldBackSince ?? null });
    tables.join('unsettled', 'all', key);
    tables.join('unsettled', unsettledKey(event.data.account), key);
    tables.join('unanswered', 'all', key);
  },
  ReminderHeldBack: (event, tables, key) =>
    begin(event, tables, key, { fate: 'held-back', per_week: event.data.perWeek }),
  ReminderSent: ({ data, metadata }, tables, key) =>
    tables.put('message', key, {
      fate: 'sent',
      attempts: data.attempt,
      transmissions: Number(tables.row('message', key)?.['transmissions'] ?? 0) + 1,
      sent_at: metadata.recordedAt,
      perhaps_taken: data.mayHaveBeenTaken ? 1 : 0,
    }),
  ReminderAccepted: ({ data, metadata }, tables, key) => {
    const transmissions = Number(tables.row('message', key)?.['transmissions'] ?? 0);
    tables.put('message', key, {
      fate: 'accepted',
      accepted_at: metadata.recordedAt,
      transmissions: data.transmitted ? transmissions : transmissions - 1,
      perhaps_taken: 0,
      why: null,
    });
    isSettled(tables, key);
  },
  ReminderFailed: ({ data }, tables, key) => {
    tables.put('message', key, { fate: data.final ? 'refused' : 'failed', why: data.why });
    if (data.final) isSettled(tables, key);
  },
  ReminderDelivered: ({ data }, tables, key) =>
    tables.put('message', key, { fate: 'delivered', delivered_at: data.at, why: null }),
  ReminderUndelivered: ({ data }, tables, key) => tables.put('message', key, { fate: 'undelivered', why: data.why }),
  ReminderGivenUp: (_event, tables, key) => {
    tables.put('message', key, { fate: 'given-up' });
    isSettled(tables, key);
  },
  ReminderAnswered: ({ data, metadata }, tables, key) => {
    const row = tables.row('message', key);
    const { stream } = data.record;
    const before = JSON.parse(String(row?.['answered'] ?? '[]')) as readonly AnsweredRecord[];
    const answered = [...before, { stream, on: data.on ?? londonDateOf(metadata.recordedAt) }];
    tables.put('message', key, { answered: JSON.stringify(answered) });
    tables.leave('unanswered-of-record', stream, key);
    const asked = recordsOf(JSON.parse(String(row?.['occurrences'] ?? '[]')) as readonly Occurrence[]);
    if (asked.every((each) => answered.some((one) => one.stream === each))) tables.leave('unanswered', 'all', key);
  },
  ReminderLinksRevoked: (_event, tables, key) => tables.put('message', key, { links_revoked: 1 }),
};

/** Messages, what became of each, and which records each asked about. */
export const remindersProjection: Projection = {
  name: 'reminders.messages',
  version: 2,
  handles: Object.keys(APPLY),
  tables: {
    message: {
      account: 'TEXT',
      day: 'TEXT',
      occurrences: 'TEXT',
      fate: 'TEXT',
      why: 'TEXT',
      attempts: 'INTEGER',
      transmissions: 'INTEGER',
      perhaps_taken: 'INTEGER',
      claimed_record: 'INTEGER',
      claimed_at: 'INTEGER',
      sent_at: 'INTEGER',
      accepted_at: 'INTEGER',
      delivered_at: 'INTEGER',
      held_back_since: 'TEXT',
      per_week: 'INTEGER',
      answered: 'TEXT',
      links_revoked: 'INTEGER',
    },
    // What happened to a message, event by event.
    step: { type: 'TEXT', data: 'TEXT', at: 'INTEGER' },
    // Months in which there are messages: those of a stretch are found without looking at all.
    month: { month: 'TEXT' },
  },
  lists: [
    'of-account',
    'of-week',
    'of-day',
    'of-month',
    'months',
    'of-record',
    'unanswered-of-record',
    // Messages of which a record was not answered for.
    'unanswered',
    'unsettled',
    'steps',
  ],
  apply(event, tables) {
    const apply = APPLY[event.type as ReminderEvent['type']] as (e: OpenedEvent, t: Tables, key: string) => void;
    const key = recordIdOf(event.stream);
    apply(event, tables, key);
    note(event, tables, key);
  },
};

/** Nothing waits of it any more, of all messages and of those to its account. */
function isSettled(tables: Tables, key: string): void {
  tables.leave('unsettled', 'all', key);
  tables.leave('unsettled', unsettledKey(String(tables.row('message', key)?.['account'])), key);
}

/** What a message was made of stands in its row: a step tells what was added. */
function note({ type, data, metadata, recordNumber }: OpenedEvent, tables: Tables, key: string): void {
  const { occurrences: _, ...rest } = data as Readonly<Record<string, unknown>>;
  const step = String(recordNumber);
  tables.put('step', step, { type, data: JSON.stringify(rest), at: metadata.recordedAt });
  tables.join('steps', key, step);
}

/** The list of the messages of a day's month: `2014-06`. */
export const monthKey = (day: string): string => day.slice(0, 7);

/** The list of the messages to one account that wait to be settled; `all` is that of all accounts. */
export const unsettledKey = (account: string): string => `to ${account}`;

/** The list of the messages to one account in one week. */
export const weekKey = (account: string, day: string): string => `${account} ${startOfWeek(day)}`;

function begin(
  { data, metadata, recordNumber }: OpenedEvent & Opened<ReminderClaimed | ReminderHeldBack>,
  tables: Tables,
  key: string,
  row: Row,
): void {
  tables.put('message', key, {
    account: data.account,
    day: data.day,
    occurrences: JSON.stringify(data.occurrences),
    attempts: 0,
    transmissions: 0,
    perhaps_taken: 0,
    claimed_record: recordNumber,
    claimed_at: metadata.recordedAt,
    answered: '[]',
    links_revoked: 0,
    ...row,
  });
  tables.join('of-account', data.account, key);
  tables.join('of-week', weekKey(data.account, data.day), key);
  const month = monthKey(data.day);
  tables.join('of-month', month, key);
  if (!tables.row('month', month)) {
    tables.put('month', month, { month });
    tables.join('months', 'all', month);
  }
  tables.join('of-day', londonDateOf(metadata.recordedAt), key);
  for (const stream of recordsOf(data.occurrences)) {
    tables.join('of-record', stream, key);
    if (row['fate'] === 'claimed') tables.join('unanswered-of-record', stream, key);
  }
}

function recordsOf(occurrences: readonly Occurrence[]): readonly string[] {
  return [...new Set(occurrences.map(({ record }) => record.stream))];
}
