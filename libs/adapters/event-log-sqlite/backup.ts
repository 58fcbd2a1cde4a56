import { statSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase, openDatabase } from '@minutebook/sqlite';
import { LogDamaged, LogUnavailable } from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { checkHead } from './event-checks';
import { EventReader } from './event-reader';
import { HeadFile, readHead } from './head-file';
import { LOG_FILE, makeLogFolder, openLogDatabaseReadOnly } from './log-file';
import { verifyDatabase, type LogReport } from './verify-log';
import { takeWriterLock } from './writer-lock';

/** What a backup holds: the first so many events of the record, each of them checked. */
export interface BackupReport {
  readonly events: number;
  /** The chain hash at the last of them, as hex. */
  readonly chain: string;
}

export interface RestoreReport extends BackupReport {
  /** How far the record that stood here before had been written, where its head still says so. */
  readonly recordedBefore: number | undefined;
}

/**
 * Copies the record in a folder into another folder, as it stands at this moment, also while its writer goes on. The
 * copy is a record of its own: a prefix of the first, checked event by event before it appears under its name.
 *
 * Throws `LogUnavailable` (no record here, or one there already), `LogDamaged` (the record is not whole).
 */
export async function backupSqliteLog(folder: string, target: string): Promise<BackupReport> {
  refuseOccupied(target);
  makeLogFolder(target);
  return copyLog(folder, target);
}

/**
 * Makes a backup the record of a folder that has none. A damaged record is moved away first, by hand: nothing is
 * overwritten but the file `head`.
 *
 * Throws `LogLocked` (Minutebook is running on it), `LogUnavailable` (a record is there), `LogDamaged` (the backup is
 * not whole).
 */
export async function restoreSqliteLog(backup: string, folder: string): Promise<RestoreReport> {
  makeLogFolder(folder);
  const lock = takeWriterLock(folder);
  try {
    refuseOccupied(folder);
    const recordedBefore = recordedBy(folder);
    return { ...(await copyLog(backup, folder)), recordedBefore };
  } finally {
    lock.close();
  }
}

async function copyLog(from: string, to: string): Promise<BackupReport> {
  const head = readHead(from);
  const source = openLogDatabaseReadOnly(from);
  try {
    const reader = new EventReader(source);
    checkHead(head, reader);
    let report: BackupReport | undefined;
    await copyDatabase(source, join(to, LOG_FILE), async (copy) => {
      report = await checkCopy(copy, reader);
    });
    if (report === undefined) throw new Error('A copy was made without being checked');
    HeadFile.open(to, { recordNumber: report.events, chain: Buffer.from(report.chain, 'hex') }).close();
    return report;
  } finally {
    source.close();
  }
}

/** The copy is whole, and ends with an event that the source has at the same place with the same history. */
async function checkCopy(file: string, source: EventReader): Promise<BackupReport> {
  const copy = openDatabase(file, { readOnly: true });
  try {
    const report = await verifyCopy(copy);
    const chain = source.chainAt(report.events);
    if (report.events > 0 && (chain === undefined || Buffer.from(chain).toString('hex') !== report.chain)) {
      throw new LogDamaged(`record ${report.events}`, `The copy is not the start of the record it was made from`);
    }
    return { events: report.events, chain: report.chain };
  } finally {
    copy.close();
  }
}

async function verifyCopy(copy: SqlDatabase): Promise<LogReport> {
  const report = await verifyDatabase(copy, undefined, [], () => undefined);
  const [first] = report.problems;
  if (first === undefined) return report;
  throw new LogDamaged(
    first.where,
    `The record is not whole, so it was not copied: at ${first.where}, ${first.what}. Run verify-log`,
  );
}

/** A write-ahead log that is left behind belongs to another database, and would be played into the new one. */
function refuseOccupied(folder: string): void {
  const there = [LOG_FILE, `${LOG_FILE}-wal`, `${LOG_FILE}-journal`].find((name) => {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    return size !== undefined && (size > 0 || name === LOG_FILE);
  });
  if (there === undefined) return;
  throw new LogUnavailable(false, `There is a record in ${folder} already (${there}). Move it away first`);
}

function recordedBy(folder: string): number | undefined {
  try {
    return readHead(folder)?.recordNumber;
  } catch (error) {
    if (error instanceof LogDamaged) return undefined;
    throw error;
  }
}
