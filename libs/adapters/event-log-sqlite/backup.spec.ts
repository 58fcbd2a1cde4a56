import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogDamaged, LogUnavailable, type LoggedEvent } from '@minutebook/kernel/recording';
import { backupSqliteLog, LogLocked, openSqliteEventLog, restoreSqliteLog, verifySqliteLog } from '.';
import { allEvents, appendEvents, LogFolders, tamper, writeLog } from './log-folder.fixture';

describe('Backing up a log', () => {
  let folders: LogFolders;
  let folder: string;
  let backup: string;

  beforeEach(() => {
    folders = new LogFolders();
    folder = folders.at('log');
    backup = folders.at('backup');
  });
  afterEach(() => folders.remove());

  it('gives a log of its own with the same events', async () => {
    const events = await writeLog(folder, 50);

    const report = await backupSqliteLog(folder, backup);

    expect(report).toEqual({ events: 50, chain: (await verifySqliteLog(folder)).chain });
    expect(await verifySqliteLog(backup)).toMatchObject({ intact: true, events: 50, chain: report.chain });
    expect(await eventsOf(backup)).toEqual(events);
    expect(readdirSync(backup).sort()).toContain('head');
  });

  it('gives a prefix of a log that is written to meanwhile', async () => {
    const log = await openSqliteEventLog(folder);
    await appendEvents(log, 30);
    let writing = true;
    const writer = (async () => {
      while (writing) await appendEvents(log, 3);
    })();

    const reports = [await backupSqliteLog(folder, backup), await backupSqliteLog(folder, folders.at('later'))];
    writing = false;
    await writer;
    const events = await allEvents(log);
    await log.close();

    expect(await eventsOf(backup)).toEqual(events.slice(0, reports[0]?.events));
    expect(await eventsOf(folders.at('later'))).toEqual(events.slice(0, reports[1]?.events));
  });

  it('backs up an empty log', async () => {
    await writeLog(folder, 0);

    expect(await backupSqliteLog(folder, backup)).toEqual({ events: 0, chain: '0'.repeat(64) });
    expect(await eventsOf(backup)).toEqual([]);
  });

  it('overwrites no other record', async () => {
    await writeLog(folder, 3);
    await backupSqliteLog(folder, backup);

    await expect(backupSqliteLog(folder, backup)).rejects.toBeInstanceOf(LogUnavailable);
    await expect(backupSqliteLog(folder, folder)).rejects.toBeInstanceOf(LogUnavailable);
    expect(await eventsOf(backup)).toHaveLength(3);
  });

  it('does not copy a log that is not whole, and leaves nothing behind', async () => {
    await writeLog(folder, 30);
    tamper(folder, "UPDATE events SET text = replace(text, 'a', 'e') WHERE position = 17");

    const copying = backupSqliteLog(folder, backup);

    await expect(copying).rejects.toBeInstanceOf(LogDamaged);
    await expect(copying).rejects.toThrow('record 17');
    expect(readdirSync(backup)).toEqual([]);
  });

  it('does not copy a log that has lost events', async () => {
    await writeLog(folder, 9);
    tamper(folder, 'DELETE FROM events WHERE position = 9');

    await expect(backupSqliteLog(folder, backup)).rejects.toThrow('The last event is lost');
  });
});

describe('Restoring a log', () => {
  let folders: LogFolders;
  let folder: string;
  let backup: string;
  let events: LoggedEvent[];

  beforeEach(async () => {
    folders = new LogFolders();
    folder = folders.at('log');
    backup = folders.at('backup');
    events = await writeLog(folder, 12);
    await backupSqliteLog(folder, backup);
  });
  afterEach(() => folders.remove());

  it('makes a backup the record of an empty folder, which is written to from there on', async () => {
    const report = await restoreSqliteLog(backup, folders.at('new'));

    expect(report).toMatchObject({ events: 12, recordedBefore: undefined });
    const log = await openSqliteEventLog(folders.at('new'));
    expect(await allEvents(log)).toEqual(events);
    expect(await log.append('action-1', 'no-stream', [{ ...(events[0] as LoggedEvent) }])).toMatchObject({
      position: '13',
    });
    await log.close();
  });

  it('tells how far the lost record had been written, and lets the restored one go on', async () => {
    const log = await openSqliteEventLog(folder);
    await appendEvents(log, 3);
    await log.close();
    const damaged = folders.copy(folder, 'damaged');
    for (const name of readdirSync(damaged).filter((file) => file !== 'head')) rmSync(join(damaged, name));

    expect(await restoreSqliteLog(backup, damaged)).toMatchObject({ events: 12, recordedBefore: 15 });

    expect(await eventsOf(damaged)).toEqual(events);
  });

  it('does not restore over a record, nor beside what is left of one', async () => {
    await expect(restoreSqliteLog(backup, folder)).rejects.toThrow('There is a record in');

    mkdirSync(folders.at('left'));
    writeFileSync(join(folders.at('left'), 'events.sqlite-wal'), 'the log of another database');
    await expect(restoreSqliteLog(backup, folders.at('left'))).rejects.toThrow('events.sqlite-wal');
  });

  it('does not restore while Minutebook runs on the folder', async () => {
    const log = await openSqliteEventLog(folder);

    await expect(restoreSqliteLog(backup, folder)).rejects.toBeInstanceOf(LogLocked);

    await log.close();
  });

  it('restores no backup that is not whole', async () => {
    tamper(backup, 'UPDATE events SET digest = randomblob(32) WHERE position = 5');

    await expect(restoreSqliteLog(backup, folders.at('new'))).rejects.toThrow('record 5');

    expect(existsSync(join(folders.at('new'), 'events.sqlite'))).toBe(false);
  });
});

async function eventsOf(folder: string): Promise<LoggedEvent[]> {
  const log = await openSqliteEventLog(folder);
  const events = await allEvents(log);
  await log.close();
  return events;
}
