import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openDatabase } from '@minutebook/sqlite';
import { ControlSocket } from './command-line/control-socket';
import { carryOutIn } from './command-line/orders';
import { ConfigurationFault, isLoopback, type Configuration } from './configuration';
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

/** Opens the record, loads the demonstration on the first run, and serves until a signal ends it. */
export async function serve(configuration: Configuration): Promise<Running> {
  const { host, port, dataDir } = configuration;
  checkDemonstrationHost(configuration);
  mkdirSync(dataDir, { recursive: true });
  const running = await openMinutebook(configuration);
  const socket = new ControlSocket(dataDir, carryOutIn(running));
  await socket.listen();
  await running.app.listen(port, host);
  announce(configuration, running.app);
  const end = async (): Promise<void> => {
    await socket.close();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
  return running;
}

/** Everything but listening: also what a command of the command line works with when no server runs. */
export async function openMinutebook(configuration: Configuration): Promise<Running> {
  const { dataDir } = configuration;
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

function checkDemonstrationHost({ host, demonstrationPublic }: Configuration): void {
  if (!isLoopback(host) && !demonstrationPublic)
    throw new ConfigurationFault(
      `The demonstration's accounts are known to everybody, so it is not served on ${host}. Leave HOST out, or set DEMONSTRATION_PUBLIC=yes.`,
    );
}

function announce({ publicUrl, port }: Configuration, app: NestFastifyApplication): void {
  const address = app.getHttpServer().address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  const url = port === 0 ? publicUrl.replace(':0', `:${listening}`) : publicUrl;
  process.stdout.write(
    `\nMinutebook is ready: ${url}\n\n` +
      `Sign in at ${url}/sign-in: choose who you want to be (no password is needed in the demonstration),\n` +
      `for example demo-action-lead, who reports progress, or demo-monitoring-lead, who confirms it.\n` +
      `For the API: npm run token -- --account demo-clerk\n\n`,
  );
}
