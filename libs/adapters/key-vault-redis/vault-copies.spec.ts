import { randomBytes, randomUUID } from 'node:crypto';
import { KeyWrap, proofOf, type WrappedKey, type WrappedKeys } from '@minutebook/kernel/recording';
import {
  exportKeysFromRedis,
  holdsKeysInRedis,
  importKeysIntoRedis,
  openRedisKeyVault,
  rotateMasterKeyInRedis,
} from '.';
import { IMPATIENT, VaultRedis } from './redis-vault.fixture';

describe('Copies of the keys in Redis', () => {
  const masterKey = randomBytes(32);
  let redis: VaultRedis;

  beforeEach(async () => {
    redis = await VaultRedis.start();
  });
  afterEach(() => redis.stop());

  const open = (prefix: string) => openRedisKeyVault(redis.place(prefix), masterKey, true, IMPATIENT);

  /** Opened before with keys and a tombstone. */
  async function filled(prefix: string): Promise<{ keys: Map<string, Buffer>; destroyed: string }> {
    const vault = await open(prefix);
    const keys = new Map(Array.from({ length: 2_500 }, () => [randomUUID(), randomBytes(32)]));
    const destroyed = randomUUID();
    await vault.put(keys);
    await vault.destroy([destroyed]);
    await vault.close();
    return { keys, destroyed };
  }

  it('hold every key and every tombstone, and make another vault of the same', async () => {
    const { keys, destroyed } = await filled('derby');

    await exportKeysFromRedis(
      redis.place(),
      (copied) => importKeysIntoRedis(redis.place('copy'), copied, IMPATIENT),
      IMPATIENT,
    );

    const copy = await open('copy');
    expect(await copy.get([...keys.keys()])).toEqual(keys);
    await expect(copy.put(new Map([[destroyed, randomBytes(32)]]))).rejects.toThrow('destroyed');
    await copy.close();
  });

  it('overwrite no keys', async () => {
    await filled('derby');

    await expect(importKeysIntoRedis(redis.place(), aCopy([]), IMPATIENT)).rejects.toThrow('already');
  });

  it('are not there until they are whole, and may be put again after they were cut short', async () => {
    const [wrapped] = new KeyWrap(masterKey).wrap([randomBytes(32)]) as [Buffer];
    const cutShort = { ...aCopy([]), pages: failingAfter([{ id: 'one', wrapped }]) };

    await expect(importKeysIntoRedis(redis.place(), cutShort, IMPATIENT)).rejects.toThrow('cut short');
    expect(await holdsKeysInRedis(redis.place(), IMPATIENT)).toBe(false);
    await importKeysIntoRedis(redis.place(), aCopy([{ id: 'two', wrapped }]), IMPATIENT);

    expect(await holdsKeysInRedis(redis.place(), IMPATIENT)).toBe(true);
    const vault = await open('derby');
    expect([...(await vault.get(['one', 'two'])).keys()]).toEqual(['two']);
    await vault.close();
  });

  it('are refused where the master key is changed meanwhile', async () => {
    await filled('derby');

    const copied = exportKeysFromRedis(
      redis.place(),
      async (kept) => {
        await rotateMasterKeyInRedis(redis.place(), masterKey, randomBytes(32), IMPATIENT);
        await importKeysIntoRedis(redis.place('copy'), kept, IMPATIENT);
      },
      IMPATIENT,
    );

    await expect(copied).rejects.toThrow('Make the copy again');
    expect(await holdsKeysInRedis(redis.place('copy'), IMPATIENT)).toBe(false);
  });

  it('are made of no vault that is not there', async () => {
    await expect(exportKeysFromRedis(redis.place(), async () => undefined, IMPATIENT)).rejects.toThrow('no keys');
  });

  function aCopy(entries: readonly WrappedKey[]): WrappedKeys {
    return { proof: proofOf(new KeyWrap(masterKey)), pages: pagesOf(entries) };
  }
});

async function* pagesOf(entries: readonly WrappedKey[]): AsyncGenerator<readonly WrappedKey[]> {
  yield entries;
}

async function* failingAfter(entries: readonly WrappedKey[]): AsyncGenerator<readonly WrappedKey[]> {
  yield entries;
  throw new Error('cut short');
}
