import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, readPragma } from '@minutebook/sqlite';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { KeyWrap, proofOf, VaultUnavailable, WrongMasterKey } from '@minutebook/kernel/recording';

/** The vault's file within its folder. */
export const VAULT_FILE = 'keys.sqlite';

const FORMAT_VERSION = 1;
/** "MBKV": says to `file` and to us that a SQLite file is a key vault of Minutebook. */
const APPLICATION_ID = 0x4d424b56;
const BUSY_TIMEOUT_MS = 2_000;
const CACHE_KIB = 8 * 1024;

/** `wrapped` is null where the key was destroyed. `proof` is a known key, wrapped by the master key. */
const TABLES = [
  'CREATE TABLE master (generation INTEGER NOT NULL, proof BLOB NOT NULL) STRICT',
  'CREATE TABLE keys (id TEXT PRIMARY KEY, wrapped BLOB) STRICT, WITHOUT ROWID',
];

/** An open vault whose master key has been proven. */
export interface OpenVault {
  readonly database: SqlDatabase;
  readonly wrap: KeyWrap;
  /** Counts the master keys that this vault has had. */
  readonly generation: number;
}

/** Opens the vault to write, and makes it if need be. */
export function openVault(folder: string, masterKey: Uint8Array): OpenVault {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return opening(folder, () => {
    const database = openDatabase(join(folder, VAULT_FILE), {
      journalMode: 'wal',
      synchronous: 'full',
      secureDelete: true,
      cacheKiB: CACHE_KIB,
      busyTimeoutMs: BUSY_TIMEOUT_MS,
    });
    return provingMasterKey(folder, database, masterKey, (wrap) => {
      if (readPragma(database, 'user_version') === 0 && isEmpty(database)) createTables(database, proofOf(wrap));
    });
  });
}

/** Opens the vault to read, also while another thread or process writes to it. */
export function openVaultReadOnly(folder: string, masterKey: Uint8Array): OpenVault {
  return opening(folder, () => provingMasterKey(folder, openVaultDatabaseReadOnly(folder), masterKey, () => undefined));
}

/** The vault's database without a master key, which is enough to copy it. */
export function openVaultDatabaseReadOnly(folder: string): SqlDatabase {
  const file = join(folder, VAULT_FILE);
  if (!existsSync(file)) throw new VaultUnavailable(`There are no keys in ${folder}: ${VAULT_FILE} is missing`);
  return openDatabase(file, { readOnly: true, cacheKiB: CACHE_KIB, busyTimeoutMs: BUSY_TIMEOUT_MS });
}

/** A new vault in a file, for a master key of which only the proof is known. */
export function makeVaultDatabase(file: string, proof: Buffer): SqlDatabase {
  const database = openDatabase(file, { journalMode: 'memory', synchronous: 'full', secureDelete: true });
  createTables(database, proof);
  return database;
}

/** The generation that stands in the file now. */
export function readGeneration(database: SqlDatabase): number {
  return database.prepare('SELECT generation FROM master').get()?.['generation'] as number;
}

function opening<T>(folder: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof VaultUnavailable || error instanceof RangeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new VaultUnavailable(`The keys in ${folder} cannot be opened: ${reason}`, { cause: error });
  }
}

function provingMasterKey(
  folder: string,
  database: SqlDatabase,
  masterKey: Uint8Array,
  prepare: (wrap: KeyWrap) => void,
): OpenVault {
  try {
    const wrap = new KeyWrap(masterKey);
    prepare(wrap);
    checkFormat(folder, database);
    const proof = database.prepare('SELECT proof FROM master').get()?.['proof'];
    if (!ArrayBuffer.isView(proof) || wrap.unwrap([proof])[0] === undefined) throw new WrongMasterKey(folder);
    return { database, wrap, generation: readGeneration(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function isEmpty(database: SqlDatabase): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}

function createTables(database: SqlDatabase, proof: Buffer): void {
  database.exec('BEGIN IMMEDIATE');
  for (const table of TABLES) database.exec(table);
  database.prepare('INSERT INTO master VALUES (1, ?)').run(proof);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`);
}

function checkFormat(folder: string, database: SqlDatabase): void {
  const version = readPragma(database, 'user_version') as number;
  if (readPragma(database, 'application_id') !== APPLICATION_ID || version < 1) {
    throw new VaultUnavailable(`${VAULT_FILE} in ${folder} is not a key vault of Minutebook`);
  }
  if (version > FORMAT_VERSION) {
    throw new VaultUnavailable(
      `The keys in ${folder} were written by a newer Minutebook (format ${version}; this one knows ${FORMAT_VERSION})`,
    );
  }
}
