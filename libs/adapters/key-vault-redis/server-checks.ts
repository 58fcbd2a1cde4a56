import { ReplyError, type Redis } from 'ioredis';
import { VaultAway, VaultUnavailable } from '@minutebook/kernel/recording';
import { KEYS_BEGIN } from './vault-keys';

/** The Redis is not fit to keep keys; the message names each setting and what it must be. */
export class VaultSettingsFault extends VaultUnavailable {
  constructor(message: string) {
    super(message);
    this.name = 'VaultSettingsFault';
  }
}

/** What each setting must be, and why: said to whoever runs the Redis. */
const SETTINGS = [
  ['appendonly', 'yes', 'keys must outlive a restart'],
  ['appendfsync', 'always', 'a key must be on the disk before Redis answers'],
  ['no-appendfsync-on-rewrite', 'no', 'also while the file is rewritten'],
  ['maxmemory-policy', 'noeviction', 'no key may be given up for want of memory'],
  ['save', '', 'a destroyed key would live on in an RDB file'],
  ['aof-disable-auto-gc', 'no', 'a destroyed key would live on in old append-only files'],
] as const;

const OLDEST = [6, 2] as const;

/**
 * Looks whether a Redis may keep keys: durable when it answers, nothing evicted, nothing kept of what was destroyed, and
 * nobody else's. Throws `VaultSettingsFault`, or what asking throws.
 */
export async function checkServer(client: Redis, name: string): Promise<void> {
  const info = await infoOf(client);
  checkKind(info, name);
  const faults: string[] = [];
  for (const [setting, wanted, why] of SETTINGS) {
    const value = await settingOf(client, setting, name);
    if (value !== undefined && value !== wanted)
      faults.push(`${setting} is "${value}" and must be "${wanted}" (${why})`);
  }
  if (faults.length === 0 && info.get('aof_enabled') !== '1')
    faults.push('aof_enabled is 0: appendonly is set, and not at work');
  if (faults.length > 0) throw new VaultSettingsFault(`${upper(name)} cannot keep keys: ${faults.join('; ')}`);
  await checkOwn(client, info, name);
}

/** `INFO`, by the names of its fields. */
export async function infoOf(client: Redis): Promise<ReadonlyMap<string, string>> {
  const lines = (await client.info()).split('\r\n').filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

function checkKind(info: ReadonlyMap<string, string>, name: string): void {
  const version = info.get('redis_version') ?? 'unknown';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (!(major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])))
    throw new VaultSettingsFault(`${upper(name)} is version ${version}; the key vault needs Redis 6.2 or newer`);
  if (info.get('cluster_enabled') === '1')
    throw new VaultSettingsFault(
      `${upper(name)} is part of a Redis Cluster, which may lose what it acknowledged when a node fails: the key vault needs a Redis of its own (cluster-enabled no)`,
    );
  // After a failover it may be this one's turn.
  if (info.get('role') !== 'master')
    throw new VaultAway(`${upper(name)} is a replica (replicaof): keys are written to the primary only`);
}

async function settingOf(client: Redis, setting: string, name: string): Promise<string | undefined> {
  try {
    const [, value] = await client.config('GET', setting);
    return value;
  } catch (error) {
    if (!(error instanceof ReplyError) || /^(LOADING|BUSY|NOAUTH)/.test((error as Error).message)) throw error;
    throw new VaultSettingsFault(
      `${upper(name)} does not let its settings be read (CONFIG GET ${setting}): nobody could know whether a key is on the disk when it answers. Allow it to our user (+config|get)`,
    );
  }
}

/** Never the queue's Redis: what runs there may be evicted, flushed or copied by other rules. */
async function checkOwn(client: Redis, info: ReadonlyMap<string, string>, name: string): Promise<void> {
  const isForeign = [...info.keys()].some((field) => /^db[1-9]\d*$/.test(field)) || (await holdsForeignKeys(client));
  if (isForeign)
    throw new VaultSettingsFault(
      `${upper(name)} holds other things than our keys: the key vault needs a Redis of its own, never that of the queue`,
    );
}

async function holdsForeignKeys(client: Redis): Promise<boolean> {
  let cursor = '0';
  do {
    const [next, keys] = await client.scan(cursor, 'COUNT', 1_000);
    if (keys.some((key) => !key.startsWith(KEYS_BEGIN))) return true;
    cursor = next;
  } while (cursor !== '0');
  return false;
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
