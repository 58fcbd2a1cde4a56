import { copyFileSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { backupSqliteLog, openSqliteEventLog, restoreSqliteLog, verifySqliteLog } from '@minutebook/event-log-sqlite';
import { LogDamaged } from '@minutebook/kernel/recording';
import { AppendingChild, eventsAfterRestart, eventsRead, FaultFolders } from './children.fixture';

describe('15 · two processes, backups and lost tails', () => {
  const folders = new FaultFolders();
  const children: AppendingChild[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill();
  });
  afterAll(() => folders.remove());

  function start(folder: string, run: string): AppendingChild {
    const child = new AppendingChild(folder, { run });
    children.push(child);
    return child;
  }

  /** Lets a child append at least so many times, and kills it. */
  async function appendAndKill(folder: string, run: string, appends: number): Promise<void> {
    const child = start(folder, run);
    while (child.acknowledged.length < appends) {
      const seen = child.lines.length;
      await child.line((line) => child.lines.indexOf(line) >= seen);
    }
    await child.kill();
  }

  it('refuses a second writer with a clear message, and lets it in once the first was killed', async () => {
    const record = folders.at('locked');
    const first = start(record, 'first');
    await first.line(({ ready }) => ready === true);

    const refusal = await start(record, 'second').line(({ refused }) => refused !== undefined);
    await first.kill();
    const third = start(record, 'third');

    expect(refusal).toMatchObject({ refused: 'LogLocked' });
    expect(refusal.message).toContain('another Minutebook is running');
    expect(await third.line(({ ready }) => ready === true)).toEqual({ ready: true });
  });

  it('refuses a writer of this process too, while the other one lives', async () => {
    const record = folders.at('locked-here');
    const child = start(record, 'first');
    await child.line(({ ready }) => ready === true);

    await expect(openSqliteEventLog(record)).rejects.toThrow('another Minutebook is running');
  });

  it('backs up a prefix of a record while another process writes to it, and restores it', async () => {
    const record = folders.at('backed-up');
    const child = start(record, 'writer');
    await child.line(({ append }) => append !== undefined);

    const reports = [];
    for (const backup of ['one', 'two', 'three']) reports.push(await backupSqliteLog(record, folders.at(backup)));
    const beside = await verifySqliteLog(record);
    await child.kill();
    const events = await eventsAfterRestart(folders.copy(record));

    expect(beside).toMatchObject({ intact: true });
    for (const [index, backup] of ['one', 'two', 'three'].entries()) {
      const report = reports[index];
      expect(await verifySqliteLog(folders.at(backup))).toMatchObject({ intact: true, chain: report?.chain });
      expect(await eventsRead(folders.at(backup))).toEqual(events.slice(0, report?.events));
    }
    await restoreSqliteLog(folders.at('three'), folders.at('restored'));
    expect(await eventsAfterRestart(folders.at('restored'))).toEqual(events.slice(0, reports[2]?.events));
  });

  it('finds that an older copy of the database was put in the place of the record', async () => {
    const record = folders.at('older');
    await appendAndKill(record, 'before', 5);
    const older = folders.copy(record);
    await appendAndKill(record, 'after', 5);
    const newer = folders.copy(record);
    for (const name of readdirSync(newer).filter((file) => file.startsWith('events.sqlite'))) rmSync(join(newer, name));
    for (const name of readdirSync(older).filter((file) => file.startsWith('events.sqlite'))) {
      copyFileSync(join(older, name), join(newer, name));
    }

    const opening = openSqliteEventLog(newer);

    await expect(opening).rejects.toBeInstanceOf(LogDamaged);
    await expect(opening).rejects.toThrow(/The last \d+ events are lost/);
    expect(await verifySqliteLog(newer)).toMatchObject({ intact: false });
  });

  it('finds that the write-ahead log was lost', async () => {
    const record = folders.at('without-wal');
    await appendAndKill(record, 'writer', 5);
    const copy = folders.copy(record);
    rmSync(join(copy, 'events.sqlite-wal'));

    await expect(openSqliteEventLog(copy)).rejects.toBeInstanceOf(LogDamaged);
  });

  it.each([0.25, 0.5, 0.9])('finds that the file was cut off at %d of its length', async (share) => {
    const record = folders.at(`cut-${share}`);
    await appendAndKill(record, 'writer', 30);
    const copy = folders.copy(record);
    await eventsAfterRestart(copy);
    const cut = folders.copy(copy);
    const file = join(cut, 'events.sqlite');
    truncateSync(file, Math.floor(statSync(file).size * share));

    await expect(openSqliteEventLog(cut)).rejects.toBeInstanceOf(LogDamaged);
    expect(await verifySqliteLog(cut)).toMatchObject({ intact: false });
  });
});
