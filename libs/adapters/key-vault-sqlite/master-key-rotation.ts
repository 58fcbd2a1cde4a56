import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { KeyWrap, proofOf, VaultUnavailable } from '@minutebook/kernel/recording';
import { openVault } from './vault-file';

const PAGE = 1_000;

/**
 * Wraps all keys anew, from the old master key to the new one, in one transaction: after a crash the vault opens with
 * the old master key or with the new one, wholly. A process that has the vault open meanwhile stores nothing more and
 * says so. Answers how many keys were wrapped anew.
 *
 * Fails with `WrongMasterKey` where the old master key is not the vault's, `VaultUnavailable`.
 */
export async function rotateMasterKey(folder: string, oldKey: Uint8Array, newKey: Uint8Array): Promise<number> {
  const wrap = new KeyWrap(newKey);
  const vault = openVault(folder, oldKey);
  try {
    vault.database.exec('BEGIN IMMEDIATE');
    const rewrapped = rewrapAll(vault.database, vault.wrap, wrap);
    vault.database.prepare('UPDATE master SET generation = ?, proof = ?').run(vault.generation + 1, proofOf(wrap));
    vault.database.exec('COMMIT');
    return rewrapped;
  } finally {
    // Also cuts the write-ahead log, where the old wrapping still stands.
    vault.database.close();
  }
}

function rewrapAll(database: SqlDatabase, from: KeyWrap, to: KeyWrap): number {
  const page = database.prepare(
    'SELECT id, wrapped FROM keys WHERE id > ? AND wrapped IS NOT NULL ORDER BY id LIMIT ?',
  );
  const update = database.prepare('UPDATE keys SET wrapped = ? WHERE id = ?');
  let rewrapped = 0;
  for (let after = ''; ;) {
    const rows = page.all(after, PAGE);
    const keys = from.unwrap(rows.map((row) => row['wrapped'] as Uint8Array));
    const opened = keys.map((key, index) => {
      if (key === undefined) throw new VaultUnavailable(`The key ${String(rows[index]?.['id'])} is damaged`);
      return key;
    });
    for (const [index, wrapped] of to.wrap(opened).entries()) update.run(wrapped, rows[index]?.['id'] as string);
    rewrapped += rows.length;
    if (rows.length < PAGE) return rewrapped;
    after = rows.at(-1)?.['id'] as string;
  }
}
