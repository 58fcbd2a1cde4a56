import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLog } from '@minutebook/kernel/recording';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { allEvents, appendEvents, LogFolders } from '@minutebook/event-log-sqlite/log-folder.fixture';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { openSqliteKeyVault } from '@minutebook/key-vault-sqlite';
import { command, type Outcome } from '../../../test/tracker/product.fixture';
import { takeDataFolder } from '../data-folder';

const MASTER_KEY = Buffer.alloc(32, 7);
const KEY_ID = '5f1de0a6-40dc-4b53-8f9c-7f0b1e7d1a01';
const KEY = Buffer.alloc(32, 9);

describe('Commands on a record whose log is in an event store', () => {
  let folders: LogFolders;
  let server: EventStoreTestServer;
  let address: string;
  let log: EventLog;

  beforeEach(async () => {
    folders = new LogFolders();
    server = await EventStoreTestServer.start();
    address = server.connectionString;
    log = openEventStoreLog({ connectionString: address, prefix: 'derby' });
    mkdirSync(folders.at('data'));
    const vault = await openSqliteKeyVault(join(folders.at('data'), 'keys'), MASTER_KEY);
    await vault.put(new Map([[KEY_ID, KEY]]));
    await vault.close();
    await appendEvents(log, 12);
  });
  afterEach(async () => {
    await log.close();
    await server.stop();
    folders.remove();
  });

  function run(dataDir: string, prefix: string, words: readonly string[]): Promise<Outcome> {
    return command(folders.at(dataDir), words, {
      EVENT_LOG: address,
      EVENT_LOG_PREFIX: prefix,
      MASTER_KEY: MASTER_KEY.toString('base64'),
    });
  }

  const chainIn = (text: string): string | undefined => /[0-9a-f]{64}/.exec(text)?.[0];

  it('back it up as a file with its keys, which is restored into an empty event store', async () => {
    // Given: a backup, and read models elsewhere that know another record
    const backup = await run('data', 'derby', [
      ...['backup', '--log-to', folders.at('logs'), '--keys-to', folders.at('keys')],
    ]);
    const [logs = ''] = readdirSync(folders.at('logs'));
    const [keys = ''] = readdirSync(folders.at('keys'));
    const words = ['restore', '--log', join(folders.at('logs'), logs), '--keys', join(folders.at('keys'), keys)];
    mkdirSync(join(folders.at('other'), 'read-models'), { recursive: true });
    writeFileSync(join(folders.at('other'), 'read-models', 'stale.sqlite'), 'of another record');

    // When: it is restored under another prefix, and once more
    const restored = await run('other', 'restored', words);
    const verified = await run('other', 'restored', ['verify-log']);
    const again = await run('third', 'restored', words);

    // Then: events and keys are there, the read models are not, and nothing is overwritten
    expect([backup.code, backup.stdout]).toEqual([0, expect.stringMatching(/^12 events copied to .+, each checked/)]);
    expect([restored.code, restored.stdout]).toEqual([0, expect.stringMatching(/^12 events restored, each checked/)]);
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringMatching(/^The record is whole: 12 events, each/),
    ]);
    expect(chainIn(verified.stdout)).toBe(chainIn(backup.stdout));
    expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/^There is a record in the event store at/)]);
    const other = openEventStoreLog({ connectionString: address, prefix: 'restored' });
    expect((await allEvents(other)).map(({ id }) => id)).toEqual((await allEvents(log)).map(({ id }) => id));
    await other.close();
    const vault = await openSqliteKeyVault(join(folders.at('other'), 'keys'), MASTER_KEY);
    expect((await vault.get([KEY_ID])).get(KEY_ID)).toEqual(KEY);
    await vault.close();
    expect(existsSync(join(folders.at('other'), 'read-models'))).toBe(false);
    expect(existsSync(join(folders.at('third'), 'keys'))).toBe(false);
  });

  it('restore nothing into a data folder in which Minutebook is at work', async () => {
    const folder = takeDataFolder(folders.at('data'));

    const { code, stderr } = await run('data', 'restored', ['restore', '--log', folders.at('backup')]);
    folder.close();

    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Another Minutebook works in the data folder /)]);
  });

  it('name the first event that is not ours', async () => {
    server.plant('derby.action-planted', [{ type: 'NoteTaken' }]);

    const { code, stdout, stderr } = await run('data', 'derby', ['verify-log']);

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The record is NOT whole\. The first fault is at action-planted@0\.\n/);
  });

  it('say in one sentence that it is not there', async () => {
    await server.stop();

    const outcomes = [
      await run('data', 'derby', ['verify-log']),
      await run('data', 'derby', ['backup', '--log-to', folders.at('logs'), '--keys-to', folders.at('keys')]),
    ];

    for (const { code, stdout, stderr } of outcomes) {
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^The event store cannot be read: [^\n]+ \(the event store at 127\.0\.0\.1[^\n]+\)\n$/);
    }
    expect([folders.at('logs'), folders.at('keys')].filter((folder) => existsSync(folder))).toEqual([]);
  });
});
