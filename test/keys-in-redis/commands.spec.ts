import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogFolders, writeLog } from '@minutebook/event-log-sqlite/log-folder.fixture';
import { openRedisKeyVault } from '@minutebook/key-vault-redis';
import { VaultRedis } from '@minutebook/key-vault-redis/redis-vault.fixture';
import { openSqliteKeyVault } from '@minutebook/key-vault-sqlite';
import type { KeyVault } from '@minutebook/kernel/recording';
import { command, type Outcome } from '../tracker/product.fixture';

const MASTER_KEY = Buffer.alloc(32, 7);
const KEY_ID = '5f1de0a6-40dc-4b53-8f9c-7f0b1e7d1a01';
const DESTROYED = '0c7b7b3e-7d5b-4a6c-9d1f-6b0f6a3d2c02';
const KEY = Buffer.alloc(32, 9);

describe('Commands on a record whose keys are in a Redis', () => {
  let folders: LogFolders;
  let redis: VaultRedis;

  beforeEach(async () => {
    folders = new LogFolders();
    redis = await VaultRedis.start();
    await writeLog(join(folders.at('data'), 'log'), 12);
    const vault = await openRedisKeyVault(redis.place(), MASTER_KEY, true);
    await fill(vault);
  });
  afterEach(async () => {
    await redis.stop();
    folders.remove();
  });

  async function fill(vault: KeyVault): Promise<void> {
    await vault.put(new Map([[KEY_ID, KEY]]));
    await vault.destroy([DESTROYED]);
    await vault.close();
  }

  async function expectWhole(prefix: string, masterKey: Uint8Array = MASTER_KEY): Promise<void> {
    const vault = await openRedisKeyVault(redis.place(prefix), masterKey, false);
    expect(await vault.get([KEY_ID])).toEqual(new Map([[KEY_ID, KEY]]));
    await expect(vault.put(new Map([[DESTROYED, randomBytes(32)]]))).rejects.toThrow('destroyed');
    await vault.close();
  }

  function run(
    dataDir: string,
    prefix: string,
    words: readonly string[],
    secrets: Readonly<Record<string, string>> = { MASTER_KEY: MASTER_KEY.toString('base64') },
  ): Promise<Outcome> {
    return command(folders.at(dataDir), words, {
      KEY_VAULT_URL: redis.server.url,
      KEY_VAULT_PREFIX: prefix,
      ...secrets,
    });
  }

  async function backedUp(): Promise<{ readonly logs: string; readonly keys: string }> {
    const [logs, keys] = [folders.at('logs'), folders.at('keys')];
    const { code, stdout } = await run('data', 'derby', ['backup', '--log-to', logs, '--keys-to', keys]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^12 events copied to /)]);
    return { logs: join(logs, readdirSync(logs)[0] ?? ''), keys: join(keys, readdirSync(keys)[0] ?? '') };
  }

  it('back them up into a folder, and put them under another prefix, once', async () => {
    const { logs, keys } = await backedUp();
    const words = ['restore', '--log', logs, '--keys', keys];

    const restored = await run('other', 'restored', words);
    const again = await run('third', 'restored', words);

    expect([restored.code, restored.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^12 events restored, .+\nThe keys were put into the Redis at 127\.0\.0\.1:\d+, under restored\.\n$/,
      ),
    ]);
    await expectWhole('restored');
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringMatching(
        /^There are keys in the Redis at 127\.0\.0\.1:\d+, under restored already\. .+KEY_VAULT_PREFIX/,
      ),
    ]);
    expect(existsSync(join(folders.at('third'), 'log'))).toBe(false);
  });

  it('put back into a data folder what was copied from a Redis', async () => {
    const { logs, keys } = await backedUp();

    const { code } = await command(folders.at('other'), ['restore', '--log', logs, '--keys', keys], {
      MASTER_KEY: MASTER_KEY.toString('base64'),
    });

    expect(code).toBe(0);
    const vault = await openSqliteKeyVault(join(folders.at('other'), 'keys'), MASTER_KEY);
    expect((await vault.get([KEY_ID])).get(KEY_ID)).toEqual(KEY);
    await expect(vault.put(new Map([[DESTROYED, KEY]]))).rejects.toThrow('destroyed');
    await vault.close();
  });

  it('move the keys of a data folder into a Redis, and leave the record as it is', async () => {
    const folder = join(folders.at('data'), 'keys');
    await fill(await openSqliteKeyVault(folder, MASTER_KEY));

    const { code, stdout } = await run('data', 'moved', ['restore', '--keys', folder]);
    const verified = await run('data', 'moved', ['verify-log']);

    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^The keys were put into the Redis at .+, under moved\.\n$/),
    ]);
    expect(verified.stdout).toMatch(/^The record is whole: 12 events/);
    await expectWhole('moved');
  });

  it('restore nothing that would be left without keys, or with keys that nobody opens', async () => {
    const { logs, keys } = await backedUp();
    const other = { MASTER_KEY: Buffer.alloc(32, 8).toString('base64') };

    const withoutKeys = await run('other', 'nobody', ['restore', '--log', logs]);
    const unopened = await run('other', 'nobody', ['restore', '--log', logs, '--keys', keys], other);
    const nothing = await run('other', 'nobody', ['restore']);

    expect([withoutKeys.code, withoutKeys.stderr]).toEqual([
      1,
      expect.stringMatching(/^There are no keys in the Redis /),
    ]);
    expect([unopened.code, unopened.stderr]).toEqual([
      1,
      expect.stringMatching(/cannot be opened with this master key/),
    ]);
    expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringMatching(/^Name what is to be restored: /)]);
    expect(existsSync(join(folders.at('other'), 'log'))).toBe(false);
    expect(await redis.ask((client) => client.keys('*nobody*'))).toEqual([]);
  });

  it('say in one sentence that Redis is away, and leave nothing behind', async () => {
    const { logs, keys } = await backedUp();
    await redis.server.kill();

    const backup = await run('data', 'derby', ['backup', '--log-to', folders.at('l'), '--keys-to', folders.at('k')]);
    const restored = await run('other', 'restored', ['restore', '--log', logs, '--keys', keys]);

    for (const { code, stdout, stderr } of [backup, restored])
      expect([code, stdout, stderr]).toEqual([
        1,
        '',
        expect.stringMatching(/^The key vault does not answer: the Redis at 127\.0\.0\.1:\d+: [^\n]+\n$/),
      ]);
    expect(existsSync(folders.at('k'))).toBe(false);
    expect(existsSync(join(folders.at('other'), 'log'))).toBe(false);
  });

  describe('change the master key', () => {
    let file: string;
    const keyIn = (name: string): Buffer => Buffer.from(readFileSync(name, 'utf8').trim(), 'base64');

    beforeEach(() => {
      mkdirSync(folders.at('secrets'));
      file = join(folders.at('secrets'), 'master-key');
      writeFileSync(file, MASTER_KEY.toString('base64'), { mode: 0o600 });
    });
    const rotate = (): Promise<Outcome> => run('data', 'derby', ['rotate-master-key'], { MASTER_KEY_FILE: file });

    it('under which all keys are wrapped afterwards, and keep the old one beside it', async () => {
      const { code, stdout } = await rotate();

      expect([code, stdout]).toEqual([0, expect.stringMatching(/^1 keys are wrapped under a new master key/)]);
      expect(keyIn(`${file}.old`)).toEqual(MASTER_KEY);
      await expectWhole('derby', keyIn(file));
    });

    it('also where the same command was killed before the new one took its place', async () => {
      await rotate();
      const rotated = keyIn(file);
      // As it stood between the two: all keys are wrapped anew, and the file holds the old one.
      writeFileSync(`${file}.new`, rotated.toString('base64'), { mode: 0o600 });
      writeFileSync(file, MASTER_KEY.toString('base64'));

      const { code } = await rotate();

      expect(code).toBe(0);
      expect([keyIn(file), keyIn(`${file}.old`)]).toEqual([rotated, MASTER_KEY]);
      expect(existsSync(`${file}.new`)).toBe(false);
      await expectWhole('derby', rotated);
    });
  });
});
