import type { SqlDatabase, SqlStatement, SqlValue } from '@minutebook/kernel/read-models';
import { loadSqlite, type SqliteConnection } from './sqlite-runtime';

export interface OpenOptions {
  /** Never writes, and never makes the file. Journal mode is then the file's own. */
  readonly readOnly?: boolean;
  /** `wal` unless told. `memory` and `off` only for files that are thrown away when their making fails. */
  readonly journalMode?: 'wal' | 'memory' | 'off';
  /** `full`, unless told: a commit is on the disk when it is answered. */
  readonly synchronous?: 'full' | 'normal' | 'off';
  /** Pages kept in memory, in KiB. SQLite's own 2,000 unless told. */
  readonly cacheKiB?: number;
  /** How long to wait for another connection's lock, in milliseconds; 0 (at once an error) unless told. */
  readonly busyTimeoutMs?: number;
  /** Overwrites what is deleted with zeros. */
  readonly secureDelete?: boolean;
}

const SYNCHRONOUS = { off: 0, normal: 1, full: 2 } as const;

/**
 * A statement does not keep its connection alive in every runtime, and dies with it when the connection is collected
 * first. Every connection is therefore held until it is closed.
 */
const openConnections = new Set<SqliteConnection>();

/**
 * Opens a SQLite file, and makes it if need be. How durable a commit is, is set on every open and read back, because a
 * reopened WAL file may otherwise run with a weaker setting than it was made with.
 */
export function openDatabase(file: string, options: OpenOptions = {}): SqlDatabase {
  const readOnly = options.readOnly ?? false;
  const sqlite = loadSqlite();
  const connection = new sqlite.DatabaseSync(file, { readOnly });
  openConnections.add(connection);
  const database = new HeldDatabase(connection, !readOnly && (options.journalMode ?? 'wal') === 'wal');
  // SQLite's defensive mode, which runtimes switch on, does not let a file go without a journal.
  if (options.journalMode === 'off') connection.enableDefensive?.(false);
  try {
    configure(database, options, readOnly);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(database: SqlDatabase, options: OpenOptions, readOnly: boolean): void {
  database.exec(`PRAGMA busy_timeout = ${options.busyTimeoutMs ?? 0}`);
  if (options.cacheKiB !== undefined) database.exec(`PRAGMA cache_size = -${options.cacheKiB}`);
  if (readOnly) return;
  if (options.secureDelete) database.exec('PRAGMA secure_delete = ON');
  const journalMode = options.journalMode ?? 'wal';
  database.exec(`PRAGMA journal_mode = ${journalMode}`);
  const synchronous = options.synchronous ?? 'full';
  database.exec(`PRAGMA synchronous = ${synchronous}`);
  assertPragma(database, 'journal_mode', journalMode);
  assertPragma(database, 'synchronous', SYNCHRONOUS[synchronous]);
}

/** Reads a setting back and fails if SQLite did not take it. */
function assertPragma(database: SqlDatabase, pragma: string, wanted: string | number): void {
  const stands = readPragma(database, pragma);
  if (stands !== wanted) throw new Error(`SQLite runs with ${pragma} ${String(stands)}, but ${wanted} is needed`);
}

/** The value of a setting of this connection, such as `synchronous` (2 is FULL). */
export function readPragma(database: SqlDatabase, pragma: string): SqlValue | undefined {
  return Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
}

class HeldDatabase implements SqlDatabase {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly writesAhead: boolean,
  ) {}

  exec(sql: string): void {
    this.connection.exec(sql);
  }

  prepare(sql: string): SqlStatement {
    return this.connection.prepare(sql);
  }

  /**
   * Statements that were not collected yet keep a closed connection half open in some runtimes. What it would give up
   * by closing is therefore given up first: its transaction with its locks, and the write-ahead log.
   */
  close(): void {
    if (!openConnections.delete(this.connection)) return;
    this.attempt('ROLLBACK');
    if (this.writesAhead) this.attempt('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
    this.connection.close();
  }

  private attempt(sql: string): void {
    try {
      this.connection.exec(sql);
    } catch {
      // There was no transaction, or somebody else still reads.
    }
  }
}
