import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLog } from '@minutebook/kernel/recording';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { openSqliteEventLog, verifySqliteLog } from '@minutebook/event-log-sqlite';
import {
  allEvents,
  anEvent,
  appendEvents,
  aStream,
  LogFolders,
  tamper,
  writeLog,
} from '@minutebook/event-log-sqlite/log-folder.fixture';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { command, newDataFolder, removeDataFolders } from '../../../test/tracker/product.fixture';
import { moveLog } from './move-log';

const SECRET = 's3cret';

describe('Moving a log by the command line', () => {
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
  afterAll(removeDataFolders);

  const fileOf = (name: string): string => `sqlite:${folders.at(name)}`;
  const storeAt = (port: number): string => `esdb://clerk:${SECRET}@127.0.0.1:${port}?tls=false`;
  const move = (from: string, to: string, ...more: string[]): Promise<string> =>
    moveLog(['--from', from, '--to', to, ...more], 'derby');

  function store(prefix = 'derby'): EventLog {
    const log = openEventStoreLog({ connectionString: storeAt(server.port), prefix });
    opened.push(log);
    return log;
  }

  it('says how many events were moved, how many were there, and the chain hash; the keys it leaves', async () => {
    await writeLog(folders.at('log'), 30);
    const { chain } = await verifySqliteLog(folders.at('log'));

    const there = await move(fileOf('log'), storeAt(server.port));
    const again = await move(fileOf('log'), storeAt(server.port));
    const back = await move(storeAt(server.port), fileOf('back'));

    const store = `the event store at 127.0.0.1, streams derby.…`;
    expect(there.split('\n')).toEqual([
      `30 events are in ${store}, in the same order as in ${folders.at('log')}: 0 were there already, 30 were moved now.`,
      'All were read again from both, and compared one by one.',
      `Chain hash at the last: ${chain}`,
      'Nobody could append to the source meanwhile: it was held.',
      'The source stays as it was, and the keys of sealed texts stay where they are.',
    ]);
    expect(again).toContain(': 30 were there already, 0 were moved now.');
    expect(back).toContain(`Chain hash at the last: ${chain}`);
    expect(back).toContain('Nobody appended to the source meanwhile: it was read once more past its end.');
    expect(await verifySqliteLog(folders.at('back'))).toMatchObject({ intact: true, events: 30, chain });
  });

  it('takes a log and its prefix from the order, or the log from a file and the prefix from the environment', async () => {
    await writeLog(folders.at('log'), 3);
    const file = folders.at('target');
    writeFileSync(file, `${storeAt(server.port)}\n`);

    await move(fileOf('log'), `@${file}`);
    await move(`@${file}`, `@${file}`, '--from-prefix', 'derby', '--to-prefix', 'leicester');

    const events = await allEvents(store('derby'));
    expect(events).toHaveLength(3);
    expect((await allEvents(store('leicester'))).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it('goes back into the log that it came from', async () => {
    await writeLog(folders.at('log'), 6);
    await move(fileOf('log'), storeAt(server.port));
    await store().append(aStream(), 'no-stream', [anEvent()]);

    const back = await move(storeAt(server.port), fileOf('log'));

    expect(back).toContain(': 6 were there already, 1 were moved now.');
    expect(await verifySqliteLog(folders.at('log'))).toMatchObject({ intact: true, events: 7 });
  });

  it('says what must be deleted between two event stores with the same prefix', async () => {
    await appendEvents(store(), 3);
    const other = await EventStoreTestServer.start();

    const elsewhere = await move(storeAt(server.port), storeAt(other.port));
    const renamed = await move(storeAt(server.port), storeAt(other.port), '--to-prefix', 'leicester');
    await other.stop();

    const advice = 'Delete read-models/ in DATA_DIR before the next start';
    expect([elsewhere, renamed].map((said) => said.includes(advice))).toEqual([true, false]);
  });

  describe('is refused', () => {
    it('where both are the same log, by whatever name', async () => {
      await writeLog(folders.at('log'), 3);
      symlinkSync(folders.at('log'), folders.at('link'));
      const { port } = server;
      const same = [
        [fileOf('log'), fileOf('log')],
        [fileOf('log'), fileOf('link')],
        [fileOf('log/new'), fileOf('link/new')],
        [storeAt(port), `esdb://localhost:${port}?tls=false`],
        [storeAt(port), `esdb://127.0.0.1:1,127.0.0.1:${port}?tls=false`],
      ];

      for (const [from = '', to = ''] of same)
        await expect(move(from, to)).rejects.toThrow('--from and --to name the same log. Nothing was moved.');
    });

    it('where somebody writes to the source, or to the target', async () => {
      await writeLog(folders.at('log'), 3);
      opened.push(await openSqliteEventLog(folders.at('log')));

      await expect(move(fileOf('log'), fileOf('other'))).rejects.toMatchObject({ name: 'LogLocked' });
      await expect(move(storeAt(server.port), fileOf('log'))).rejects.toMatchObject({ name: 'LogLocked' });
    });

    it('where there is no source, which is not made', async () => {
      await expect(move(fileOf('none'), storeAt(server.port))).rejects.toThrow('There is no record in');

      expect(existsSync(folders.at('none'))).toBe(false);
    });

    it('where the source is not whole, before there is a target', async () => {
      await writeLog(folders.at('log'), 1_200);
      tamper(folders.at('log'), 'UPDATE events SET digest = randomblob(32) WHERE position = 5');

      await expect(move(fileOf('log'), fileOf('target'))).rejects.toThrow(
        'is not whole, so it was not copied: at record 5',
      );

      expect(existsSync(folders.at('target'))).toBe(false);
    });

    it('where the target is not whole, which is not written to', async () => {
      await writeLog(folders.at('log'), 1_200);
      await move(fileOf('log'), fileOf('target'));
      tamper(folders.at('target'), 'UPDATE events SET digest = randomblob(32) WHERE position = 5');
      const log = await openSqliteEventLog(folders.at('log'));
      await appendEvents(log, 3);
      await log.close();

      await expect(move(fileOf('log'), fileOf('target'))).rejects.toThrow(
        'is not whole, so it was not copied: at record 5',
      );

      expect((await verifySqliteLog(folders.at('target'))).events).toBe(1_200);
    });

    it('where somebody appends to the source meanwhile; given again afterwards, it goes on', async () => {
      const source = store();
      await appendEvents(source, 30);
      let writing = true;
      const writer = (async () => {
        while (writing) await appendEvents(source, 1);
      })();

      const refused = await move(storeAt(server.port), fileOf('target')).catch((error: unknown) => error);
      writing = false;
      await writer;
      const second = await move(storeAt(server.port), fileOf('target'));

      const events = (await allEvents(source)).length;
      expect(refused).toMatchObject({ name: 'OrderRefused' });
      expect((refused as Error).message).toMatch(
        /events were moved, but somebody appended others to the event store at/,
      );
      expect(second).toMatch(new RegExp(`^${events} events are in `));
    });

    it.each([
      ['no log at all', ['--from', 'postgres://clerk:s3cret@here'], /--from must be sqlite:<folder> or esdb:/],
      [
        'a prefix that cannot be',
        ['--from', 'esdb://c:s3cret@here', '--from-prefix', 'Derby'],
        /"Derby" cannot be the/,
      ],
      ['a store over the network without TLS', ['--from', 'esdb://c:s3cret@here?tls=false'], /--from must use TLS/],
      ['a file that is not there', ['--from', '@/no/such/file'], /There is no file \/no\/such\/file/],
      ['one log only', [], /--from is missing/],
    ])('with %s, and repeats no secret', async (_, words, message) => {
      const refused = moveLog([...words, '--to', fileOf('target')], 'derby');

      await expect(refused).rejects.toThrow(message);
      await expect(refused).rejects.not.toThrow(SECRET);
      expect(existsSync(folders.at('target'))).toBe(false);
    });

    it('without a prefix for an event store', async () => {
      await expect(moveLog(['--from', storeAt(1), '--to', fileOf('target')], undefined)).rejects.toThrow(
        '--from-prefix (or EVENT_LOG_PREFIX) must be set where the log is in an event store',
      );
    });

    it('where the event store does not let us in, which is named', async () => {
      await writeLog(folders.at('log'), 3);
      server.strikeReads('access-denied', 10);

      const refused = move(fileOf('log'), storeAt(server.port));

      await expect(refused).rejects.toMatchObject({ name: 'LogForbidden' });
      await expect(refused).rejects.toThrow(
        /^The event store refuses the user .+ \(the event store at 127\.0\.0\.1, streams derby\.…\)$/,
      );
    });
  });

  it('is a command: a log to another, and one sentence where the event store is not there', async () => {
    await writeLog(folders.at('log'), 12);
    const dataDir = newDataFolder();
    const words = ['move-log', '--from', fileOf('log'), '--to', storeAt(server.port)];
    const settings = { EVENT_LOG_PREFIX: 'derby' };

    const moved = await command(dataDir, words, settings);
    await server.stop();
    const failed = await command(dataDir, words, settings);

    expect(moved).toMatchObject({ code: 0, stdout: expect.stringMatching(/^12 events are in /), stderr: '' });
    expect([failed.code, failed.stdout]).toEqual([1, '']);
    expect(failed.stderr).toMatch(
      /^The event store cannot be read: [^\n]+ \(the event store at 127\.0\.0\.1, streams derby\.…\)\n$/,
    );
    expect(failed.stderr).not.toContain(SECRET);
    // It needs neither data nor secrets, and makes none.
    expect([dataDir, `${dataDir}-secrets`].map((folder) => existsSync(folder))).toEqual([false, false]);
    expect(existsSync(join(folders.at('log'), 'events.sqlite'))).toBe(true);
  });
});
