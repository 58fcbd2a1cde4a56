import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { openSqliteEventLogReadOnly } from '@minutebook/event-log-sqlite';
import { stateOf } from '@minutebook/kernel/recording';
import { DEMONSTRATION_STREAM, demonstrationDecider } from './demonstration.decider';
import { dataVersion } from './demonstration-script';

/**
 * Looks at the record that is there before it is opened for writing: one that holds an older demonstration is set aside,
 * never mixed with the new one. Answers whether a new demonstration begins.
 */
export async function setAsideOlderData(
  place: { readonly logFolder: string; readonly dataDir: string },
  say: (text: string) => void,
): Promise<boolean> {
  const { logFolder, dataDir } = place;
  if (!existsSync(logFolder)) return true;
  const held = await heldVersion(logFolder);
  if (held === 'nothing') return true;
  if (held === undefined || held >= dataVersion) return false;
  const aside = `${dataDir}.set-aside-version-${held}-${Date.now()}`;
  say(`The data folder holds version ${held} of the demonstration; this release brings version ${dataVersion}.`);
  say(`The old one is kept as ${aside}; the new one is loaded now.`);
  renameSync(dataDir, aside);
  mkdirSync(dataDir, { recursive: true });
  return true;
}

async function heldVersion(logFolder: string): Promise<number | 'nothing' | undefined> {
  const log = await openSqliteEventLogReadOnly(logFolder);
  try {
    for await (const page of log.readAll({ pageSize: 1 })) {
      if (page.length === 0) return 'nothing';
      return stateOf(demonstrationDecider, await log.readStream(DEMONSTRATION_STREAM)).dataVersion;
    }
    return 'nothing';
  } finally {
    await log.close();
  }
}
