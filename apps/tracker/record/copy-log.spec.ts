import type { EventLog, LoggedEvent, NewEvent } from '@minutebook/kernel/recording';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { someEvents } from '@minutebook/event-log-eventstoredb/event-store.fixture';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { openSqliteEventLog, verifySqliteLog } from '@minutebook/event-log-sqlite';
import { openLogDatabase } from '@minutebook/event-log-sqlite/log-file';
import { allEvents, anEvent, aStream, LogFolders } from '@minutebook/event-log-sqlite/log-folder.fixture';
import { openSqliteEventLogOn } from '@minutebook/event-log-sqlite/sqlite-event-log';
import { LARGEST_GROUP } from '@minutebook/sqlite';
import { RecordingDatabase, sqliteError } from '@minutebook/sqlite/recording-database.fixture';
import { copyLog, type CopyReport, type CopyStage } from './copy-log';

const APPEND = '/event_store.client.streams.Streams/Append';

/** Appends so many events one by one, to three streams in turn, so that their order in the log is not that of any stream. */
async function write(log: EventLog, count: number): Promise<void> {
  const streams = [aStream(), aStream(), aStream()];
  for (let index = 0; index < count; index++) {
    const revision = Math.floor(index / 3);
    await log.append(streams[index % 3] as string, revision === 0 ? 'no-stream' : revision - 1, [anEvent({ index })]);
  }
}

/** What is the same on every log. */
async function eventsOf(log: EventLog): Promise<Omit<LoggedEvent, 'position'>[]> {
  return (await allEvents(log)).map(({ position: _, ...event }) => event);
}

describe('Copying a log', () => {
  let folders: LogFolders;
  let server: EventStoreTestServer;
  let opened: EventLog[];

  beforeEach(async () => {
    folders = new LogFolders();
    server = await EventStoreTestServer.start();
    opened = [];
  });
  afterEach(async () => {
    for (const log of opened) await log.close();
    await server.stop();
    folders.remove();
  });

  async function file(name: string): Promise<EventLog> {
    const log = await openSqliteEventLog(folders.at(name));
    opened.push(log);
    return log;
  }

  /** As patient as the product, but for an append that is never answered. */
  function store(prefix: string): EventLog {
    const log = openEventStoreLog({ connectionString: `${server.connectionString}&defaultDeadline=2000`, prefix });
    opened.push(log);
    return log;
  }

  const intoFile = (source: EventLog, target: EventLog, onProgress?: (stage: CopyStage, at: number) => void) =>
    copyLog(source, target, { appendsAtOnce: LARGEST_GROUP, onProgress });
  const intoStore = (source: EventLog, target: EventLog, onProgress?: (stage: CopyStage, at: number) => void) =>
    copyLog(source, target, { appendsAtOnce: 1, onProgress });

  type Case = readonly [string, () => Promise<EventLog>, () => Promise<EventLog>, typeof intoFile];
  const ways: readonly Case[] = [
    ['a file into an event store', () => file('source'), async () => store('target'), intoStore],
    ['an event store into a file', async () => store('source'), () => file('target'), intoFile],
    ['a file into a file', () => file('source'), () => file('target'), intoFile],
    ['an event store into another prefix', async () => store('source'), async () => store('target'), intoStore],
  ];

  it.each(ways)('gives %s the same events in the same order', async (_, from, to, copy) => {
    const [source, target] = [await from(), await to()];
    await write(source, 230);

    const report = await copy(source, target);

    expect(await eventsOf(target)).toEqual(await eventsOf(source));
    expect(report).toMatchObject({ events: 230, already: 0, sourceGoesOn: false });
  });

  it.each(ways)('goes on where it was cut short, from %s', async (_, from, to, copy) => {
    const [source, target] = [await from(), await to()];
    await write(source, 40);
    const cutOff = copy(source, target, (stage, at) => {
      if (stage === 'copying' && at === 25) throw new Error('cut off');
    });
    await expect(cutOff).rejects.toThrow('cut off');
    const there = (await eventsOf(target)).length;

    const report = await copy(source, target);

    expect(await eventsOf(target)).toEqual(await eventsOf(source));
    expect(report).toMatchObject({ events: 40, already: there });
  });

  it.each(ways)('writes nothing a second time, from %s', async (_, from, to, copy) => {
    const [source, target] = [await from(), await to()];
    await write(source, 12);
    const first = await copy(source, target);
    const before = await allEvents(target);

    const second = await copy(source, target);

    expect(second).toEqual({ ...first, already: 12 });
    expect(await allEvents(target)).toEqual(before);
  });

  it('copies what was appended since, and an empty log', async () => {
    const [source, target] = [await file('source'), store('target')];

    const empty = await intoStore(source, target);
    await write(source, 5);
    const first = await intoStore(source, target);
    await write(source, 4);
    const second = await intoStore(source, target);

    expect(empty).toEqual({ events: 0, already: 0, chain: '0'.repeat(64), sourceGoesOn: false });
    expect([first, second].map(({ events, already }) => [events, already])).toEqual([
      [5, 0],
      [9, 5],
    ]);
  });

  it('says the chain hash that the record has as a file', async () => {
    const [source, between, target] = [await file('source'), store('derby'), await file('target')];
    await write(source, 30);

    const reports = [await intoStore(source, between), await intoFile(between, target)];

    const { chain } = await verifySqliteLog(folders.at('source'));
    expect(reports.map((report: CopyReport) => report.chain)).toEqual([chain, chain]);
    expect(await verifySqliteLog(folders.at('target'))).toMatchObject({ intact: true, chain });
  });

  it('tells how far it is, in three passes', async () => {
    const [source, target] = [await file('source'), store('target')];
    await write(source, 3);
    await intoStore(source, target);
    await write(source, 2);
    const told: [CopyStage, number][] = [];

    await intoStore(source, target, (stage, at) => told.push([stage, at]));

    const passes: readonly (readonly [CopyStage, readonly number[]])[] = [
      ['comparing', [1, 2, 3]],
      ['copying', [4, 5]],
      ['checking', [1, 2, 3, 4, 5]],
    ];
    expect(told).toEqual(passes.flatMap(([stage, numbers]) => numbers.map((at) => [stage, at])));
  });

  describe('into a target that holds something else', () => {
    /** Copies into a target that was made otherwise, from a source of ten events. */
    async function refusal(make: (events: readonly LoggedEvent[], target: EventLog) => Promise<void>) {
      const [source, target] = [await file('source'), store('target')];
      await write(source, 10);
      await make(await allEvents(source), target);
      const before = await allEvents(target);
      const error: unknown = await intoStore(source, target).catch((reason: unknown) => reason);
      expect(await allEvents(target)).toEqual(before);
      return error;
    }

    const appendAgain = async (events: readonly LoggedEvent[], target: EventLog): Promise<void> => {
      for (const { stream, revision, id, type, data, metadata } of events)
        await target.append(stream, revision === 0 ? 'no-stream' : revision - 1, [{ id, type, data, metadata }]);
    };

    it('is refused from the first event on, and writes nothing', async () => {
      const error = await refusal((_, target) => write(target, 3));

      expect(error).toMatchObject({ name: 'LogsDiffer', recordNumber: 1 });
    });

    it('is refused with the first record number that differs, and writes nothing', async () => {
      const error = await refusal((events, target) =>
        appendAgain(
          events.map((event, index) => (index === 6 ? { ...event, data: { index: 'another' } } : event)),
          target,
        ),
      );

      expect(error).toMatchObject({
        recordNumber: 7,
        message: 'The target is not the beginning of the source: they differ at record 7. Nothing was written to it',
      });
    });

    it('is refused where only the order differs', async () => {
      const error = await refusal(([a, b, ...rest], target) =>
        appendAgain([b as LoggedEvent, a as LoggedEvent, ...rest], target),
      );

      expect(error).toMatchObject({ recordNumber: 1 });
    });

    it('is refused where it is longer', async () => {
      const error = await refusal(async (events, target) => {
        await appendAgain(events, target);
        await write(target, 2);
      });

      expect(error).toMatchObject({
        recordNumber: 11,
        message:
          'The target is longer than the source: it has a record 11, and the source ends with record 10. Nothing was written to it',
      });
    });
  });

  describe('appends', () => {
    /** Appends to one stream, with an event of another before and after it. */
    async function between(source: EventLog, events: readonly NewEvent[]): Promise<void> {
      const [stream, others] = [aStream(), aStream()];
      await source.append(others, 'no-stream', [anEvent()]);
      for (const [index, event] of events.entries())
        await source.append(stream, index === 0 ? 'no-stream' : index - 1, [event]);
      await source.append(others, 0, [anEvent()]);
    }

    it('consecutive events of a stream together, at most 100', async () => {
      const [source, target] = [await file('source'), store('target')];
      await between(source, someEvents(250));

      await intoStore(source, target);

      expect(server.calls.get(APPEND)).toBe(1 + 3 + 1);
      expect(await eventsOf(target)).toEqual(await eventsOf(source));
    });

    it('at most 900 KiB together', async () => {
      const [source, target] = [await file('source'), store('target')];
      const large = (): NewEvent => anEvent({ text: 'x'.repeat(400 * 1024) });
      await between(source, [large(), large(), large(), anEvent({ text: 'x'.repeat(890 * 1024) })]);

      await intoStore(source, target);

      expect(server.calls.get(APPEND)).toBe(1 + 3 + 1);
      expect(await eventsOf(target)).toEqual(await eventsOf(source));
    });

    it('to a file several times in one commit', async () => {
      const [source] = [await file('source')];
      const { target, database } = await recorded('target');
      await write(source, 300);

      await intoFile(source, target);

      expect(database.count('COMMIT')).toBe(2);
    });
  });

  describe('when the event store fails in the middle', () => {
    const faults = [
      'cut-after-commit',
      'cut-before-commit',
      'silent-after-commit',
      'end-cleanly',
      'not-ready',
    ] as const;
    it.each(faults)('appends again what may not have been recorded, and nothing twice (%s)', async (fault) => {
      const [source, target] = [await file('source'), store('target')];
      await write(source, 12);

      const report = await intoStore(source, target, (stage, at) => {
        if (stage === 'copying' && at === 6) server.strikeAppends(fault);
      });

      expect(report).toMatchObject({ events: 12, already: 0 });
      expect(await eventsOf(target)).toEqual(await eventsOf(source));
    });

    it('outlives a cut of everything, also where it is the source', async () => {
      const [source, target] = [store('source'), await file('target')];
      await write(source, 400);

      await intoFile(source, target, (stage, at) => {
        if (at === 150 && stage !== 'comparing') server.cut();
      });

      expect(await eventsOf(target)).toEqual(await eventsOf(source));
    });

    it('ends at the first append that is refused, and goes on from there when it is let in again', async () => {
      const [source, target] = [await file('source'), store('target')];
      await write(source, 12);

      const refused = intoStore(source, target, (stage, at) => {
        if (stage === 'copying' && at === 6) server.strikeAppends('access-denied');
      });

      await expect(refused).rejects.toMatchObject({ name: 'LogForbidden' });
      const before = await eventsOf(target);
      expect(before).toEqual((await eventsOf(source)).slice(0, before.length));
      expect(await intoStore(source, target)).toMatchObject({ events: 12, already: before.length });
    });

    it('names the record that the event store does not take', async () => {
      const [source, target] = [await file('source'), store('target')];
      await write(source, 3);

      const refused = intoStore(source, target, (stage, at) => {
        if (stage === 'copying' && at === 2) server.strikeAppends('too-large');
      });

      await expect(refused).rejects.toMatchObject({ name: 'LogUnavailable' });
      await expect(refused).rejects.toThrow(/^Record 2 cannot be copied\. This is too much for one append/);
    });
  });

  async function recorded(name: string): Promise<{ readonly target: EventLog; readonly database: RecordingDatabase }> {
    let database: RecordingDatabase | undefined;
    const target = await openSqliteEventLogOn(
      folders.at(name),
      (at) => (database = new RecordingDatabase(openLogDatabase(at))),
    );
    opened.push(target);
    return { target, database: database as RecordingDatabase };
  }

  it('leaves no gap where the disk of a file is full for a while', async () => {
    const source = await file('source');
    const { target, database } = await recorded('target');
    await write(source, 3 * LARGEST_GROUP);
    let failing = true;

    await intoFile(source, target, (stage, at) => {
      if (!failing || stage !== 'copying' || at < LARGEST_GROUP + 10) return;
      failing = false;
      database.fail('COMMIT', sqliteError(13, 'database or disk is full'));
    });

    expect(await eventsOf(target)).toEqual(await eventsOf(source));
  });

  it('records nothing more where the disk of a file has failed', async () => {
    const source = await file('source');
    const { target, database } = await recorded('target');
    await write(source, 2 * LARGEST_GROUP);

    const failed = intoFile(source, target, (stage, at) => {
      if (stage === 'copying' && at === LARGEST_GROUP + 10)
        database.fail('COMMIT', sqliteError(1034, 'disk I/O error'), Number.MAX_SAFE_INTEGER);
    });

    await expect(failed).rejects.toMatchObject({ name: 'LogUnavailable' });
    expect(await eventsOf(target)).toEqual((await eventsOf(source)).slice(0, LARGEST_GROUP));
  });

  describe('while somebody else appends', () => {
    it('says that the source goes on, up to the last moment', async () => {
      const [log, target] = [store('source'), await file('target')];
      await write(log, 5);
      const source: EventLog = Object.assign(Object.create(log) as EventLog, {
        async *readAll(options: Parameters<EventLog['readAll']>[0]) {
          // The last look goes past the end of what was read.
          if (options?.after !== undefined) await log.append(aStream(), 'no-stream', [anEvent()]);
          yield* log.readAll(options);
        },
      });

      const report = await intoFile(source, target);

      expect(report).toMatchObject({ events: 5, sourceGoesOn: true });
    });

    it('finds what another wrote to the target meanwhile', async () => {
      const [source, target, other] = [await file('source'), store('target'), store('target')];
      await write(source, 60);
      let appended: Promise<unknown> | undefined;

      const copying = intoStore(source, target, (stage, at) => {
        if (stage === 'copying' && at === 3) appended = other.append(aStream(), 'no-stream', [anEvent()]);
      });

      await expect(copying).rejects.toMatchObject({ name: 'LogsDiffer' });
      await expect(copying).rejects.toThrow(/^Somebody else wrote to the target while it was copied to/);
      await appended;
    });

    it('ends where another has written to the same stream of the target', async () => {
      const [source, target, other] = [await file('source'), store('target'), store('target')];
      await write(source, 60);
      const stream = (await allEvents(source))[2]?.stream as string;
      let appended: Promise<unknown> | undefined;

      const copying = intoStore(source, target, (stage, at) => {
        if (stage === 'copying' && at === 1) appended = other.append(stream, 'no-stream', [anEvent()]);
        if (stage === 'copying' && at === 3) server.strikeAppends('not-ready');
      });

      await expect(copying).rejects.toMatchObject({ name: 'LogsDiffer', recordNumber: 3 });
      await expect(copying).rejects.toThrow('record 3 could not be put in its place');
      await appended;
    });
  });
});
