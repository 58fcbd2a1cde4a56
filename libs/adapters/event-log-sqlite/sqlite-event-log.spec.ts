import { ConcurrencyConflict, LogDamaged, type EventLog, type LoggedEvent } from '@minutebook/kernel/recording';
import { RecordingDatabase, sqliteError } from '../sqlite/recording-database.fixture';
import { openSqliteEventLogReadOnly } from '.';
import { allEvents, anEvent, appendEvents, aStream, LogFolders, tamper } from './log-folder.fixture';
import { openLogDatabase } from './log-file';
import { openSqliteEventLogOn } from './sqlite-event-log';

const DISK_FULL = sqliteError(13, 'database or disk is full');
const FILE_TOO_LARGE = sqliteError(778, 'disk I/O error');
const SYNC_FAILED = sqliteError(1034, 'disk I/O error');

describe('The event log on SQLite', () => {
  let folders: LogFolders;
  let folder: string;
  let database: RecordingDatabase;
  let opened: EventLog[];

  beforeEach(() => {
    folders = new LogFolders();
    folder = folders.at('log');
    opened = [];
  });
  afterEach(async () => {
    for (const log of opened) await log.close();
    folders.remove();
  });

  async function open(): Promise<EventLog> {
    const log = await openSqliteEventLogOn(folder, (at) => (database = new RecordingDatabase(openLogDatabase(at))));
    opened.push(log);
    return log;
  }

  describe('committing', () => {
    it('commits appends that are under way together in one transaction', async () => {
      const log = await open();

      await Promise.all(Array.from({ length: 64 }, () => log.append(aStream(), 'no-stream', [anEvent()])));

      expect(database.count('COMMIT')).toBe(1);
      expect(await allEvents(log)).toHaveLength(64);
    });

    it('lets appends of one group build on each other', async () => {
      const log = await open();
      const stream = aStream();

      const results = await Promise.all([
        log.append(stream, 'no-stream', [anEvent(), anEvent()]),
        log.append(stream, 1, [anEvent()]),
        log.append(stream, 2, [anEvent()]),
      ]);

      expect(results.map(({ lastRevision }) => lastRevision)).toEqual([1, 2, 3]);
      expect(results.map(({ position }) => position)).toEqual(['2', '3', '4']);
    });

    it('numbers events 1, 2, 3, with no gap where an append was refused', async () => {
      const log = await open();
      const stream = aStream();

      await log.append(stream, 'no-stream', [anEvent()]);
      await expect(log.append(stream, 'no-stream', [anEvent()])).rejects.toBeInstanceOf(ConcurrencyConflict);
      await log.append(stream, 0, [anEvent()]);

      expect((await allEvents(log)).map(({ position }) => position)).toEqual(['1', '2']);
    });

    it('refuses a revision that is none', async () => {
      const log = await open();

      for (const revision of [-1, 1.5, Number.NaN]) {
        await expect(log.append(aStream(), revision, [anEvent()])).rejects.toThrow('no revision');
      }
    });

    it('says who else stands in the way, in words for a user', async () => {
      const log = await open();
      await log.append('action-1', 'no-stream', [anEvent()]);

      await expect(log.append('action-1', 3, [anEvent()])).rejects.toThrow('action-1 stands at 0, not at 3');
    });
  });

  describe('whose disk fails', () => {
    it.each([
      ['INSERT INTO events', DISK_FULL],
      ['COMMIT', DISK_FULL],
      ['COMMIT', FILE_TOO_LARGE],
    ])(
      'records nothing when the disk is full at %s (%p), stays readable, and goes on when there is room',
      async (sql, error) => {
        const log = await open();
        const stream = aStream();
        await log.append(stream, 'no-stream', [anEvent()]);
        database.fail(sql, error);

        const outcomes = await Promise.allSettled([
          log.append(stream, 0, [anEvent()]),
          log.append(aStream(), 'no-stream', [anEvent()]),
        ]);

        for (const outcome of outcomes) {
          expect(outcome).toMatchObject({
            status: 'rejected',
            reason: { name: 'LogUnavailable', outcomeUnknown: false },
          });
        }
        expect(outcomes[0]).toMatchObject({ reason: { message: expect.stringContaining('disk is full') } });
        expect(await allEvents(log)).toHaveLength(1);
        expect(await log.append(stream, 0, [anEvent()])).toEqual({ lastRevision: 1, position: '2' });
      },
    );

    it('does not take a conflict for one that rests on an append which was not kept', async () => {
      const log = await open();
      const stream = aStream();
      database.fail('COMMIT', DISK_FULL);

      const [, second] = await Promise.allSettled([
        log.append(stream, 'no-stream', [anEvent()]),
        log.append(stream, 'no-stream', [anEvent()]),
      ]);

      expect(second).toMatchObject({ status: 'rejected', reason: { name: 'LogUnavailable' } });
      expect(await log.append(stream, 'no-stream', [anEvent()])).toEqual({ lastRevision: 0, position: '1' });
    });

    it('does not know the outcome when the disk fails at the commit, and records nothing more until it is opened again', async () => {
      const log = await open();
      await log.append(aStream(), 'no-stream', [anEvent()]);
      database.fail('COMMIT', SYNC_FAILED);

      await expect(log.append(aStream(), 'no-stream', [anEvent()])).rejects.toMatchObject({ outcomeUnknown: true });

      await expect(log.append(aStream(), 'no-stream', [anEvent()])).rejects.toMatchObject({
        outcomeUnknown: false,
        message: expect.stringContaining('started again'),
      });
      expect(await allEvents(log)).toHaveLength(1);
      await log.close();
      expect(await (await open()).append(aStream(), 'no-stream', [anEvent()])).toMatchObject({ lastRevision: 0 });
    });

    it('knows that nothing was recorded when the disk fails before the commit', async () => {
      const log = await open();
      database.fail('INSERT INTO events', SYNC_FAILED);

      await expect(log.append(aStream(), 'no-stream', [anEvent()])).rejects.toMatchObject({ outcomeUnknown: false });

      expect(await log.append(aStream(), 'no-stream', [anEvent()])).toMatchObject({ position: '1' });
    });
  });

  describe('followed at the head', () => {
    it('hands on what was committed without reading it again', async () => {
      const log = await open();
      await appendEvents(log, 30);
      const seen: LoggedEvent[] = [];
      const subscription = log.followAll({ pageSize: 10 }, (page) => void seen.push(...page));
      while (seen.length < 30) await nextTurn();
      const readBefore = database.count('SELECT position, text, crc FROM events WHERE position >');

      await Promise.all(Array.from({ length: 5 }, () => log.append(aStream(), 'no-stream', [anEvent(), anEvent()])));
      while (seen.length < 40) await nextTurn();

      expect(database.count('SELECT position, text, crc FROM events WHERE position >')).toBe(readBefore);
      expect(seen).toEqual(await allEvents(log));
      await subscription.stop();
    });

    it('tells a follower before the next turn of the event loop has gone by', async () => {
      const log = await open();
      const seen: LoggedEvent[] = [];
      log.followAll({}, (page) => void seen.push(...page));
      await nextTurn();

      await log.append(aStream(), 'no-stream', [anEvent()]);
      await Promise.resolve();

      expect(seen).toHaveLength(1);
    });

    it('reads from the file what a follower that fell far behind has missed', async () => {
      const log = await open();
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const seen: LoggedEvent[] = [];
      log.followAll({ pageSize: 300 }, async (page) => {
        await held;
        seen.push(...page);
      });
      await appendEvents(log, 3);
      await Promise.all(
        Array.from({ length: 20 }, () =>
          log.append(
            aStream(),
            'no-stream',
            Array.from({ length: 100 }, () => anEvent()),
          ),
        ),
      );

      release();
      while (seen.length < 2_003) await nextTurn();

      expect(seen).toEqual(await allEvents(log));
    });
  });

  describe('read', () => {
    async function damaged(sql: string): Promise<EventLog> {
      const log = await open();
      await Promise.all(
        Array.from({ length: 12 }, (_, stream) =>
          log.append(
            `action-${stream}`,
            'no-stream',
            Array.from({ length: 100 }, () => anEvent()),
          ),
        ),
      );
      await log.close();
      tamper(folder, sql);
      return open();
    }

    it('never gives an event that is not what was written', async () => {
      const log = await damaged("UPDATE events SET text = replace(text, 'a fact', 'a lie!') WHERE position = 50");

      await expect(allEvents(log)).rejects.toThrow('Record 50 is damaged');
      await expect(log.readStream('action-0')).rejects.toBeInstanceOf(LogDamaged);
      await expect(log.followAll({}, () => undefined).ended).rejects.toBeInstanceOf(LogDamaged);
      expect(await log.readStream('action-1')).toHaveLength(100);
    });

    it('notices an event that is missing, and one that stands in the place of another', async () => {
      const log = await damaged(
        'DELETE FROM events WHERE position = 50; UPDATE events SET position = 50 WHERE position = 60',
      );

      await expect(allEvents(log)).rejects.toThrow('Record 50 is damaged');
      await expect(log.readStream('action-0')).rejects.toBeInstanceOf(LogDamaged);
      await log.close();
      tamper(folder, 'DELETE FROM events WHERE position = 50');
      await expect(allEvents(await open())).rejects.toThrow('Record 50 is missing');
    });

    it('says that it has been closed', async () => {
      const log = await open();
      await log.close();

      await expect(log.readStream('action-1')).rejects.toThrow('closed');
      await expect(allEvents(log)).rejects.toThrow('closed');
      await expect(log.followAll({}, () => undefined).ended).rejects.toThrow('closed');
    });
  });

  describe('opened to read only', () => {
    it('reads beside the writer, what is appended meanwhile too', async () => {
      const log = await open();
      await appendEvents(log, 5);
      const reader = await openSqliteEventLogReadOnly(folder);
      const before = await allEvents(reader);
      const [first] = before;

      await appendEvents(log, 5);

      expect(before).toHaveLength(5);
      expect(await allEvents(reader)).toEqual(await allEvents(log));
      expect(await reader.readStream(first?.stream as string)).toEqual(await log.readStream(first?.stream as string));
      await reader.close();
      await expect(allEvents(reader)).rejects.toThrow('closed');
    });

    it('says that a folder without a record has none', async () => {
      await expect(openSqliteEventLogReadOnly(folders.at('nowhere'))).rejects.toThrow('no record');
    });
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
