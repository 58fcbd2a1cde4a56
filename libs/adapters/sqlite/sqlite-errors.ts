/** SQLite's result codes that decide what an error means (sqlite.org/rescode.html). */
export const SQLITE = {
  ERROR: 1,
  BUSY: 5,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  NOTADB: 26,
  IOERR_WRITE: 778,
} as const;

/** SQLite's own words (sqlite3_errstr) for codes that some runtime's `all` reports by message only. */
const CODES_BY_MESSAGE = new Map<string, number>([
  ['database is locked', SQLITE.BUSY],
  ['disk I/O error', SQLITE.IOERR],
  ['database disk image is malformed', SQLITE.CORRUPT],
  ['database or disk is full', SQLITE.FULL],
  ['file is not a database', SQLITE.NOTADB],
]);

/** The extended result code of an error that SQLite raised; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode;
  if (!('code' in error && error.code === 'ERR_SQLITE_ERROR')) return undefined;
  return ('message' in error && CODES_BY_MESSAGE.get(String(error.message))) || SQLITE.ERROR;
}

/** The same without its extension: `SQLITE.BUSY` for every kind of busy. */
export function primarySqliteCode(error: unknown): number | undefined {
  const code = sqliteCode(error);
  return code === undefined ? undefined : code & 0xff;
}

/** The file's structure does not hold together, or it is no SQLite file. */
export function isCorruption(error: unknown): boolean {
  const code = primarySqliteCode(error);
  return code === SQLITE.CORRUPT || code === SQLITE.NOTADB;
}

/** There was no room to write: nothing of the transaction is on the disk. */
export function isDiskFull(error: unknown): boolean {
  return primarySqliteCode(error) === SQLITE.FULL || sqliteCode(error) === SQLITE.IOERR_WRITE;
}
