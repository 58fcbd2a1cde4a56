/** SQLite's result codes that decide what an error means (sqlite.org/rescode.html). */
export const SQLITE = {
  ERROR: 1,
  BUSY: 5,
  CORRUPT: 11,
  FULL: 13,
  NOTADB: 26,
  IOERR_WRITE: 778,
} as const;

/** The extended result code of an error that SQLite raised; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
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
