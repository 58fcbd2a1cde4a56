import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { VaultUnavailable, WrongMasterKey } from '@minutebook/kernel/recording';
import type { Configuration } from '../configuration';
import { takeDataFolder } from '../data-folder';
import { Progress } from '../progress';
import { backupLog, restoreLog, verifyLogAt } from '../record/log-backup';
import type { LogPlace } from '../record/log-place';
import { readModelFolder } from '../record/record';
import {
  backupVault,
  holdsKeys,
  proveCopy,
  restoreVault,
  rotateVault,
  vaultName,
  type VaultPlace,
} from '../record/vault-place';
import { OrderRefused } from './control-socket';

/** Copies of keys are kept this long: a destroyed key must not live on in old backups. In ms. */
const KEEP_KEYS = 30 * 24 * 60 * 60 * 1000;

type Options = Readonly<Record<string, string>>;

const count = (events: number): string => `${events.toLocaleString('en-GB')} ${events === 1 ? 'event' : 'events'}`;

/** What a check of the whole log proves. */
const WHOLE: Readonly<Record<LogPlace['engine'], string>> = {
  sqlite: 'each as it was written.',
  eventstoredb:
    'each stream in order and without a gap. An event store keeps no digests of ours: hold the chain hash against one that you noted before.',
};

/** Checks every event of the record, also while the server runs. Throws `OrderRefused` where it is not whole. */
export async function verifyLog(configuration: Configuration): Promise<string> {
  const report = await withProgress('Checking', (tell) => verifyLogAt(configuration.log, tell));
  if (report.intact)
    return [
      `The record is whole: ${count(report.events)}, ${WHOLE[configuration.log.engine]}`,
      `Chain hash at the last: ${report.chain}`,
    ].join('\n');
  const [first] = report.problems;
  const found = report.problems.map(({ where, event, what }) => `  ${where}${event ? ` (${event})` : ''}: ${what}`);
  throw new OrderRefused(
    `The record is NOT whole. The first fault is at ${first?.where ?? 'an unknown place'}.\n${found.join('\n')}`,
  );
}

/** Copies the record, then its keys, to two places, also while the server runs; the master key is never copied. */
export async function backup(configuration: Configuration, options: Options, now: number): Promise<string> {
  const { dataDir } = configuration;
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const logTo = join(options['log-to'] ?? `${dataDir}-backups`, `log-${stamp}`);
  const keysTo = options['keys-to'] ?? `${dataDir}-key-backups`;
  if (logTo.startsWith(join(keysTo, '/')) || keysTo === options['log-to'])
    throw new OrderRefused('Keep the record and its keys in two places: --log-to and --keys-to must differ.');
  // The log first: every key that it needs is in the vault by then, so the later copy of the vault serves it.
  const report = await withProgress('Copying', (tell) => backupLog(configuration.log, logTo, tell));
  await backupVault(configuration.vault, join(keysTo, `keys-${stamp}`));
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

/**
 * Puts a backup where no record is: the log of the chosen date, and the newest keys; or one of them, where the other is there.
 * The server must be stopped.
 */
export async function restore(configuration: Configuration, options: Options): Promise<string> {
  const { dataDir } = configuration;
  const { log, keys } = options;
  if (log === undefined && keys === undefined)
    throw new OrderRefused('Name what is to be restored: --log <folder>, --keys <folder>, or both.');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = takeDataFolder(dataDir);
  try {
    await assertKeysFit(configuration, keys);
    const said = log === undefined ? [] : [await restoredLog(configuration, log)];
    if (keys !== undefined) said.push(await restoredKeys(configuration, keys, log !== undefined));
    // They may know events that the restored record does not, or show texts as removed whose keys are back: they are filled
    // anew at the next start.
    rmSync(readModelFolder(configuration), { recursive: true, force: true });
    return said.join('\n');
  } finally {
    folder.close();
  }
}

/** Before anything is written: there are keys afterwards, of one vault, and the master key opens them. */
async function assertKeysFit({ vault, masterKey }: Configuration, copy: string | undefined): Promise<void> {
  const haveKeys = await holdsKeys(vault);
  if (!haveKeys && copy === undefined)
    throw new OrderRefused(
      `There are no keys in ${vaultName(vault)}: name the newest copy of them with --keys <folder>.`,
    );
  if (haveKeys && copy !== undefined) throw new OrderRefused(KEYS_THERE[vault.engine](vaultName(vault)));
  if (copy !== undefined) await proveCopy(copy, masterKey);
}

const KEYS_THERE: Readonly<Record<VaultPlace['engine'], (name: string) => string>> = {
  sqlite: (name) => `There are keys in ${name} already. Move them away first, or leave out --keys to use them.`,
  redis: (name) =>
    `There are keys in ${name} already. Leave out --keys to use them, or choose another KEY_VAULT_PREFIX, under which there are none.`,
};

async function restoredLog(configuration: Configuration, copy: string): Promise<string> {
  const report = await withProgress('Copying', (tell) => restoreLog(copy, configuration.log, tell));
  const lost =
    report.recordedBefore !== undefined && report.recordedBefore > report.events
      ? `\nThe record that stood here before had ${count(report.recordedBefore)}: those after ${report.events} are not in this backup.`
      : '';
  return `${count(report.events)} restored, each checked. Chain hash: ${report.chain}${lost}`;
}

async function restoredKeys({ vault }: Configuration, copy: string, logIsRestored: boolean): Promise<string> {
  try {
    await restoreVault(copy, vault);
    return `The keys were put into ${vaultName(vault)}.`;
  } catch (error) {
    if (!logIsRestored || !(error instanceof VaultUnavailable)) throw error;
    throw new OrderRefused(
      `The log is restored, the keys are not: ${error.message}. Give the command again without --log: npm run restore -- --keys ${copy}`,
    );
  }
}

/** Says on the console up to which record something has come, and of how many where that is known. */
async function withProgress<T>(
  what: 'Checking' | 'Copying',
  work: (tell: (recordNumber: number, of?: number) => void) => Promise<T>,
): Promise<T> {
  const progress = new Progress();
  try {
    return await work((at, of) => {
      const end = of === undefined ? '' : ` of ${of.toLocaleString('en-GB')}`;
      progress.say(`${what}: record ${at.toLocaleString('en-GB')}${end}`);
    });
  } finally {
    progress.end();
  }
}

/** Wraps every key under a new master key. The server must be stopped. */
export async function rotate(configuration: Configuration): Promise<string> {
  const { masterKey, masterKeyFile, vault } = configuration;
  if (masterKeyFile === undefined)
    throw new OrderRefused(
      'The master key comes from the environment. Put it into a file of mode 0600 and name that with MASTER_KEY_FILE, so that the new one can be written there.',
    );
  const fresh = `${masterKeyFile}.new`;
  // The new key is on the disk before anything is wrapped with it, and takes the old one's place only afterwards.
  if (!existsSync(fresh)) writeFileSync(fresh, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const newKey = Buffer.from(readFileSync(fresh, 'utf8').trim(), 'base64');
  const wrapped = await rotateVault(vault, masterKey, newKey).catch((error: unknown) => {
    // Where the same command was cut short after all keys were wrapped anew, only the new one opens them.
    if (error instanceof WrongMasterKey) return rotateVault(vault, newKey, newKey);
    throw error;
  });
  // At no moment is there no master key: where one is missing, a new one would be made.
  copyFileSync(masterKeyFile, `${masterKeyFile}.old`);
  renameSync(fresh, masterKeyFile);
  return `${wrapped.toLocaleString('en-GB')} keys are wrapped under a new master key, in ${masterKeyFile}.\nThe old one is kept as ${masterKeyFile}.old: destroy it once every backup of the keys was made anew.`;
}
