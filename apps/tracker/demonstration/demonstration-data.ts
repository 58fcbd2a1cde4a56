import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { relative } from 'node:path';
import { stateOf, type EventLog } from '@minutebook/kernel/recording';
import { ConfigurationFault } from '../configuration-fault';
import { logName, openLog, type LogPlace } from '../record/log-place';
import { DEMONSTRATION_STREAM, demonstrationDecider } from './demonstration.decider';
import { dataVersion } from './demonstration-script';

/** Where the record lies, and whether a new one begins without the demonstration. */
export interface PlaceOfData {
  readonly log: LogPlace;
  readonly dataDir: string;
  readonly empty: boolean;
}

/**
 * Looks at the record that is there: one that holds an older demonstration is set aside, never mixed with the new one; in
 * an event store, where nothing can be set aside, another prefix must be chosen. Answers with the open log, and whether a
 * new demonstration begins on it.
 *
 * Throws `LogLocked` where another process is at work on it, `LogUnavailable` where it is not there, `ConfigurationFault`
 * where another place must be chosen.
 */
export async function openCurrentData(
  place: PlaceOfData,
  say: (text: string) => void,
): Promise<{ readonly log: EventLog; readonly isNewDemonstration: boolean }> {
  const log = await openLog(place.log);
  try {
    const held = await heldVersion(log);
    if (held === 'nothing') return { log, isNewDemonstration: !place.empty };
    if (held === undefined) return { log, isNewDemonstration: false };
    if (place.empty)
      throw new ConfigurationFault(
        `An empty record was asked for, but ${logName(place.log)} holds a demonstration. ${elsewhere(place.log)}`,
      );
    if (held === dataVersion) return { log, isNewDemonstration: false };
    if (held > dataVersion)
      throw new ConfigurationFault(
        `There is version ${held} of the demonstration in ${logName(place.log)}, made by a newer release; this one brings version ${dataVersion}. Start that release, or choose another place. ${elsewhere(place.log)}`,
      );
    if (place.log.engine !== 'sqlite')
      throw new ConfigurationFault(
        `There is version ${held} of the demonstration in ${logName(place.log)}; this release brings version ${dataVersion}. ${elsewhere(place.log)}`,
      );
    await log.close();
    say(`The data folder holds version ${held} of the demonstration; this release brings version ${dataVersion}.`);
    setAside(place.log.folder, place.dataDir, held, say);
    return { log: await openLog(place.log), isNewDemonstration: true };
  } catch (error) {
    await log.close();
    throw error;
  }
}

function elsewhere({ engine }: LogPlace): string {
  return engine === 'sqlite' ? 'Name another folder in DATA_DIR.' : 'Choose another EVENT_LOG_PREFIX.';
}

function setAside(logFolder: string, dataDir: string, version: number, say: (text: string) => void): void {
  const suffix = `.set-aside-version-${version}-${Date.now()}`;
  for (const folder of isWithin(logFolder, dataDir) ? [dataDir] : [logFolder, dataDir]) {
    if (!existsSync(folder)) continue;
    say(`The old one is kept as ${folder}${suffix}; the new one is loaded now.`);
    renameSync(folder, `${folder}${suffix}`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
}

function isWithin(folder: string, around: string): boolean {
  return !relative(around, folder).startsWith('..');
}

async function heldVersion(log: EventLog): Promise<number | 'nothing' | undefined> {
  for await (const page of log.readAll({ pageSize: 1 }))
    if (page.length > 0) return stateOf(demonstrationDecider, await log.readStream(DEMONSTRATION_STREAM)).dataVersion;
  return 'nothing';
}
