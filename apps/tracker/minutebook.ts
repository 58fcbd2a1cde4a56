import { mkdirSync } from 'node:fs';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Configuration } from './configuration';
import { takeDataFolder } from './data-folder';
import { openCurrentData } from './demonstration/demonstration-data';
import { loadDemonstration } from './demonstration/load-demonstration';
import { Progress } from './progress';
import { untilTheLogIsThere } from './record/log-awaited';
import { openRecord, type OpenRecord } from './record/record';
import { createTracker } from './tracker';
import { productVersion } from './version';

/** A running Minutebook. */
export interface Running {
  readonly app: NestFastifyApplication;
  readonly record: OpenRecord;
  stop(): Promise<void>;
}

/**
 * Everything but listening: also what a command of the command line works with when no server runs.
 *
 * @param onWaiting told what it waits for, as a sentence without its full stop
 */
export async function openMinutebook(
  configuration: Configuration,
  onWaiting: (what: string) => void = () => undefined,
): Promise<Running> {
  const { dataDir } = configuration;
  // Read models hold opened texts: they are for the owner's eyes only, like log and keys.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const { log, isNewDemonstration } = await untilTheLogIsThere(
    configuration.log,
    () => openCurrentData(configuration, say),
    (what) => {
      say(`${what}.`);
      onWaiting(what);
    },
  );
  const folder = takeDataFolder(dataDir);
  const progress = new Progress();
  const tell = (text: string): void => {
    progress.say(text);
    onWaiting(text);
  };
  const record = await openRecord(
    log,
    configuration,
    {
      onProgress: (recordNumber) => tell(`Preparing the pages: record ${recordNumber.toLocaleString('en-GB')}`),
      onOutage: (reason) =>
        say(reason ? `${reason.message}. The pages show what is known; asking again.` : 'The event store is back.'),
      onFailure: (error) => say(`The pages no longer follow the record: ${error.stack}`),
    },
    isNewDemonstration,
  );
  const app = await createTracker(record, {
    sessionSecret: configuration.sessionSecret,
    deployment: {
      council: record.demonstration ? 'Derbyshire County Council (demonstration)' : 'No council named yet',
      demonstration: record.demonstration !== undefined,
      version: productVersion(),
    },
    secureCookies: configuration.publicUrl.startsWith('https:'),
    trustProxy: configuration.trustProxy,
    logLevel: configuration.logLevel,
    loopbackOnly: record.demonstration !== undefined && !configuration.demonstrationPublic,
  });
  if (record.demonstration && !(await isLoaded(record)))
    await loadDemonstration(app.get(CommandBus), record.demonstration, (done, all) =>
      tell(`Loading the demonstration council: ${done} of ${all}`),
    );
  progress.end();
  const stop = async (): Promise<void> => {
    await app.close();
    await record.close();
    folder.close();
  };
  return { app, record, stop };
}

async function isLoaded({ log }: OpenRecord): Promise<boolean> {
  return (await log.readStream('demonstration-1')).some(({ type }) => type === 'DemonstrationLoaded');
}
