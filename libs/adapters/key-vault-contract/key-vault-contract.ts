import { randomBytes, randomUUID } from 'node:crypto';
import { KeyDestroyed, type DataKey, type KeyVault } from '@minutebook/kernel/recording';

/** A vault that a contract case works on. */
export interface VaultUnderTest {
  readonly vault: KeyVault;
  /** Closes the vault and opens it again, as after a restart of the process. */
  reopen(): Promise<KeyVault>;
  /** Closes it and takes away what it left behind. */
  dispose(): Promise<void>;
}

/** Makes a new, empty vault. */
export type MakeVault = () => Promise<VaultUnderTest>;

/** Runs every case of the contract against one adapter. `makeVault` is called for each case. */
export function keyVaultContract(name: string, makeVault: MakeVault): void {
  describe(`${name} keeps the key vault contract`, () => {
    let underTest: VaultUnderTest | undefined;
    let vault: KeyVault;

    beforeEach(async () => {
      underTest = await makeVault();
      vault = underTest.vault;
    });
    afterEach(async () => {
      await underTest?.dispose();
      underTest = undefined;
    });

    async function reopen(): Promise<void> {
      if (underTest === undefined) throw new Error('No vault was made');
      vault = await underTest.reopen();
    }

    it('gives back the keys that were put, also after a restart', async () => {
      const keys = someKeys(3);

      expect(await vault.put(keys)).toEqual(keys);

      expect(await vault.get([...keys.keys()])).toEqual(keys);
      await reopen();
      expect(await vault.get([...keys.keys()])).toEqual(keys);
    });

    it('leaves out ids that it does not hold', async () => {
      const [[id, key]] = [...someKeys(1)] as [[string, DataKey]];
      await vault.put(new Map([[id, key]]));

      expect(await vault.get([randomUUID(), id, randomUUID()])).toEqual(new Map([[id, key]]));
      expect(await vault.get([randomUUID()])).toEqual(new Map());
    });

    it('puts and gets nothing where nothing is asked for', async () => {
      expect(await vault.put(new Map())).toEqual(new Map());
      expect(await vault.get([])).toEqual(new Map());
      await expect(vault.destroy([])).resolves.toBeUndefined();
    });

    it('keeps the first key of an id, and answers with it', async () => {
      const id = randomUUID();
      const first = randomBytes(32);
      await vault.put(new Map([[id, first]]));

      const answer = await vault.put(new Map([[id, randomBytes(32)]]));

      expect(answer).toEqual(new Map([[id, first]]));
      await reopen();
      expect(await vault.get([id])).toEqual(new Map([[id, first]]));
    });

    it('answers with held and new keys where some of each are put', async () => {
      const held = someKeys(2);
      await vault.put(held);
      const fresh = someKeys(2);
      const again = new Map([...held.keys()].map((id) => [id, randomBytes(32)]));

      expect(await vault.put(new Map([...again, ...fresh]))).toEqual(new Map([...held, ...fresh]));
    });

    it('gives one key to all who put the same id at once', async () => {
      const id = randomUUID();

      const answers = await Promise.all(Array.from({ length: 10 }, () => vault.put(new Map([[id, randomBytes(32)]]))));

      const [first] = answers;
      for (const answer of answers) expect(answer).toEqual(first);
      expect(await vault.get([id])).toEqual(first);
    });

    it('gives nothing for a key that was destroyed, also after a restart', async () => {
      const keys = someKeys(3);
      await vault.put(keys);
      const [destroyed, ...kept] = [...keys.keys()] as [string, ...string[]];

      await vault.destroy([destroyed]);

      expect([...(await vault.get([...keys.keys()])).keys()].sort()).toEqual(kept.sort());
      await reopen();
      expect([...(await vault.get([...keys.keys()])).keys()].sort()).toEqual(kept.sort());
    });

    it('never takes a key under an id that was destroyed, also after a restart', async () => {
      const [id] = [...someKeys(1).keys()] as [string];
      await vault.put(new Map([[id, randomBytes(32)]]));
      await vault.destroy([id]);

      await expectDestroyed(vault.put(new Map([[id, randomBytes(32)]])), id);
      await reopen();
      await expectDestroyed(vault.put(new Map([[id, randomBytes(32)]])), id);
      expect(await vault.get([id])).toEqual(new Map());
    });

    it('keeps a tombstone for an id that it never held', async () => {
      const id = randomUUID();

      await vault.destroy([id]);

      await expectDestroyed(vault.put(new Map([[id, randomBytes(32)]])), id);
    });

    it('changes nothing when a key is destroyed again', async () => {
      const keys = someKeys(2);
      await vault.put(keys);
      const [id, other] = [...keys.keys()] as [string, string];
      await vault.destroy([id]);

      await vault.destroy([id, id]);

      expect([...(await vault.get([id, other])).keys()]).toEqual([other]);
    });

    it('stores none of the keys that are put together with a destroyed one', async () => {
      const destroyed = randomUUID();
      await vault.destroy([destroyed]);
      const keys = someKeys(2);

      await expectDestroyed(vault.put(new Map([...keys, [destroyed, randomBytes(32)]])), destroyed);

      expect(await vault.get([...keys.keys()])).toEqual(new Map());
    });

    it('does not let a refused put touch those that are under way with it', async () => {
      const destroyed = randomUUID();
      await vault.destroy([destroyed]);
      const [before, after] = [someKeys(1), someKeys(1)];

      const outcomes = await Promise.allSettled([
        vault.put(before),
        vault.put(new Map([[destroyed, randomBytes(32)]])),
        vault.put(after),
      ]);

      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await vault.get([...before.keys(), ...after.keys()])).size).toBe(2);
    });

    it('obeys the order in which puts and destructions are asked for', async () => {
      const id = randomUUID();

      const [first, , second] = await Promise.allSettled([
        vault.put(new Map([[id, randomBytes(32)]])),
        vault.destroy([id]),
        vault.put(new Map([[id, randomBytes(32)]])),
      ]);

      expect(first.status).toBe('fulfilled');
      expect(second).toMatchObject({ status: 'rejected', reason: { name: 'KeyDestroyed', keyId: id } });
    });

    it('holds keys of its own: nobody else can change them', async () => {
      const id = randomUUID();
      const key = randomBytes(32);
      const original = Buffer.from(key);
      const put = vault.put(new Map([[id, key]]));
      key.fill(0);
      (await put).get(id)?.fill(1);
      (await vault.get([id])).get(id)?.fill(2);

      expect((await vault.get([id])).get(id)).toEqual(original);
    });

    it('gets a few thousand keys in one go', async () => {
      const keys = someKeys(3_000);
      await vault.put(keys);

      expect(await vault.get([...keys.keys()])).toEqual(keys);
    });

    it('takes keys of 32 bytes under an id, and no others', async () => {
      await expect(vault.put(new Map([[randomUUID(), randomBytes(16)]]))).rejects.toThrow('32');
      await expect(vault.put(new Map([['', randomBytes(32)]]))).rejects.toThrow('id');
    });

    it('takes ids of any letters', async () => {
      const ids = ['person-17', 'Ünïcode 議', '"quoted", [listed]', "' OR 1=1 --"];
      const keys = new Map(ids.map((id) => [id, randomBytes(32)]));

      await vault.put(keys);

      expect(await vault.get(ids)).toEqual(keys);
    });

    it('stores nothing once it is closed, and says so', async () => {
      await vault.close();

      await expect(vault.put(someKeys(1))).rejects.toThrow('closed');
      await expect(vault.get([randomUUID()])).rejects.toThrow('closed');
    });
  });
}

function someKeys(count: number): Map<string, DataKey> {
  return new Map(Array.from({ length: count }, () => [randomUUID(), randomBytes(32)]));
}

async function expectDestroyed(put: Promise<unknown>, keyId: string): Promise<void> {
  const error = await put.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(KeyDestroyed);
  expect(error).toMatchObject({ keyId });
}
