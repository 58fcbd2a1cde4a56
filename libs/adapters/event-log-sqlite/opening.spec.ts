import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogDamaged, LogUnavailable, type EventLog } from '@minutebook/kernel/recording';
import { RecordingDatabase } from '../sqlite/recording-database.fixture';
import { LogLocked, openSqliteEventLog, openSqliteEventLogReadOnly } from '.';
import { allEvents, anEvent, aStream, LogFolders, tamper, writeLog } from './log-folder.fixture';
import { openLogDatabase } from './log-file';
import { openSqliteEventLogOn } from './sqlite-event-log';

describe('Opening the event log on SQLite', () => {
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

  it('syncs every commit and writes ahead', async () => {
    const log = await open();

    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    await log.close();
  });

  it('refuses a second writer with a clear message, until the first one closes', async () => {
    const log = await open();

    const second = openSqliteEventLog(folder);
    await expect(second).rejects.toBeInstanceOf(LogLocked);
    await expect(second).rejects.toThrow('another Minutebook is running');

    await log.append(aStream(), 'no-stream', [anEvent()]);
    await log.close();
    const next = await openSqliteEventLog(folder);
    expect(await allEvents(next)).toHaveLength(1);
    await next.close();
  });

  it('gives the lock back when it cannot be opened', async () => {
    await writeLog(folder, 3);
    tamper(folder, 'PRAGMA user_version = 99');
    await expect(open()).rejects.toThrow('newer Minutebook');

    tamper(folder, 'PRAGMA user_version = 1');

    expect(await allEvents(await open())).toHaveLength(3);
  });

  it('refuses a newer format, and a file that is no event log', async () => {
    await writeLog(folder, 3);

    tamper(folder, 'PRAGMA user_version = 2');
    await expect(open()).rejects.toBeInstanceOf(LogUnavailable);
    await expect(openSqliteEventLogReadOnly(folder)).rejects.toThrow('newer Minutebook');
    tamper(folder, 'PRAGMA user_version = 1; PRAGMA application_id = 1');
    await expect(open()).rejects.toThrow('not an event log');
    tamper(folder, `PRAGMA application_id = ${0x4d424c47}; CREATE TABLE more (a)`);
    await expect(open()).rejects.toThrow('does not have the tables');
    writeFileSync(join(folder, 'events.sqlite'), 'this is no database, however long it may be'.repeat(100));
    await expect(open()).rejects.toBeInstanceOf(LogDamaged);
  });

  it('reports lost events where the file is missing but the head is there, and makes no new one', async () => {
    await writeLog(folder, 7);
    rmSync(join(folder, 'events.sqlite'));

    await expect(open()).rejects.toThrow('The last 7 events are lost');

    expect(existsSync(join(folder, 'events.sqlite'))).toBe(false);
  });

  it('reports lost events where the log ends before its head', async () => {
    await writeLog(folder, 7);
    tamper(folder, 'DELETE FROM events WHERE position > 5');

    const opening = open();

    await expect(opening).rejects.toBeInstanceOf(LogDamaged);
    await expect(opening).rejects.toThrow('the log ends at record 5, but record 7 had been recorded');
    await expect(openSqliteEventLogReadOnly(folder)).rejects.toThrow('The last 2 events are lost');
  });

  it('reports another history of the same length', async () => {
    await writeLog(folder, 6);
    await writeLog(folders.at('other'), 6);
    writeFileSync(join(folder, 'head'), readFileSync(join(folders.at('other'), 'head')));

    await expect(open()).rejects.toThrow('record 6 is not the one');
  });

  it('reports a head that cannot be read, and opens without one', async () => {
    await writeLog(folder, 3);
    writeFileSync(join(folder, 'head'), readFileSync(join(folder, 'head'), 'latin1').replace('3 ', '4 '));
    await expect(open()).rejects.toThrow('head');

    rmSync(join(folder, 'head'));

    expect(await allEvents(await open())).toHaveLength(3);
    expect(readFileSync(join(folder, 'head'), 'latin1')).toMatch(
      /^minutebook-head 1 0{15}3 [0-9a-f]{64} [0-9a-f]{8}\n$/,
    );
  });

  it.each([
    ['text', "UPDATE events SET text = replace(text, 'a fact', 'a lie!')"],
    ['digest', 'UPDATE events SET digest = zeroblob(32) WHERE position = 5'],
    ['chain', 'UPDATE events SET chain = zeroblob(32) WHERE position = 5'],
    ['revision', 'UPDATE events SET revision = 9 WHERE position = 6'],
    ['stream', 'UPDATE streams SET name = name || 1 WHERE id = 2'],
    ['gap', 'DELETE FROM events WHERE position = 5'],
  ])('finds a changed %s among the last events', async (_, sql) => {
    const log = await open();
    for (let count = 0; count < 8; count++)
      await log.append('action-1', count === 0 ? 'no-stream' : count - 1, [anEvent()]);
    await log.append('action-2', 'no-stream', [anEvent()]);
    await log.close();
    tamper(folder, sql);

    const opening = open();

    await expect(opening).rejects.toBeInstanceOf(LogDamaged);
    await expect(opening).rejects.toThrow(/record \d/);
  });

  it('checks the last 1,000 events and leaves the others to verify-log', async () => {
    const log = await open();
    await Promise.all(
      Array.from({ length: 12 }, () =>
        log.append(
          aStream(),
          'no-stream',
          Array.from({ length: 100 }, () => anEvent()),
        ),
      ),
    );
    await log.close();

    tamper(folder, 'UPDATE events SET digest = zeroblob(32) WHERE position = 200');
    await (await open()).close();
    tamper(folder, 'UPDATE events SET digest = zeroblob(32) WHERE position = 201');
    await expect(open()).rejects.toThrow('record 201');
  });
});
