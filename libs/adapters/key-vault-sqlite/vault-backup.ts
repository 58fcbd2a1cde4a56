import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase, openDatabase, readPragma, syncFileToDisk, syncFolderToDisk } from '@minutebook/sqlite';
import { VaultUnavailable, type WrappedKey, type WrappedKeys } from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { makeVaultDatabase, openVaultDatabaseReadOnly, VAULT_FILE } from './vault-file';

const PAGE = 1_000;

/**
 * Copies the vault in a folder into another folder, as it stands at this moment, also while its writer goes on. The
 * keys stay wrapped: without the master key, which is never copied, the backup opens nothing.
 */
export async function backupKeyVault(folder: string, target: string): Promise<void> {
  const file = join(target, VAULT_FILE);
  if (existsSync(file)) throw new VaultUnavailable(`There are keys in ${target} already. Nothing is overwritten`);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const database = openVaultDatabaseReadOnly(folder);
  try {
    await copyDatabase(database, file, checkCopy);
  } finally {
    database.close();
  }
}

/**
 * Writes the keys of another vault, wrapped as they are, into a folder that has none: a vault like any other, which appears
 * under its name only when it is whole. Throws `VaultUnavailable`, and what reading the other one throws.
 */
export async function writeKeyVault(target: string, { proof, pages }: WrappedKeys): Promise<void> {
  const file = join(target, VAULT_FILE);
  if (existsSync(file)) throw new VaultUnavailable(`There are keys in ${target} already. Nothing is overwritten`);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  const database = makeVaultDatabase(partial, proof);
  try {
    // A key that was destroyed while they were read may come both ways.
    const insert = database.prepare(
      'INSERT INTO keys VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET wrapped = NULL WHERE excluded.wrapped IS NULL',
    );
    for await (const page of pages) {
      database.exec('BEGIN');
      for (const { id, wrapped } of page) insert.run(id, wrapped ?? null);
      database.exec('COMMIT');
    }
  } finally {
    database.close();
  }
  checkCopy(partial);
  syncFileToDisk(partial);
  renameSync(partial, file);
  syncFolderToDisk(target);
}

/** Gives all that the vault in a folder keeps to `take`, wrapped as it is. Throws `VaultUnavailable`. */
export async function exportKeyVault(folder: string, take: (keys: WrappedKeys) => Promise<void>): Promise<void> {
  const database = openVaultDatabaseReadOnly(folder);
  try {
    const proof = Buffer.from(database.prepare('SELECT proof FROM master').get()?.['proof'] as Uint8Array);
    await take({ proof, pages: pagesOf(database) });
  } finally {
    database.close();
  }
}

async function* pagesOf(database: SqlDatabase): AsyncGenerator<readonly WrappedKey[]> {
  const page = database.prepare('SELECT id, wrapped FROM keys WHERE id > ? ORDER BY id LIMIT ?');
  for (let after = ''; ;) {
    const rows = page.all(after, PAGE);
    yield rows.map((row) => ({
      id: row['id'] as string,
      wrapped: row['wrapped'] === null ? undefined : Buffer.from(row['wrapped'] as Uint8Array),
    }));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.['id'] as string;
  }
}

function checkCopy(file: string): void {
  const copy = openDatabase(file, { readOnly: true });
  try {
    const finding = readPragma(copy, 'integrity_check');
    if (finding !== 'ok') throw new VaultUnavailable(`The copy of the keys is damaged: ${String(finding)}`);
  } finally {
    copy.close();
  }
}
