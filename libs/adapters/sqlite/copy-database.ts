import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { syncFileToDisk, syncFolderToDisk } from './disk-sync';

/**
 * Copies a database, as it stands at this moment, into a new file, also while others write to it. The copy appears
 * under its name only when `check` has passed and its bytes are on the disk; a crash leaves at most `<target>.partial`.
 */
export async function copyDatabase(
  database: SqlDatabase,
  target: string,
  check: (copy: string) => void | Promise<void>,
): Promise<void> {
  if (existsSync(target)) throw new Error(`${target} is there already: nothing is overwritten`);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    database.prepare('VACUUM INTO ?').run(partial);
    await check(partial);
    syncFileToDisk(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncFolderToDisk(dirname(target));
}
