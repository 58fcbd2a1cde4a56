import { join } from 'node:path';
import { openDatabase, primarySqliteCode, SQLITE } from '@minutebook/sqlite';
import { LogUnavailable } from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';

const LOCK_FILE = 'lock.sqlite';

/** Another process writes to this record already. */
export class LogLocked extends LogUnavailable {
  constructor(folder: string, options?: ErrorOptions) {
    super(
      false,
      `The record in ${folder} is in use: another Minutebook is running on it, and only one may write. Stop that one first`,
      options,
    );
    this.name = 'LogLocked';
  }
}

/**
 * Makes this process the one writer of a record until it closes what it is given. The operating system gives the lock
 * back when the process ends, however it ends. The file's content means nothing; only SQLite may open it, because
 * closing any other descriptor of it would drop the lock.
 */
export function takeWriterLock(folder: string): SqlDatabase {
  let lock: SqlDatabase | undefined;
  try {
    lock = openDatabase(join(folder, LOCK_FILE), { journalMode: 'memory', synchronous: 'off' });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw primarySqliteCode(error) === SQLITE.BUSY ? new LogLocked(folder, { cause: error }) : error;
  }
}
