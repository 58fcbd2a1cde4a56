import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isCorruption, openDatabase, primarySqliteCode, readPragma, SQLITE } from '@minutebook/sqlite';
import { LogDamaged, LogUnavailable } from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';

/** The log's file within its folder. */
export const LOG_FILE = 'events.sqlite';

/** Raised when the tables change; an older program refuses what it does not know. */
const FORMAT_VERSION = 1;
/** "MBLG": says to `file` and to us that a SQLite file is an event log of Minutebook. */
const APPLICATION_ID = 0x4d424c47;

/**
 * `text` is the canonical JSON whose SHA-256 is `digest`: what is proven is what is stored and what is read.
 * `position` is the record number. Streams have numbers of their own, so that the index holds no names.
 */
const TABLES = [
  'CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT',
  `CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, text TEXT NOT NULL, crc INTEGER NOT NULL, digest BLOB NOT NULL, chain BLOB NOT NULL, UNIQUE (stream, revision)) STRICT`,
];

/** Waits this long for another process that looks into the file, such as a backup. */
const BUSY_TIMEOUT_MS = 2_000;
const CACHE_KIB = 16 * 1024;

/** Opens the log's database to write, and makes it if need be. */
export function openLogDatabase(folder: string): SqlDatabase {
  const database = opening(folder, () =>
    openDatabase(join(folder, LOG_FILE), {
      journalMode: 'wal',
      synchronous: 'full',
      cacheKiB: CACHE_KIB,
      busyTimeoutMs: BUSY_TIMEOUT_MS,
    }),
  );
  return checked(folder, database, () => {
    if (readPragma(database, 'user_version') === 0 && isEmpty(database)) createTables(database);
  });
}

/** Opens the log's database to read, also while another process writes to it. */
export function openLogDatabaseReadOnly(folder: string): SqlDatabase {
  const file = join(folder, LOG_FILE);
  if (!existsSync(file)) throw new LogUnavailable(false, `There is no record in ${folder}: ${LOG_FILE} is missing`);
  const options = { readOnly: true, cacheKiB: CACHE_KIB, busyTimeoutMs: BUSY_TIMEOUT_MS };
  return checked(
    folder,
    opening(folder, () => openDatabase(file, options)),
    () => undefined,
  );
}

/** Makes the folder, readable by its owner only. */
export function makeLogFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** What an error of SQLite while reading means to whoever reads. */
export function readingFailure(error: unknown): unknown {
  if (isCorruption(error)) {
    return new LogDamaged(LOG_FILE, `${LOG_FILE} is damaged: ${(error as Error).message}. Run verify-log to see where`);
  }
  if (primarySqliteCode(error) === undefined) return error;
  return new LogUnavailable(false, `The record cannot be read: ${(error as Error).message}`, { cause: error });
}

function opening(folder: string, open: () => SqlDatabase): SqlDatabase {
  try {
    return open();
  } catch (error) {
    throw openingFailure(folder, error);
  }
}

function checked(folder: string, database: SqlDatabase, prepare: () => void): SqlDatabase {
  try {
    prepare();
    checkFormat(folder, database);
    return database;
  } catch (error) {
    database.close();
    throw openingFailure(folder, error);
  }
}

function openingFailure(folder: string, error: unknown): unknown {
  const code = primarySqliteCode(error);
  if (code === undefined || isCorruption(error)) return readingFailure(error);
  if (code === SQLITE.ERROR) return new LogDamaged(LOG_FILE, `${LOG_FILE} is damaged: ${(error as Error).message}`);
  if (code === SQLITE.BUSY) {
    return new LogUnavailable(false, `The record in ${folder} is held by another program`, { cause: error });
  }
  return new LogUnavailable(false, `The record in ${folder} cannot be opened: ${(error as Error).message}`, {
    cause: error,
  });
}

function isEmpty(database: SqlDatabase): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}

function createTables(database: SqlDatabase): void {
  database.exec(
    `BEGIN IMMEDIATE;
     ${TABLES.join(';\n')};
     PRAGMA application_id = ${APPLICATION_ID};
     PRAGMA user_version = ${FORMAT_VERSION};
     COMMIT`,
  );
}

function checkFormat(folder: string, database: SqlDatabase): void {
  const version = readPragma(database, 'user_version') as number;
  if (readPragma(database, 'application_id') !== APPLICATION_ID || version < 1) {
    throw new LogDamaged(LOG_FILE, `${LOG_FILE} in ${folder} is not an event log of Minutebook`);
  }
  if (version > FORMAT_VERSION) {
    throw new LogUnavailable(
      false,
      `The record in ${folder} was written by a newer Minutebook (format ${version}; this one knows ${FORMAT_VERSION})`,
    );
  }
  const tables = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid').all();
  if (tables.length !== TABLES.length || tables.some((table, index) => table['sql'] !== TABLES[index])) {
    throw new LogDamaged(LOG_FILE, `${LOG_FILE} in ${folder} does not have the tables of an event log`);
  }
}
