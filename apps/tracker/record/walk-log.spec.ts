import { eventDigest, type EventLog, type LoggedEvent } from '@minutebook/kernel/recording';
import { openSqliteEventLogReadOnly, verifySqliteLog } from '@minutebook/event-log-sqlite';
import { LogFolders, writeLog } from '@minutebook/event-log-sqlite/log-folder.fixture';
import { firstEventOf, walkLog, type WalkedEvent } from './walk-log';

type Log = Pick<EventLog, 'readAll'>;

/** What a store gives that holds other events than were written. */
function holding(events: readonly LoggedEvent[]): Log {
  return {
    async *readAll() {
      yield events;
    },
  };
}

async function walked(log: Log): Promise<WalkedEvent[]> {
  const all: WalkedEvent[] = [];
  for await (const event of walkLog(log)) all.push(event);
  return all;
}

describe('A walk through a log', () => {
  const folders = new LogFolders();
  let events: LoggedEvent[];

  beforeAll(async () => {
    // Three to a stream: revisions 0, 1, 2, and the next stream.
    events = await writeLog(folders.at('log'), 250);
  });
  afterAll(() => folders.remove());

  it('gives every event with its record number and digest, and ends with the chain hash of the record', async () => {
    const log = await openSqliteEventLogReadOnly(folders.at('log'));

    const met = await walked(log);
    await log.close();

    expect(met.map(({ event }) => event)).toEqual(events);
    expect(met.map(({ recordNumber }) => recordNumber)).toEqual(events.map((_, index) => index + 1));
    expect(met.map(({ digest }) => digest)).toEqual(events.map(eventDigest));
    expect(met.at(-1)?.chain.toString('hex')).toBe((await verifySqliteLog(folders.at('log'))).chain);
  });

  it('can be ended early', async () => {
    const log = await openSqliteEventLogReadOnly(folders.at('log'));

    const first = await firstEventOf(log);
    const next = await firstEventOf(log, first?.position);
    const afterAll = await firstEventOf(log, events.at(-1)?.position);
    await log.close();

    expect([first, next, afterAll]).toEqual([events[0], events[1], undefined]);
  });

  const changed = (index: number, change: Partial<LoggedEvent>): LoggedEvent[] =>
    events.map((event, at) => (at === index ? { ...event, ...change } : event));
  const faults: readonly (readonly [string, () => LoggedEvent[], number, RegExp])[] = [
    [
      'an event is missing',
      () => events.filter((_, index) => index !== 4),
      5,
      /revision 1 of action-\S+ should stand here, not 2/,
    ],
    ['the first of a stream is missing', () => events.slice(1), 1, /revision 0 of action-\S+ should stand here, not 1/],
    [
      'an event comes twice',
      () => [...events.slice(0, 2), ...events.slice(1)],
      3,
      /revision 2 of action-\S+ should stand/,
    ],
    ['a name is none of ours', () => changed(3, { stream: 'invoices' }), 4, /not written by Minutebook: "invoices"/],
    ['an id is none of ours', () => changed(3, { id: 'X' }), 4, /not written by Minutebook: "X" is no event id/],
    [
      'the metadata is none of ours',
      () => changed(3, { metadata: {} as LoggedEvent['metadata'] }),
      4,
      /revision 0 of action-\S+ does not say by which command and when/,
    ],
  ];
  it.each(faults)('stops at the first record that cannot be ours: %s', async (_, given, recordNumber, what) => {
    const walking = walked(holding(given()));

    await expect(walking).rejects.toMatchObject({ name: 'LogDamaged', where: `record ${recordNumber}` });
    await expect(walking).rejects.toThrow(what);
  });
});
