import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { backupSqliteLog, restoreSqliteLog, verifySqliteLog } from '@minutebook/event-log-sqlite';
import { backupKeyVault, rotateMasterKey } from '@minutebook/key-vault-sqlite';
import type { Configuration } from '../configuration';
import { Progress } from '../progress';
import { keyFolder, readModelFolder } from '../record/record';
import { OrderRefused } from './control-socket';

/** Copies of keys are kept this long: a destroyed key must not live on in old backups. In ms. */
const KEEP_KEYS = 30 * 24 * 60 * 60 * 1000;

type Options = Readonly<Record<string, string>>;

const count = (events: number): string => `${events.toLocaleString('en-GB')} ${events === 1 ? 'event' : 'events'}`;

/** Checks every event of the record, also while the server runs. Throws `OrderRefused` where it is not whole. */
export async function verifyLog(configuration: Configuration): Promise<string> {
  const logFolder = logFolderOf(configuration);
  const progress = new Progress();
  const report = await verifySqliteLog(logFolder, (checked, of) =>
    progress.say(`Checking: ${checked.toLocaleString('en-GB')} of ${count(of)}`),
  );
  progress.end();
  if (report.intact)
    return `The record is whole: ${count(report.events)}, each as it was written.\nChain hash at the last: ${report.chain}`;
  const [first] = report.problems;
  const found = report.problems.map(({ where, event, what }) => `  ${where}${event ? ` (${event})` : ''}: ${what}`);
  throw new OrderRefused(
    `The record is NOT whole. The first fault is at ${first?.where ?? 'an unknown place'}.\n${found.join('\n')}`,
  );
}

/** Copies the record, then its keys, to two places, also while the server runs; the master key is never copied. */
export async function backup(configuration: Configuration, options: Options, now: number): Promise<string> {
  const { dataDir } = configuration;
  const logFolder = logFolderOf(configuration);
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const logTo = join(options['log-to'] ?? `${dataDir}-backups`, `log-${stamp}`);
  const keysTo = options['keys-to'] ?? `${dataDir}-key-backups`;
  if (logTo.startsWith(join(keysTo, '/')) || keysTo === options['log-to'])
    throw new OrderRefused('Keep the record and its keys in two places: --log-to and --keys-to must differ.');
  // The log first: every key that it needs is in the vault by then, so the later copy of the vault serves it.
  const report = await backupSqliteLog(logFolder, logTo);
  await backupKeyVault(keyFolder(configuration), join(keysTo, `keys-${stamp}`));
  const pruned = pruneKeys(keysTo, now);
  return [
    `${count(report.events)} copied to ${logTo}, each checked. Chain hash: ${report.chain}`,
    `The keys were copied to ${join(keysTo, `keys-${stamp}`)}, wrapped: without the master key they open nothing.`,
    'Keep the master key apart from both; it was not copied.',
    ...(pruned > 0 ? [`Copies of keys older than 30 days were removed: ${pruned}.`] : []),
  ].join('\n');
}

function pruneKeys(folder: string, now: number): number {
  const copies = readdirSync(folder)
    .filter((name) => /^keys-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/.test(name))
    .sort();
  const oldest = new Date(now - KEEP_KEYS).toISOString().replace(/[:.]/g, '-');
  const stale = copies.slice(0, -1).filter((name) => name < `keys-${oldest}`);
  for (const name of stale) rmSync(join(folder, name), { recursive: true });
  return stale.length;
}

/** Puts a backup where no record is: the log of the chosen date, and the newest keys. */
export async function restore(configuration: Configuration, options: Options): Promise<string> {
  const keys = keyFolder(configuration);
  const haveKeys = existsSync(keys) && readdirSync(keys).length > 0;
  const from = options['keys'];
  if (!haveKeys && from === undefined)
    throw new OrderRefused('There are no keys here: name the newest copy of them with --keys <folder>.');
  if (haveKeys && from !== undefined)
    throw new OrderRefused(`There are keys in ${keys} already. Move them away first, or leave out --keys to use them.`);
  const report = await restoreSqliteLog(options['log'] ?? '', logFolderOf(configuration));
  if (from !== undefined) await backupKeyVault(from, keys);
  // They may know events that the restored record does not: they are filled anew at the next start.
  rmSync(readModelFolder(configuration), { recursive: true, force: true });
  const lost =
    report.recordedBefore !== undefined && report.recordedBefore > report.events
      ? `\nThe record that stood here before had ${count(report.recordedBefore)}: those after ${report.events} are not in this backup.`
      : '';
  return `${count(report.events)} restored, each checked. Chain hash: ${report.chain}${lost}`;
}

/** The folder of a log that is a file of ours. Throws `OrderRefused` for one in an event store. */
function logFolderOf({ log }: Configuration): string {
  if (log.engine === 'sqlite') return log.folder;
  throw new OrderRefused('The log is in an event store, which has its own ways to be checked, backed up and restored.');
}

/** Wraps every key under a new master key. The server must be stopped. */
export async function rotate(configuration: Configuration): Promise<string> {
  const { masterKey, masterKeyFile } = configuration;
  if (masterKeyFile === undefined)
    throw new OrderRefused(
      'The master key comes from the environment. Put it into a file of mode 0600 and name that with MASTER_KEY_FILE, so that the new one can be written there.',
    );
  const fresh = `${masterKeyFile}.new`;
  // The new key is on the disk before anything is wrapped with it, and takes the old one's place only afterwards.
  if (!existsSync(fresh)) writeFileSync(fresh, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const newKey = Buffer.from(readFileSync(fresh, 'utf8').trim(), 'base64');
  const wrapped = await rotateMasterKey(keyFolder(configuration), masterKey, newKey);
  renameSync(masterKeyFile, `${masterKeyFile}.old`);
  renameSync(fresh, masterKeyFile);
  return `${wrapped.toLocaleString('en-GB')} keys are wrapped under a new master key, in ${masterKeyFile}.\nThe old one is kept as ${masterKeyFile}.old: destroy it once every backup of the keys was made anew.`;
}
