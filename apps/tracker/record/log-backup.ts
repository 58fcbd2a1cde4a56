import { rmSync } from 'node:fs';
import {
  backupSqliteLog,
  openSqliteEventLogReadOnly,
  restoreSqliteLog,
  verifySqliteLog,
  type BackupReport,
  type LogReport,
  type ReadableEventLog,
  type RestoreReport,
} from '@minutebook/event-log-sqlite';
import { CHAIN_GENESIS, LogDamaged, LogUnavailable } from '@minutebook/kernel/recording';
import { copyLog } from './copy-log';
import { answering, appendsAtOnce, logName, openLog, openLogReadOnly, type LogPlace } from './log-place';
import { firstEventOf, walkLog } from './walk-log';

/** Told up to which record something has come, and of how many where that is known. */
type OnProgress = (recordNumber: number, of?: number) => void;

/**
 * Checks every event of a log, also while others append to it. A file is held against the checksums and digests that it keeps;
 * of an event store it is checked that every event can be one of ours and stands in its place, up to the first that does not.
 *
 * Damage is reported and not thrown; throws `LogUnavailable` where the log is not there.
 */
export async function verifyLogAt(place: LogPlace, onProgress: OnProgress): Promise<LogReport> {
  if (place.engine === 'sqlite') return verifySqliteLog(place.folder, onProgress);
  const log = await answering(place, await openLogReadOnly(place));
  let [events, chain] = [0, CHAIN_GENESIS];
  try {
    for await (const walked of walkLog(log)) {
      ({ recordNumber: events, chain } = walked);
      onProgress(events);
    }
    return { intact: true, events, chain: chain.toString('hex'), problems: [] };
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error;
    const problems = [{ where: error.where, what: error.message }];
    return { intact: false, events, chain: chain.toString('hex'), problems };
  } finally {
    await log.close();
  }
}

/**
 * Copies a log as it stands at this moment into a folder, also while others append to it. The copy is a file with checksums
 * and digests of its own, whatever the log was, and appears under its name only when each event in it has been checked.
 *
 * Throws `LogUnavailable` (the log is not there, or the folder holds one), `LogDamaged`.
 */
export async function backupLog(place: LogPlace, folder: string, onProgress: OnProgress): Promise<BackupReport> {
  if (place.engine === 'sqlite') return backupSqliteLog(place.folder, folder);
  const log = await answering(place, await openLogReadOnly(place));
  const partial: LogPlace = { engine: 'sqlite', folder: `${folder}.partial` };
  try {
    const copy = await openLog(partial);
    try {
      await copyLog(log, copy, { appendsAtOnce: appendsAtOnce(partial), onProgress: (_, at) => onProgress(at) });
    } finally {
      await copy.close();
    }
    return await backupSqliteLog(partial.folder, folder);
  } finally {
    await log.close();
    rmSync(partial.folder, { recursive: true, force: true });
  }
}

/**
 * Makes a backup the log of a place that has none. Nothing is overwritten.
 *
 * Throws `LogUnavailable` (there is a record already, or the event store is not there), `LogLocked` (Minutebook is running on
 * it), `LogDamaged` (the backup is not whole).
 */
export async function restoreLog(backup: string, place: LogPlace, onProgress: OnProgress): Promise<RestoreReport> {
  if (place.engine === 'sqlite') return restoreSqliteLog(backup, place.folder);
  await assertWhole(backup);
  const source = await openSqliteEventLogReadOnly(backup);
  try {
    const log = await answering(place, await openLog(place));
    try {
      await assertEmpty(log, place);
      const options = { appendsAtOnce: appendsAtOnce(place), onProgress: (_: unknown, at: number) => onProgress(at) };
      const { events, chain } = await copyLog(source, log, options);
      return { events, chain, recordedBefore: undefined };
    } finally {
      await log.close();
    }
  } finally {
    await source.close();
  }
}

/** Throws `LogDamaged` where an event in a log's file is not what was written; `LogUnavailable` where there is no such file. */
export async function assertWhole(folder: string): Promise<void> {
  const [first] = (await verifySqliteLog(folder)).problems;
  if (first === undefined) return;
  throw new LogDamaged(
    first.where,
    `The record in ${folder} is not whole, so it was not copied: at ${first.where}, ${first.what}. Run verify-log`,
  );
}

async function assertEmpty(log: ReadableEventLog, place: LogPlace): Promise<void> {
  if ((await firstEventOf(log)) === undefined) return;
  throw new LogUnavailable(
    false,
    `There is a record in ${logName(place)} already. Choose another EVENT_LOG_PREFIX; a restore that was cut short is finished by: npm run move-log -- --from sqlite:<backup> --to <log>`,
  );
}
