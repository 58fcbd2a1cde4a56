import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { relative } from 'node:path';
import { openSqliteEventLog } from '@minutebook/event-log-sqlite';
import { LogUnavailable, stateOf, type EventLog } from '@minutebook/kernel/recording';
import { DEMONSTRATION_STREAM, demonstrationDecider } from './demonstration.decider';
import { dataVersion } from './demonstration-script';

/**
 * Looks at the record that is there: one that holds an older demonstration is set aside, never mixed with the new one.
 * Answers whether a new demonstration begins.
 *
 * Throws `LogLocked` where another process is at work on it, `LogUnavailable` where a newer release made it.
 */
export async function setAsideOlderData(
  place: { readonly logFolder: string; readonly dataDir: string },
  say: (text: string) => void,
): Promise<boolean> {
  const { logFolder, dataDir } = place;
  if (!existsSync(logFolder)) return true;
  const held = await heldVersion(logFolder);
  if (held === 'nothing') return true;
  if (held === undefined || held === dataVersion) return false;
  if (held > dataVersion)
    throw new LogUnavailable(
      false,
      `The data folder holds version ${held} of the demonstration, made by a newer release; this one brings version ${dataVersion}. Start that release, or name another folder in DATA_DIR`,
    );
  say(`The data folder holds version ${held} of the demonstration; this release brings version ${dataVersion}.`);
  const suffix = `.set-aside-version-${held}-${Date.now()}`;
  for (const folder of isWithin(logFolder, dataDir) ? [dataDir] : [logFolder, dataDir]) {
    say(`The old one is kept as ${folder}${suffix}; the new one is loaded now.`);
    renameSync(folder, `${folder}${suffix}`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return true;
}

function isWithin(folder: string, around: string): boolean {
  return !relative(around, folder).startsWith('..');
}

/** Opened as its writer, so that a record on which another process is at work is never looked at from behind its back. */
async function heldVersion(logFolder: string): Promise<number | 'nothing' | undefined> {
  const log = await openSqliteEventLog(logFolder);
  try {
    if (await isEmpty(log)) return 'nothing';
    return stateOf(demonstrationDecider, await log.readStream(DEMONSTRATION_STREAM)).dataVersion;
  } finally {
    await log.close();
  }
}

async function isEmpty(log: EventLog): Promise<boolean> {
  for await (const page of log.readAll({ pageSize: 1 })) if (page.length > 0) return false;
  return true;
}
