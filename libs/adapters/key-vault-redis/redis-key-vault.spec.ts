import { randomBytes, randomUUID } from 'node:crypto';
import {
  KeyWrap,
  VaultAway,
  VaultUnavailable,
  WrongMasterKey,
  type DataKey,
  type KeyVault,
} from '@minutebook/kernel/recording';
import { openRedisKeyVault, openRedisKeyVaultReadOnly, rotateMasterKeyInRedis } from '.';
import { openVault } from './redis-key-vault';
import { IMPATIENT, VaultRedis } from './redis-vault.fixture';

describe('The key vault on Redis', () => {
  const masterKey = randomBytes(32);
  let redis: VaultRedis;
  let vault: KeyVault;

  beforeEach(async () => {
    redis = await VaultRedis.start();
    vault = await openRedisKeyVault(redis.place(), masterKey, true, IMPATIENT);
  });
  afterEach(async () => {
    await vault.close();
    await redis.stop();
  });

  const wrapped = (key: DataKey, by = masterKey): Buffer => new KeyWrap(by).wrap([key])[0] as Buffer;

  async function putKey(into = vault): Promise<[string, DataKey]> {
    const key: [string, DataKey] = [randomUUID(), randomBytes(32)];
    await into.put(new Map([key]));
    return key;
  }

  async function reopen(): Promise<void> {
    await vault.close();
    vault = await openRedisKeyVault(redis.place(), masterKey, false, IMPATIENT);
  }

  it('holds what it answered for after the power is cut', async () => {
    const keys = new Map(await Promise.all(Array.from({ length: 20 }, () => putKey())));

    await redis.server.kill();
    await redis.server.restart();

    expect(await vault.get([...keys.keys()])).toEqual(keys);
  });

  it('gives one key to all nodes that put the same id at once, and shows each what others put and destroy', async () => {
    const other = await openRedisKeyVault(redis.place(), masterKey, true, IMPATIENT);
    const id = randomUUID();

    const answers = await Promise.all(
      [vault, other, vault, other].map((node) => node.put(new Map([[id, randomBytes(32)]]))),
    );

    expect(new Set(answers.map((answer) => answer.get(id)?.toString('hex'))).size).toBe(1);
    expect(await other.get([id])).toEqual(answers[0]);
    await other.destroy([id]);
    expect(await vault.get([id])).toEqual(new Map());
    await other.close();
  });

  it('keeps the keys of deployments apart', async () => {
    const leeds = await openRedisKeyVault(redis.place('leeds'), randomBytes(32), true, IMPATIENT);
    const [id] = await putKey();

    expect(await leeds.get([id])).toEqual(new Map());
    await leeds.close();
  });

  it('refuses another master key with a clear message', async () => {
    const opened = openRedisKeyVault(redis.place(), randomBytes(32), true, IMPATIENT);

    await expect(opened).rejects.toBeInstanceOf(WrongMasterKey);
    await expect(opened).rejects.toThrow(/^The keys in the Redis at 127\.0\.0\.1:\d+, under derby cannot .*MASTER_KEY/);
    await expect(openRedisKeyVaultReadOnly(redis.place(), randomBytes(32), IMPATIENT)).rejects.toBeInstanceOf(
      WrongMasterKey,
    );
  });

  it('begins no new vault for a record that has keys somewhere, nor to read', async () => {
    await expect(openRedisKeyVault(redis.place('nobody'), masterKey, false, IMPATIENT)).rejects.toThrow(
      'KEY_VAULT_PREFIX',
    );
    await expect(openRedisKeyVaultReadOnly(redis.place('nobody'), masterKey, IMPATIENT)).rejects.toThrow('no keys in');
    expect(await redis.ask((client) => client.keys('*nobody*'))).toEqual([]);
  });

  it('does not take keys that are lost for keys that were destroyed', async () => {
    const [id] = await putKey();

    await redis.ask((client) => client.flushall());

    await expect(vault.get([id])).rejects.toThrow('There are no keys in');
    await expect(putKey()).rejects.toThrow('There are no keys in');
  });

  it('refuses keys of a newer format', async () => {
    await redis.ask((client) => client.hset('minutebook-keys:derby:master', 'format', '2'));

    await expect(reopen()).rejects.toThrow('newer Minutebook');
  });

  it('keeps neither a key nor the master key as it is', async () => {
    const [id, key] = await putKey();

    expect(redis.filesHold(Buffer.from(id))).toBe(true);
    expect(redis.filesHold(key)).toBe(false);
    expect(redis.filesHold(masterKey)).toBe(false);
  });

  it('names the key that is damaged and opens the others', async () => {
    const [id] = await putKey();
    const [other, otherKey] = await putKey();
    await redis.ask((client) => client.hset('minutebook-keys:derby', id, randomBytes(40)));

    await expect(vault.get([id])).rejects.toThrow(id);
    expect((await vault.get([other])).get(other)).toEqual(otherKey);
  });

  describe('that destroys keys', () => {
    it('leaves nothing of them in any file, whether few keys are kept or many', async () => {
      for (const count of [3, 1_000]) {
        const keys = new Map(Array.from({ length: count }, () => [randomUUID(), randomBytes(32)]));
        await vault.put(keys);
        // Also in the file that a rewrite has made before.
        await redis.ask((client) => client.bgrewriteaof());
        const [destroyed, kept] = [...keys].slice(1, 3) as [[string, DataKey], [string, DataKey]];
        const before = redis.filesHold(wrapped(destroyed[1]));

        await vault.destroy([destroyed[0]]);

        expect(before).toBe(true);
        expect(redis.filesHold(wrapped(destroyed[1]))).toBe(false);
        expect(redis.filesHold(wrapped(kept[1]))).toBe(true);
      }
    });

    it('rewrites the files once for all that wait, and not at all where nothing was held', async () => {
      const keys = await Promise.all(Array.from({ length: 10 }, () => putKey()));
      const rewrites = () => redis.ask(async (client) => Number(/aof_rewrites:(\d+)/.exec(await client.info())?.[1]));

      await Promise.all(keys.map(([id]) => vault.destroy([id])));
      const after = await rewrites();
      await vault.destroy([...keys.map(([id]) => id), randomUUID()]);

      expect(after).toBeGreaterThanOrEqual(1);
      expect(after).toBeLessThanOrEqual(2);
      expect(await rewrites()).toBe(after);
      for (const [, key] of keys) expect(redis.filesHold(wrapped(key))).toBe(false);
    });

    it('waits for a rewrite of its own where one began before the removal', async () => {
      const [id, key] = await putKey();
      await redis.ask(async (client) => {
        // Each key that it writes takes the rewrite so many µs.
        await client.config('SET', 'rdb-key-save-delay', 300_000);
        await client.bgrewriteaof();
      });

      await vault.destroy([id]);

      expect(redis.filesHold(wrapped(key))).toBe(false);
    });

    const id = 'the-key-whose-destruction-is-cut-short';
    it.each([
      ['destroyed again', () => vault.destroy([id])],
      ['left to the next start', () => reopen()],
    ])('finishes what a kill of Redis left unfinished, when it is %s', async (_, finish) => {
      const key = randomBytes(32);
      await vault.put(new Map([[id, key]]));
      await redis.ask((client) => client.config('SET', 'rdb-key-save-delay', 5_000_000));
      const cutShort = vault.destroy([id]).catch((error: unknown) => error);
      await until(async () => (await rewriteRuns()) && (await vault.get([id])).size === 0);
      await vault.close();

      await redis.server.kill();
      expect(await cutShort).toBeInstanceOf(VaultUnavailable);
      await redis.server.restart();
      const left = redis.filesHold(wrapped(key));
      // As one that was open all the time: only a start takes up what was left.
      vault = await openVault(redis.place(), masterKey, false, IMPATIENT);
      await finish();

      expect(left).toBe(true);
      expect(redis.filesHold(wrapped(key))).toBe(false);
      expect(await vault.get([id])).toEqual(new Map());
    });

    it('leaves none in the half of a file that a kill left behind, where Redis is started as docker-compose.yml does', async () => {
      // Given: a rewrite that was killed, whose half of a file holds a key that is destroyed only afterwards
      const keys = new Map(Array.from({ length: 1_000 }, () => [randomUUID(), randomBytes(32)]));
      await vault.put(keys);
      await redis.ask(async (client) => {
        await client.config('SET', 'rdb-key-save-delay', 5_000_000);
        await client.bgrewriteaof();
      });
      const inHalf = (): [string, DataKey] | undefined =>
        [...keys].find(([, key]) => redis.halfWrittenFilesHold(wrapped(key)));
      await until(async () => inHalf() !== undefined);
      await redis.server.kill();
      const [destroyed, key] = inHalf() as [string, DataKey];

      // When: Redis is started, and the key is destroyed
      redis.removeHalfWrittenFiles();
      await redis.server.restart();
      await reopen();
      await vault.destroy([destroyed]);

      // Then: it is nowhere
      expect(redis.filesHold(wrapped(key))).toBe(false);
    });

    it('goes on by itself where Redis is killed and comes back meanwhile', async () => {
      const [id, key] = await putKey();
      await redis.ask((client) => client.config('SET', 'rdb-key-save-delay', 5_000_000));
      const destroyed = vault.destroy([id]);
      await until(rewriteRuns);

      await redis.server.kill();
      await redis.server.restart();
      await destroyed;

      expect(redis.filesHold(wrapped(key))).toBe(false);
    });
  });

  describe('whose Redis is away', () => {
    it('says so soon, and serves again when it is back', async () => {
      const [id, key] = await putKey();

      await redis.server.kill();
      await expect(vault.get([id])).rejects.toBeInstanceOf(VaultAway);
      await expect(putKey()).rejects.toThrow(/^The key vault does not answer: the Redis at 127\.0\.0\.1:\d+: /);
      await redis.server.restart();

      expect(await vault.get([id])).toEqual(new Map([[id, key]]));
    });

    it('is not opened, and says that it may come', async () => {
      await redis.server.kill();

      await expect(openRedisKeyVault(redis.place(), masterKey, true, IMPATIENT)).rejects.toBeInstanceOf(VaultAway);
    });

    it('bounds a question that is not answered', async () => {
      const impatient = { ...IMPATIENT, answerMs: 200 };
      const hasty = await openRedisKeyVault(redis.place(), masterKey, true, impatient);
      await redis.ask((client) => client.call('CLIENT', 'PAUSE', '60000', 'ALL'));

      await expect(hasty.get([randomUUID()])).rejects.toBeInstanceOf(VaultAway);
      await hasty.close();
    });

    it('asks nothing of one that came back with settings under which keys are lost', async () => {
      await putKey();

      await redis.ask((client) => client.config('SET', 'appendfsync', 'everysec'));
      await redis.ask((client) => client.call('CLIENT', 'KILL', 'TYPE', 'normal'));

      const asking = until(async () => {
        await putKey().catch((error: unknown) => {
          if (!(error instanceof VaultAway)) throw error;
        });
        return false;
      });
      await expect(asking).rejects.toThrow('appendfsync');
    });
  });

  describe('whose master key is changed', () => {
    const newKey = randomBytes(32);

    it('opens with the new one only, with the same keys and tombstones, and nothing is left as it was wrapped before', async () => {
      const keys = new Map(Array.from({ length: 1_500 }, () => [randomUUID(), randomBytes(32)]));
      const [destroyed] = await putKey();
      await vault.put(keys);
      await vault.destroy([destroyed]);
      await vault.close();
      const [, key] = [...keys][0] as [string, DataKey];
      const before = redis.filesHold(wrapped(key));

      expect(await rotateMasterKeyInRedis(redis.place(), masterKey, newKey, IMPATIENT)).toBe(1_500);

      expect(before).toBe(true);
      expect(redis.filesHold(wrapped(key))).toBe(false);
      await expect(openRedisKeyVault(redis.place(), masterKey, true, IMPATIENT)).rejects.toBeInstanceOf(WrongMasterKey);
      vault = await openRedisKeyVault(redis.place(), newKey, false, IMPATIENT);
      expect(await vault.get([...keys.keys()])).toEqual(keys);
      await expect(vault.put(new Map([[destroyed, randomBytes(32)]]))).rejects.toThrow('destroyed');
    });

    it('may be changed again to the same one: so a command that was cut short is finished', async () => {
      const [id, key] = await putKey();
      await vault.close();
      await rotateMasterKeyInRedis(redis.place(), masterKey, newKey, IMPATIENT);

      expect(await rotateMasterKeyInRedis(redis.place(), newKey, newKey, IMPATIENT)).toBe(1);

      vault = await openRedisKeyVault(redis.place(), newKey, false, IMPATIENT);
      expect(await vault.get([id])).toEqual(new Map([[id, key]]));
    });

    it('stays as it was where a key is damaged, and the half of it that was made goes with the next start', async () => {
      const [id, key] = await putKey();
      const [damaged] = await putKey();
      await redis.ask((client) => client.hset('minutebook-keys:derby', damaged, randomBytes(40)));
      await redis.ask((client) => client.hset('minutebook-keys:derby:beside', 'left', 'behind'));

      await expect(rotateMasterKeyInRedis(redis.place(), masterKey, newKey, IMPATIENT)).rejects.toThrow(damaged);
      await reopen();

      expect(await vault.get([id])).toEqual(new Map([[id, key]]));
      expect(await redis.ask((client) => client.exists('minutebook-keys:derby:beside'))).toBe(0);
    });

    it('is given up where somebody puts a key meanwhile, which is not lost', async () => {
      await vault.put(new Map(Array.from({ length: 20_000 }, () => [randomUUID(), randomBytes(32)])));
      const rotation = rotateMasterKeyInRedis(redis.place(), masterKey, newKey, IMPATIENT).catch(
        (error: Error) => error,
      );
      await until(() =>
        redis.ask(async (client) => (await client.hexists('minutebook-keys:derby:master', 'rotation')) === 1),
      );

      const [id, key] = await putKey();

      expect(await rotation).toMatchObject({ message: expect.stringContaining('The master key was not changed') });
      await reopen();
      expect(await vault.get([id])).toEqual(new Map([[id, key]]));
    });

    it('is not changed by somebody who does not know the old one', async () => {
      await expect(rotateMasterKeyInRedis(redis.place(), randomBytes(32), newKey, IMPATIENT)).rejects.toBeInstanceOf(
        WrongMasterKey,
      );
    });

    it('stores and reads nothing more for a process that still works with the old one', async () => {
      const [id] = await putKey();
      await rotateMasterKeyInRedis(redis.place(), masterKey, newKey, IMPATIENT);

      await expect(putKey()).rejects.toThrow('master key has been changed');
      await expect(vault.get([id])).rejects.toThrow('master key has been changed');
      await expect(vault.destroy([id])).rejects.toThrow('master key has been changed');
    });
  });

  async function rewriteRuns(): Promise<boolean> {
    return redis.ask(async (client) => (await client.info()).includes('aof_rewrite_in_progress:1'));
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
