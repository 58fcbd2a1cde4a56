import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@minutebook/sqlite';
import {
  KeyWrap,
  proofOf,
  VaultUnavailable,
  WrongMasterKey,
  type DataKey,
  type KeyVault,
} from '@minutebook/kernel/recording';
import {
  backupKeyVault,
  exportKeyVault,
  openSqliteKeyVault,
  openSqliteKeyVaultReadOnly,
  rotateMasterKey,
  writeKeyVault,
} from '.';

describe('The key vault on SQLite', () => {
  const masterKey = randomBytes(32);
  let folder: string;
  let vault: KeyVault;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-vault-'));
    vault = await openSqliteKeyVault(join(folder, 'keys'), masterKey);
  });
  afterEach(async () => {
    await vault.close();
    rmSync(folder, { recursive: true });
  });

  const place = () => join(folder, 'keys');
  /** Every byte that lies in the vault's folder. */
  const allBytes = () =>
    Buffer.concat(
      readdirSync(place())
        .filter((name) => !name.endsWith('-shm'))
        .map((name) => readFileSync(join(place(), name))),
    );

  it('refuses another master key with a clear message', async () => {
    await vault.close();

    const opened = openSqliteKeyVault(place(), randomBytes(32));

    await expect(opened).rejects.toBeInstanceOf(WrongMasterKey);
    await expect(opened).rejects.toThrow('MASTER_KEY');
    await expect(openSqliteKeyVaultReadOnly(place(), randomBytes(32))).rejects.toBeInstanceOf(WrongMasterKey);
  });

  it('refuses a master key of another length', async () => {
    await expect(openSqliteKeyVault(join(folder, 'other'), randomBytes(16))).rejects.toThrow('32 bytes');
  });

  it('keeps neither a key nor the master key as it is', async () => {
    const [id, key] = await putKey();
    await vault.close();

    expect(allBytes().includes(id)).toBe(true);
    expect(allBytes().includes(key)).toBe(false);
    expect(allBytes().includes(masterKey)).toBe(false);
  });

  it('leaves nothing of a destroyed key in its files, while it is still open', async () => {
    const wrap = new KeyWrap(masterKey);
    const keys = new Map(Array.from({ length: 50 }, () => [randomUUID(), randomBytes(32)]));
    await vault.put(keys);
    const [id, key] = [...keys][25] as [string, DataKey];
    const [wrapped] = wrap.wrap([key]) as [Buffer];
    const before = allBytes().includes(wrapped);

    await vault.destroy([id]);

    expect(before).toBe(true);
    expect(allBytes().includes(wrapped)).toBe(false);
  });

  it('cuts what is left of a destroyed key as soon as nobody reads any more', async () => {
    const [id, key] = await putKey();
    const [wrapped] = new KeyWrap(masterKey).wrap([key]) as [Buffer];
    const reader = openDatabase(join(place(), 'keys.sqlite'), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM keys').get();

    await vault.destroy([id]);
    const whileReading = allBytes().includes(wrapped);
    reader.close();
    await putKey();

    expect(whileReading).toBe(true);
    expect(allBytes().includes(wrapped)).toBe(false);
  });

  it('serves a reader beside it, which sees what is put and destroyed meanwhile', async () => {
    const reader = await openSqliteKeyVaultReadOnly(place(), masterKey);
    const [id, key] = await putKey();

    expect((await reader.get([id])).get(id)).toEqual(key);
    await vault.destroy([id]);
    expect((await reader.get([id])).size).toBe(0);
    await reader.close();
  });

  it('says that a folder without keys has none, and makes none to read it', async () => {
    await expect(openSqliteKeyVaultReadOnly(join(folder, 'nowhere'), masterKey)).rejects.toThrow('no keys');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  it('refuses a file of a newer format, and a file that is no vault', async () => {
    await vault.close();
    tamper('PRAGMA user_version = 99');
    await expect(openSqliteKeyVault(place(), masterKey)).rejects.toThrow('newer Minutebook');

    tamper('PRAGMA application_id = 1');
    await expect(openSqliteKeyVault(place(), masterKey)).rejects.toThrow('not a key vault');
  });

  it('names the key that is damaged and opens the others', async () => {
    const [id] = await putKey();
    const [other, otherKey] = await putKey();
    await vault.close();
    tamper(`UPDATE keys SET wrapped = randomblob(40) WHERE id = '${id}'`);
    vault = await openSqliteKeyVault(place(), masterKey);

    await expect(vault.get([id])).rejects.toThrow(id);
    expect((await vault.get([other])).get(other)).toEqual(otherKey);
  });

  describe('whose master key is changed', () => {
    const newKey = randomBytes(32);

    it('opens with the new one only, with the same keys and tombstones', async () => {
      const [id, key] = await putKey();
      const [destroyed] = await putKey();
      await vault.destroy([destroyed]);
      await vault.close();

      expect(await rotateMasterKey(place(), masterKey, newKey)).toBe(1);

      await expect(openSqliteKeyVault(place(), masterKey)).rejects.toBeInstanceOf(WrongMasterKey);
      vault = await openSqliteKeyVault(place(), newKey);
      expect((await vault.get([id, destroyed])).get(id)).toEqual(key);
      await expect(vault.put(new Map([[destroyed, randomBytes(32)]]))).rejects.toThrow('destroyed');
    });

    it('wraps thousands of keys anew, page by page, and leaves nothing wrapped as before', async () => {
      const keys = new Map(Array.from({ length: 2_345 }, () => [randomUUID(), randomBytes(32)]));
      await vault.put(keys);
      await vault.close();
      const [old] = new KeyWrap(masterKey).wrap([[...keys.values()][0] as DataKey]) as [Buffer];

      expect(await rotateMasterKey(place(), masterKey, newKey)).toBe(2_345);

      expect(allBytes().includes(old)).toBe(false);
      vault = await openSqliteKeyVault(place(), newKey);
      expect((await vault.get([...keys.keys()])).size).toBe(2_345);
    });

    it('stays as it was where a key is damaged', async () => {
      const [id, key] = await putKey();
      const [damaged] = await putKey();
      await vault.close();
      tamper(`UPDATE keys SET wrapped = randomblob(40) WHERE id = '${damaged}'`);

      await expect(rotateMasterKey(place(), masterKey, newKey)).rejects.toThrow(damaged);

      vault = await openSqliteKeyVault(place(), masterKey);
      expect((await vault.get([id])).get(id)).toEqual(key);
    });

    it('is not changed by somebody who does not know the old one', async () => {
      await vault.close();

      await expect(rotateMasterKey(place(), randomBytes(32), newKey)).rejects.toBeInstanceOf(WrongMasterKey);
    });

    it('stores nothing more for a process that still works with the old one', async () => {
      const [id] = await putKey();
      await rotateMasterKey(place(), masterKey, newKey);

      await expect(putKey()).rejects.toThrow('master key has been changed');
      await expect(vault.get([id])).rejects.toThrow('master key has been changed');
    });
  });

  describe('that is backed up', () => {
    it('gives a copy that opens with the same master key, made while it is open', async () => {
      const [id, key] = await putKey();

      await backupKeyVault(place(), join(folder, 'backup'));
      await putKey();

      const copy = await openSqliteKeyVault(join(folder, 'backup'), masterKey);
      expect((await copy.get([id])).get(id)).toEqual(key);
      await copy.close();
    });

    it('is written anew from what another vault keeps: keys, tombstones and all', async () => {
      const keys = new Map(Array.from({ length: 2_345 }, () => [randomUUID(), randomBytes(32)]));
      const [destroyed] = await putKey();
      await vault.put(keys);
      await vault.destroy([destroyed]);

      await exportKeyVault(place(), (kept) => writeKeyVault(join(folder, 'other'), kept));

      const other = await openSqliteKeyVault(join(folder, 'other'), masterKey);
      expect(await other.get([...keys.keys(), destroyed])).toEqual(keys);
      await expect(other.put(new Map([[destroyed, randomBytes(32)]]))).rejects.toThrow('destroyed');
      await other.close();
      await expect(exportKeyVault(place(), (kept) => writeKeyVault(join(folder, 'other'), kept))).rejects.toThrow(
        'already',
      );
    });

    it('is not there until it is whole, and may be written again after it was cut short', async () => {
      const [id] = await putKey();
      const other = join(folder, 'other');
      const cutShort = exportKeyVault(place(), ({ proof, pages }) =>
        writeKeyVault(other, {
          proof,
          pages: (async function* () {
            yield* pages;
            throw new Error('cut short');
          })(),
        }),
      );

      await expect(cutShort).rejects.toThrow('cut short');
      await expect(openSqliteKeyVaultReadOnly(other, masterKey)).rejects.toThrow('no keys');
      await exportKeyVault(place(), (kept) => writeKeyVault(other, kept));

      const reader = await openSqliteKeyVaultReadOnly(other, masterKey);
      expect((await reader.get([id])).size).toBe(1);
      await reader.close();
    });

    it('keeps a tombstone where a key came both ways', async () => {
      const id = randomUUID();
      const [wrapped] = new KeyWrap(masterKey).wrap([randomBytes(32)]) as [Buffer];
      const pages = (async function* () {
        yield [{ id, wrapped }];
        yield [
          { id, wrapped: undefined },
          { id: 'other', wrapped: undefined },
        ];
        yield [{ id, wrapped }];
      })();

      await writeKeyVault(join(folder, 'other'), { proof: proofOf(new KeyWrap(masterKey)), pages });

      const other = await openSqliteKeyVault(join(folder, 'other'), masterKey);
      expect((await other.get([id])).size).toBe(0);
      await other.close();
    });

    it('overwrites no other copy', async () => {
      await backupKeyVault(place(), join(folder, 'backup'));

      await expect(backupKeyVault(place(), join(folder, 'backup'))).rejects.toBeInstanceOf(VaultUnavailable);
    });
  });

  async function putKey(): Promise<[string, DataKey]> {
    const key: [string, DataKey] = [randomUUID(), randomBytes(32)];
    await vault.put(new Map([key]));
    return key;
  }

  function tamper(sql: string): void {
    const database = openDatabase(join(place(), 'keys.sqlite'));
    database.exec(sql);
    database.close();
  }
});
