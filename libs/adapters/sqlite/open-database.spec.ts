import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, readPragma } from './open-database';
import { isCorruption, primarySqliteCode, SQLITE } from './sqlite-errors';

describe('Opening a SQLite file', () => {
  let folder: string;
  const file = () => join(folder, 'some.sqlite');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-sqlite-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes ahead and syncs every commit, also when the file is opened again', () => {
    for (let opening = 0; opening < 3; opening++) {
      const database = openDatabase(file());
      expect(readPragma(database, 'journal_mode')).toBe('wal');
      expect(readPragma(database, 'synchronous')).toBe(2);
      database.exec('CREATE TABLE IF NOT EXISTS t (a); INSERT INTO t VALUES (1)');
      database.close();
    }
  });

  it.each([
    ['wal', 'normal', 1],
    ['memory', 'off', 0],
    ['off', 'off', 0],
  ] as const)(
    'takes the journal mode %s with synchronous %s where it is asked for',
    (journalMode, synchronous, level) => {
      const database = openDatabase(file(), { journalMode, synchronous, cacheKiB: 512 });

      expect(readPragma(database, 'journal_mode')).toBe(journalMode);
      expect(readPragma(database, 'synchronous')).toBe(level);
      expect(readPragma(database, 'cache_size')).toBe(-512);
      database.close();
    },
  );

  it('reads without being able to write, and makes no file to read it', () => {
    const missing = join(folder, 'missing.sqlite');
    const writer = openDatabase(file());
    writer.exec('CREATE TABLE t (a); INSERT INTO t VALUES (7)');

    const reader = openDatabase(file(), { readOnly: true });

    expect(reader.prepare('SELECT a FROM t').get()).toEqual({ a: 7 });
    expect(() => reader.exec('INSERT INTO t VALUES (8)')).toThrow('readonly');
    expect(() => openDatabase(missing, { readOnly: true })).toThrow();
    expect(existsSync(missing)).toBe(false);
    reader.close();
    writer.close();
  });

  it('gives up its locks and its write-ahead log when it is closed, however many statements are still about', () => {
    const database = openDatabase(file());
    const statements = [database.prepare('SELECT 1')];
    database.exec('CREATE TABLE t (a); BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)');
    statements.push(database.prepare('SELECT * FROM t'));

    database.close();

    expect(existsSync(`${file()}-wal`) ? statSync(`${file()}-wal`).size : 0).toBe(0);
    const next = openDatabase(file());
    next.exec('BEGIN EXCLUSIVE');
    expect(next.prepare('SELECT * FROM t').all()).toEqual([]);
    next.close();
    expect(statements).toHaveLength(2);
  });

  it('may be closed twice', () => {
    const database = openDatabase(file());
    database.close();

    expect(() => database.close()).not.toThrow();
  });

  it('overwrites what is deleted where it is asked to', () => {
    const database = openDatabase(file(), { secureDelete: true });
    database.exec("CREATE TABLE t (a); INSERT INTO t VALUES ('a secret of some length'); DELETE FROM t");
    database.close();

    expect(readFileSync(file()).includes('a secret of some length')).toBe(false);
  });

  it('knows damage however it is come across', () => {
    const database = openDatabase(file());
    database.exec('CREATE TABLE t (a)');
    database
      .prepare('INSERT INTO t SELECT value FROM json_each(?)')
      .run(JSON.stringify(Array(2_000).fill('some words')));
    database.close();
    const bytes = readFileSync(file());
    bytes.fill(0xff, 4_096 * 3, 4_096 * 3 + 20);
    const damaged = join(folder, 'damaged.sqlite');
    writeFileSync(damaged, bytes);

    const reader = openDatabase(damaged, { readOnly: true });

    expect(isCorruption(errorOf(() => reader.prepare('SELECT * FROM t').all()))).toBe(true);
    expect(isCorruption(errorOf(() => reader.prepare('SELECT max(a) FROM t').get()))).toBe(true);
    expect(isCorruption(errorOf(() => reader.exec('SELECT max(a) FROM t')))).toBe(true);
    expect(isCorruption(new Error('database disk image is malformed'))).toBe(false);
    reader.close();
  });

  it('tells a locked file from one that is none', () => {
    const database = openDatabase(file());
    database.exec('CREATE TABLE t (a); BEGIN IMMEDIATE');
    const other = openDatabase(file());

    expect(codeOf(() => other.exec('BEGIN IMMEDIATE'))).toBe(SQLITE.BUSY);
    other.close();
    database.close();
    const noDatabase = openDatabase(__filename, { readOnly: true });
    expect(isCorruption(errorOf(() => noDatabase.prepare('SELECT * FROM t').get()))).toBe(true);
    noDatabase.close();
  });
});

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It should have failed');
}

function codeOf(work: () => unknown): number | undefined {
  return primarySqliteCode(errorOf(work));
}
