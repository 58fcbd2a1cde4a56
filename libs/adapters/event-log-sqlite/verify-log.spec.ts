import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainHash, digestOfText, eventChecksum, LogUnavailable, type LoggedEvent } from '@minutebook/kernel/recording';
import { openDatabase } from '@minutebook/sqlite';
import { openSqliteEventLog, verifySqliteLog } from '.';
import { appendEvents, LogFolders, tamper, writeLog } from './log-folder.fixture';

describe('Verifying a log', () => {
  const folders = new LogFolders();
  let events: LoggedEvent[];
  let copies = 0;
  let folder: string;

  beforeAll(async () => {
    events = await writeLog(folders.at('healthy'), 1_200);
  });
  beforeEach(() => {
    copies += 1;
    folder = folders.copy(folders.at('healthy'), `log-${copies}`);
  });
  afterAll(() => folders.remove());

  it('finds a healthy log intact, and tells how far it has come', async () => {
    const told: [number, number][] = [];

    const report = await verifySqliteLog(folder, (checked, of) => told.push([checked, of]));

    expect(report).toMatchObject({ intact: true, events: 1_200, problems: [] });
    expect(report.chain).toMatch(/^[0-9a-f]{64}$/);
    expect(told).toEqual([
      [1_000, 1_200],
      [1_200, 1_200],
    ]);
  });

  it('finds a log intact that is being written to', async () => {
    const log = await openSqliteEventLog(folder);
    let writing = true;
    const writer = (async () => {
      while (writing) await appendEvents(log, 3);
    })();

    const report = await verifySqliteLog(folder);
    writing = false;
    await writer;
    await log.close();

    expect(report).toMatchObject({ intact: true, problems: [] });
    expect(report.events).toBeGreaterThanOrEqual(1_200);
  });

  it('gives two logs with the same events the same chain hash, and others another', async () => {
    const { chain } = await verifySqliteLog(folder);
    const copy = await verifySqliteLog(folders.copy(folder, 'copy'));
    await writeLog(folders.at('other'), 1_200);

    expect(copy.chain).toBe(chain);
    expect((await verifySqliteLog(folders.at('other'))).chain).not.toBe(chain);
  });

  const changes: readonly (readonly [string, string, string])[] = [
    ['an altered text', "UPDATE events SET text = replace(text, 'a', 'e') WHERE position = 17", 'record 17'],
    ['an altered checksum', 'UPDATE events SET crc = crc + 1 WHERE position = 17', 'record 17'],
    ['an altered digest', 'UPDATE events SET digest = randomblob(32) WHERE position = 17', 'record 17'],
    ['an altered chain hash', 'UPDATE events SET chain = randomblob(32) WHERE position = 17', 'record 17'],
    ['an event under another stream', 'UPDATE events SET stream = 1, revision = 3 WHERE position = 17', 'record 17'],
    ['a stream under another name', "UPDATE streams SET name = 'action-17' WHERE id = 6", 'record 16'],
    ['a missing event', 'DELETE FROM events WHERE position = 17', 'record 18'],
    ['a stream without events', "INSERT INTO streams VALUES (9999, 'action-17')", 'events.sqlite'],
  ];
  it.each(changes)('names the first bad record where there is %s', async (_, sql, where) => {
    tamper(folder, sql);

    const report = await verifySqliteLog(folder);

    expect(report.intact).toBe(false);
    expect(report.problems[0]?.where).toBe(where);
  });

  it('names stream and revision of a bad record, and goes on to the next', async () => {
    tamper(folder, "UPDATE events SET text = replace(text, 'a', 'e') WHERE position IN (17, 400)");

    const { problems } = await verifySqliteLog(folder);

    expect(problems.map(({ where }) => where)).toEqual(['record 17', 'record 400']);
    expect(problems[0]?.event).toBe(`${events[16]?.stream}@${events[16]?.revision}`);
    expect(problems[0]?.what).toContain('not what was written');
  });

  it('finds an event that was rewritten with care, because the rest does not follow from it', async () => {
    forge(17, (text) => text.replace(/"left":\d+/, '"left":7777'));

    const { problems } = await verifySqliteLog(folder);

    expect(problems[0]).toMatchObject({ where: 'record 18', what: expect.stringContaining('does not follow') });
  });

  it('finds a whole history that was rewritten, because the head does not fit', async () => {
    forge(1_200, (text) => text.replace(/"left":\d+/, '"left":7777'));

    const { problems } = await verifySqliteLog(folder);

    expect(problems).toEqual([{ where: 'head', what: expect.stringContaining('record 1200 is not the one') }]);
  });

  it('finds events out of order within their stream', async () => {
    tamper(folder, 'UPDATE events SET revision = 7 WHERE position = 18');

    const { problems } = await verifySqliteLog(folder);

    expect(problems[0]?.where).toBe('record 18');
  });

  it('finds a lost tail', async () => {
    tamper(folder, 'DELETE FROM events WHERE position > 1197');

    const report = await verifySqliteLog(folder);

    expect(report.problems).toContainEqual({
      where: 'head',
      what: expect.stringContaining('The last 3 events are lost: the log ends at record 1197'),
    });
  });

  it('reports a damaged head, and checks the events all the same', async () => {
    writeFileSync(join(folder, 'head'), 'minutebook-head 1 what?');

    const report = await verifySqliteLog(folder);

    expect(report).toMatchObject({ intact: false, events: 1_200, problems: [{ where: 'head' }] });
  });

  it('reports a file that is no database, and throws where there is none', async () => {
    writeFileSync(join(folder, 'events.sqlite'), 'no database'.repeat(1_000));
    expect(await verifySqliteLog(folder)).toMatchObject({ intact: false, events: 0 });

    rmSync(join(folder, 'events.sqlite'));
    await expect(verifySqliteLog(folder)).rejects.toBeInstanceOf(LogUnavailable);
  });

  /** Rewrites one event as somebody would who knows how its digests are made. */
  function forge(recordNumber: number, rewrite: (text: string) => string): void {
    const database = openDatabase(join(folder, 'events.sqlite'));
    const row = database.prepare('SELECT text FROM events WHERE position = ?').get(recordNumber);
    const before = database.prepare('SELECT chain FROM events WHERE position = ?').get(recordNumber - 1);
    const text = rewrite(row?.['text'] as string);
    const digest = digestOfText(text);
    database
      .prepare('UPDATE events SET text = ?, crc = ?, digest = ?, chain = ? WHERE position = ?')
      .run(
        text,
        eventChecksum(text, recordNumber),
        digest,
        chainHash(before?.['chain'] as Uint8Array, digest),
        recordNumber,
      );
    database.close();
  }
});
