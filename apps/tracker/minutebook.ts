import { mkdirSync } from 'node:fs';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountsQuery, newCode } from '@minutebook/accounts';
import type { Mailer } from '@minutebook/kernel/recording';
import type { Configuration } from './configuration';
import { ConfigurationFault } from './configuration-fault';
import { takeDataFolder } from './data-folder';
import { openCurrentData } from './demonstration/demonstration-data';
import { loadDemonstration } from './demonstration/load-demonstration';
import { openMailer } from './mail/open-mailer';
import { openReminderQueue } from './reminders/open-reminder-queue';
import { Progress } from './progress';
import { untilTheAlarmsAreThere, untilTheLogIsThere } from './record/awaited';
import { openRecord, type OpenRecord } from './record/record';
import { CouncilName } from './set-up/council-name';
import type { SetUpCode } from './set-up/set-up';
import { createTracker } from './tracker';
import { productVersion } from './version';

/** A running Minutebook. */
export interface Running {
  readonly app: NestFastifyApplication;
  readonly record: OpenRecord;
  /** What a new record is set up with; undefined where there is nothing to set up. */
  readonly setUpCode: string | undefined;
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
  const wait = (what: string): void => {
    say(`${what}.`);
    onWaiting(what);
  };
  const { log, isNewDemonstration } = await untilTheLogIsThere(
    configuration.log,
    () => openCurrentData(configuration, say),
    wait,
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
      onWaiting: wait,
      onKeysOutage: (reason) =>
        say(reason ? `${reason.message}. The pages show what is known; asking again.` : 'The key vault is back.'),
      onFailure: (error) => say(`The pages no longer follow the record: ${error.stack}`),
    },
    isNewDemonstration,
  ).catch(async (error: unknown) => {
    await log.close();
    folder.close();
    throw error;
  });
  const councilName = new CouncilName();
  await councilName.read(record.log, record.vault);
  record.onApplied((events) => councilName.follow(events));
  const setUp = setUpOf(record);
  const { demonstration } = record;
  if (record.demonstration) refuseProviderInDemonstration(configuration);
  const mailer = await mailerFor(record, configuration).catch(async (error: unknown) => {
    await record.close();
    folder.close();
    throw error;
  });
  const reminderQueue = await untilTheAlarmsAreThere(
    () => openReminderQueue(configuration, record.clock, say),
    wait,
  ).catch(async (error: unknown) => {
    await mailer.close();
    await record.close();
    folder.close();
    throw error;
  });
  const app = await createTracker(record, {
    signIn: configuration.signIn,
    sessionSecret: configuration.sessionSecret,
    deployment: {
      get council() {
        return demonstration ? 'Derbyshire County Council (demonstration)' : (councilName.current ?? 'A new record');
      },
      demonstration: demonstration !== undefined,
      version: productVersion(),
    },
    setUpCode: setUp,
    publicUrl: configuration.publicUrl,
    mailer,
    reminderQueue,
    trustProxy: configuration.trustProxy,
    logLevel: configuration.logLevel,
    apiRequestsPerMinute: configuration.apiRequestsPerMinute,
    loopbackOnly: record.demonstration !== undefined && !configuration.demonstrationPublic,
  });
  if (record.demonstration && !(await isLoaded(record)))
    await loadDemonstration(app.get(CommandBus), record.demonstration, (done, all) =>
      tell(`Loading the demonstration council: ${done} of ${all}`),
    );
  progress.end();
  const stop = async (): Promise<void> => {
    await app.close();
    await mailer.close();
    await record.close();
    folder.close();
  };
  return { app, record, stop, setUpCode: setUp.code };
}

/** A code for the set-up page, where the record has nobody who could sign in: made anew with every start. */
function setUpOf({ demonstration, readModels }: OpenRecord): SetUpCode & { readonly code: string | undefined } {
  const now = { recordNumber: readModels.reached.recordNumber, pageDate: '', live: true };
  // A set-up ends with the first administrator's password: one that was cut short is begun again.
  const isSetUp = new AccountsQuery(readModels)
    .accounts(now)
    .some(({ hasPassword, signIn, status }) => hasPassword || signIn !== null || status === 'closed');
  if (demonstration || isSetUp) return { hash: undefined, code: undefined, used: () => undefined };
  const { code, hash } = newCode();
  let open: string | undefined = hash;
  return {
    get hash() {
      return open;
    },
    code,
    used: () => (open = undefined),
  };
}

/** Its accounts are known to everybody: who a provider says somebody is would count for nothing beside them. */
function refuseProviderInDemonstration({ signIn }: Configuration): void {
  if (signIn.openId)
    throw new ConfigurationFault(
      'The demonstration’s accounts are known to everybody, so that signing in with a provider protects nothing there. Leave OPENID_ISSUER out, or begin a record of your own: npm start -- --empty, with another DATA_DIR if this one holds a demonstration.',
    );
}

async function mailerFor({ clock, demonstration }: OpenRecord, configuration: Configuration): Promise<Mailer> {
  const { dataDir, masterKey, mail } = configuration;
  return openMailer(mail, { dataDir, masterKey, clock, isDemonstration: demonstration !== undefined });
}

async function isLoaded({ log }: OpenRecord): Promise<boolean> {
  return (await log.readStream('demonstration-1')).some(({ type }) => type === 'DemonstrationLoaded');
}
