import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openDatabase, readPragma } from '@minutebook/sqlite';
import { QueueUnavailable } from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';

const FORMAT_VERSION = 1;
/** "MBRQ": says to `file` and to us that a SQLite file is a reminder queue of Minutebook. */
const APPLICATION_ID = 0x4d425251;
const BUSY_TIMEOUT_MS = 2_000;

/**
 * `at` and `since` are of the record's clock; `not_before` (the next try) and `held_until` (the lease of who rings it) of the
 * machine's. `setting` counts how often it was set, so that an answer to an earlier setting does not take away a later one.
 */
const TABLES = [
  `CREATE TABLE alarms (
    key TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    setting INTEGER NOT NULL DEFAULT 1,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    held_by TEXT,
    held_until INTEGER NOT NULL DEFAULT 0,
    since INTEGER,
    reason TEXT
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX alarms_by_time ON alarms (at, key) WHERE since IS NULL',
  'CREATE INDEX alarms_laid_aside ON alarms (since, key) WHERE since IS NOT NULL',
];

/** Opens the file, and makes it if need be. Fails with `QueueUnavailable`. */
export function openAlarmFile(file: string): SqlDatabase {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = openDatabase(file, { busyTimeoutMs: BUSY_TIMEOUT_MS });
    try {
      prepareTables(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof QueueUnavailable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new QueueUnavailable(`The reminder queue in ${file} cannot be opened: ${reason}`, { cause: error });
  }
}

function prepareTables(database: SqlDatabase): void {
  // Within the lock, so that of two processes that open a new file one makes the tables.
  database.exec('BEGIN IMMEDIATE');
  if (database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) {
    for (const table of TABLES) database.exec(table);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}`);
  }
  database.exec('COMMIT');
  if (readPragma(database, 'application_id') !== APPLICATION_ID)
    throw new QueueUnavailable('The file is not a reminder queue of Minutebook');
  const version = readPragma(database, 'user_version') as number;
  if (version > FORMAT_VERSION)
    throw new QueueUnavailable(
      `The reminder queue was written by a newer Minutebook (format ${version}; this one knows ${FORMAT_VERSION})`,
    );
}
