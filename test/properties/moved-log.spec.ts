import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { verifySqliteLog } from '@minutebook/event-log-sqlite';
import { openSqliteKeyVault } from '@minutebook/key-vault-sqlite';
import { fillFresh, recordTimesProjection } from '@minutebook/kernel/read-models';
import { newRandomId, openPage, type LoggedEvent } from '@minutebook/kernel/recording';
import { ReadModelFiles } from '@minutebook/read-models-sqlite';
import { openDatabase } from '@minutebook/sqlite';
import { moveLog } from '../../apps/tracker/command-line/move-log';
import { loadDemonstration } from '../../apps/tracker/demonstration/load-demonstration';
import { logMark, openLog, openLogReadOnly, type LogPlace } from '../../apps/tracker/record/log-place';
import { keyFolder, openRecord } from '../../apps/tracker/record/record';
import { rowsOf, type Rows } from '../../libs/kernel/testing/rows.fixture';
import { commandHandlersOver } from '../tracker/command-handlers.fixture';
import { everyProjection } from './council.fixture';

const ALL = [recordTimesProjection, ...everyProjection];
const MASTER_KEY = randomBytes(32);

/** The demonstration is loaded, moved twice and read four times. In ms. */
jest.setTimeout(180_000);

describe('A record whose log was moved', () => {
  let folder: string;
  let server: EventStoreTestServer;
  let file: LogPlace;
  let store: LogPlace;
  let fresh: LogPlace;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-moved-'));
    server = await EventStoreTestServer.start();
    file = { engine: 'sqlite', folder: join(folder, 'log') };
    store = { engine: 'eventstoredb', connectionString: server.connectionString, prefix: 'derby' };
    fresh = { engine: 'sqlite', folder: join(folder, 'fresh') };
    await load();
    await moveLog(['--from', `sqlite:${file.folder}`, '--to', server.connectionString], 'derby');
    await moveLog(['--from', server.connectionString, '--to', `sqlite:${fresh.folder}`], 'derby');
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function load(): Promise<void> {
    const place = { dataDir: folder, log: file, masterKey: MASTER_KEY };
    const record = await openRecord(await openLog(file), place, {}, true);
    const handlers = await commandHandlersOver(record.log, record.runner);
    if (!record.demonstration) throw new Error('This record is no demonstration');
    await loadDemonstration(handlers.commands, record.demonstration, () => undefined);
    await handlers.close();
    await record.close();
  }

  /** Every event without its position, the only thing that is a log's own. */
  async function eventsOf(place: LogPlace): Promise<readonly Omit<LoggedEvent, 'position'>[]> {
    const log = await openLogReadOnly(place);
    const events: LoggedEvent[] = [];
    for await (const page of log.readAll()) events.push(...page);
    await log.close();
    return events.map(({ position: _, ...event }) => event);
  }

  /** Every row of every read model that is filled from a log; of the progress, all but the position. */
  async function rowsFrom(place: LogPlace, name: string): Promise<Readonly<Record<string, Rows>>> {
    const log = await openLogReadOnly(place);
    const vault = await openSqliteKeyVault(keyFolder({ dataDir: folder }), MASTER_KEY);
    const aside = join(folder, `read-models-of-${name}`);
    const files = await fillFresh(ALL, {
      log,
      openTexts: (page) => openPage(page, vault),
      folder: new ReadModelFiles(aside, newRandomId, logMark(place)),
    });
    await vault.close();
    await log.close();
    return Object.fromEntries(
      ALL.map((projection) => {
        const database = openDatabase(join(aside, files.get(projection.name) ?? ''), { readOnly: true });
        const rows = rowsOf(database);
        database.close();
        const progress = (rows['progress'] ?? []).map(({ position: _, ...row }) => row);
        return [projection.name, { ...rows, progress }];
      }),
    );
  }

  it('holds the same events in the same order, under the same record numbers', async () => {
    const events = await eventsOf(file);

    expect(events.length).toBeGreaterThan(300);
    expect(await eventsOf(store)).toEqual(events);
    expect(await eventsOf(fresh)).toEqual(events);
  });

  it('gives the same read models, row by row: record numbers, record times, and opened texts', async () => {
    const rows = await rowsFrom(file, 'file');

    expect(rows['record.times']?.['times']?.length).toBeGreaterThan(300);
    expect(await rowsFrom(store, 'store')).toEqual(rows);
    expect(await rowsFrom(fresh, 'fresh')).toEqual(rows);
  });

  it('has the same chain hash when it has come back into a file', async () => {
    const [before, after] = [await verifySqliteLog(join(folder, 'log')), await verifySqliteLog(join(folder, 'fresh'))];

    expect(after).toEqual(before);
    expect(after.intact).toBe(true);
  });
});
