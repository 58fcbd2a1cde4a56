import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase, openDatabase, readPragma } from '@minutebook/sqlite';
import { VaultUnavailable } from '@minutebook/kernel/recording';
import { openVaultDatabaseReadOnly, VAULT_FILE } from './vault-file';

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

function checkCopy(file: string): void {
  const copy = openDatabase(file, { readOnly: true });
  try {
    const finding = readPragma(copy, 'integrity_check');
    if (finding !== 'ok') throw new VaultUnavailable(`The copy of the keys is damaged: ${String(finding)}`);
  } finally {
    copy.close();
  }
}
