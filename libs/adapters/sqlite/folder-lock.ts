import { join } from 'node:path';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { openDatabase } from './open-database';
import { primarySqliteCode, SQLITE } from './sqlite-errors';

const LOCK_FILE = 'lock.sqlite';

/** Another process holds the lock of a folder. */
export class FolderInUse extends Error {}

/**
 * Makes this process the one that works in a folder until it closes what it is given. The operating system gives the lock
 * back when the process ends, however it ends. The file's content means nothing; only SQLite may open it, because
 * closing any other descriptor of it would drop the lock.
 *
 * Throws `FolderInUse`.
 */
export function takeFolderLock(folder: string): SqlDatabase {
  let lock: SqlDatabase | undefined;
  try {
    lock = openDatabase(join(folder, LOCK_FILE), { journalMode: 'memory', synchronous: 'off' });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw primarySqliteCode(error) === SQLITE.BUSY ? new FolderInUse(`${folder} is in use`, { cause: error }) : error;
  }
}
