import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openDatabase } from '@minutebook/sqlite';
import type { Configuration } from './configuration';
import { setAsideOlderData } from './demonstration/demonstration-data';
import { DemonstrationDirectory } from './demonstration/demonstration-directory';
import { loadDemonstration } from './demonstration/load-demonstration';
import { Progress } from './progress';
import { openRecord, type OpenRecord } from './record/record';
import { createTracker } from './tracker';
import { productVersion } from './version';

/** A running Minutebook. */
export interface Running {
  readonly app: NestFastifyApplication;
  readonly record: OpenRecord;
  stop(): Promise<void>;
}

/** Everything but listening: also what a command of the command line works with when no server runs. */
export async function openMinutebook(configuration: Configuration): Promise<Running> {
  const { dataDir } = configuration;
  // Read models hold opened texts: they are for the owner's eyes only, like log and keys.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const isNew = await setAsideOlderData(configuration, (text) => process.stderr.write(`${text}\n`));
  const progress = new Progress();
  const record = await openRecord(
    configuration,
    {
      onProgress: (recordNumber) => progress.say(`Preparing the pages: record ${recordNumber.toLocaleString('en-GB')}`),
      onFailure: (error) => process.stderr.write(`The pages no longer follow the record: ${error.stack}\n`),
    },
    isNew,
  );
  const tokens = openDatabase(join(dataDir, 'api-tokens.sqlite'), { busyTimeoutMs: 2_000 });
  const app = await createTracker(record, {
    accounts: new DemonstrationDirectory(),
    tokens,
    sessionSecret: configuration.sessionSecret,
    deployment: {
      council: 'Derbyshire County Council (demonstration)',
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
      progress.say(`Loading the demonstration council: ${done} of ${all}`),
    );
  progress.end();
  const stop = async (): Promise<void> => {
    await app.close();
    await record.close();
    tokens.close();
  };
  return { app, record, stop };
}

async function isLoaded({ log }: OpenRecord): Promise<boolean> {
  return (await log.readStream('demonstration-1')).some(({ type }) => type === 'DemonstrationLoaded');
}
