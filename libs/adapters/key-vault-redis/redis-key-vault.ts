import type { Redis } from 'ioredis';
import {
  assertKey,
  KeyDestroyed,
  KeyWrap,
  proofOf,
  VaultUnavailable,
  WrongMasterKey,
  type DataKey,
  type KeyVault,
  type ReadableKeyVault,
} from '@minutebook/kernel/recording';
import { VAULT_TIMING, VaultConnection, type VaultTiming } from './connection';
import { FileRewrites } from './file-rewrites';
import { checkServer } from './server-checks';
import { vaultName, type RedisVaultPlace } from './vault-address';
import {
  BEGIN,
  DESTROY,
  FORMAT_VERSION,
  PUT,
  runScript,
  TAKE_UP,
  VANISHED,
  vaultKeysOf,
  type Script,
  type VaultKeys,
} from './vault-keys';

/** So many keys are asked for at once: others are served in between. */
const PAGE = 1_000;

/**
 * Opens the key vault of a deployment in a Redis.
 *
 * @param masterKey 32 bytes; it is kept in memory only
 * @param mayBegin whether a new vault is made where there is none: not where the record knows of keys already
 *
 * Fails with `VaultAway` (not there now), `VaultSettingsFault` (not fit to keep keys), `WrongMasterKey`, `VaultUnavailable`
 * (no keys there, of a newer format, or refused).
 */
export async function openRedisKeyVault(
  place: RedisVaultPlace,
  masterKey: Uint8Array,
  mayBegin: boolean,
  timing: VaultTiming = VAULT_TIMING,
): Promise<KeyVault> {
  const vault = await openVault(place, masterKey, mayBegin, timing);
  try {
    await vault.takeUp();
    return vault;
  } catch (error) {
    await vault.close();
    throw error;
  }
}

/** Opens the key vault to read, in a worker thread or another process. */
export async function openRedisKeyVaultReadOnly(
  place: RedisVaultPlace,
  masterKey: Uint8Array,
  timing: VaultTiming = VAULT_TIMING,
): Promise<ReadableKeyVault> {
  return openVault(place, masterKey, false, timing);
}

/** For those who work on the vault as a whole: the same, open. */
export async function openVault(
  place: RedisVaultPlace,
  masterKey: Uint8Array,
  mayBegin: boolean,
  timing: VaultTiming,
): Promise<RedisKeyVault> {
  const wrap = new KeyWrap(masterKey);
  const connection = new VaultConnection(place, timing, checkServer);
  try {
    const generation = await prove(connection, place, wrap, mayBegin);
    return new RedisKeyVault(place, connection, wrap, generation, timing);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The generation of the master key, which is proven by what the vault keeps for that. */
async function prove(
  { ask }: VaultConnection,
  place: RedisVaultPlace,
  wrap: KeyWrap,
  mayBegin: boolean,
): Promise<string> {
  const keys = vaultKeysOf(place.prefix);
  const begin = [FORMAT_VERSION, proofOf(wrap), mayBegin ? 1 : 0];
  const [format, generation, proof] = await ask((client) => runScript(client, BEGIN, keys, begin));
  if (format?.toString() === 'none') throw noKeys(place);
  if (!(Number(format) <= FORMAT_VERSION))
    throw new VaultUnavailable(
      `The keys in ${vaultName(place)} were written by a newer Minutebook (format ${String(format)}; this one knows ${FORMAT_VERSION})`,
    );
  if (!generation || !proof || wrap.unwrap([proof])[0] === undefined) throw new WrongMasterKey(vaultName(place));
  return generation.toString();
}

export class RedisKeyVault implements KeyVault {
  readonly keys: VaultKeys;
  private readonly rewrites: FileRewrites;

  constructor(
    readonly place: RedisVaultPlace,
    readonly connection: VaultConnection,
    readonly wrap: KeyWrap,
    readonly generation: string,
    timing: VaultTiming,
  ) {
    this.keys = vaultKeysOf(place.prefix);
    this.rewrites = new FileRewrites(connection.ask, timing, connection.name);
  }

  async put(keys: ReadonlyMap<string, DataKey>): Promise<ReadonlyMap<string, DataKey>> {
    if (keys.size === 0) return new Map();
    for (const [id, key] of keys) assertKey(id, key);
    const given = new Map<string, DataKey>([...keys].map(([id, key]) => [id, Buffer.from(key)]));
    const wrapped = this.wrap.wrap([...given.values()]);
    const args = [...given.keys()].flatMap((id, index) => [id, wrapped[index] as Buffer]);
    const [outcome, ...answer] = await this.run(PUT, args);
    if (outcome?.toString() === 'destroyed') throw new KeyDestroyed(String(answer[0]));
    const held: [string, Buffer][] = [];
    for (let at = 0; at < answer.length; at += 2) held.push([String(answer[at]), answer[at + 1] as Buffer]);
    for (const [id, key] of await this.open(held)) given.set(id, key);
    return given;
  }

  async get(keyIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const found = new Map<string, DataKey>();
    for (let start = 0; start < Math.max(keyIds.length, 1); start += PAGE) {
      const ids = keyIds.slice(start, start + PAGE);
      const [generation, values] = await this.connection.ask((client) => this.read(client, ids));
      if (generation !== this.generation) throw await this.changed();
      const held = ids.flatMap((id, index): [string, Buffer][] => {
        const wrapped = values[index];
        return wrapped && wrapped.length > 0 ? [[id, wrapped]] : [];
      });
      for (const [id, key] of await this.open(held)) found.set(id, key);
    }
    return found;
  }

  async destroy(keyIds: readonly string[]): Promise<void> {
    if (keyIds.length === 0) return;
    const [, removals, vanished] = await this.run(DESTROY, keyIds);
    await this.vanish(Number(removals), Number(vanished));
  }

  async close(): Promise<void> {
    this.connection.close();
  }

  /** Ends what was left half done: a rotation is given up, and what was removed vanishes from the files. */
  async takeUp(): Promise<void> {
    const [removals, vanished] = await this.run(TAKE_UP, []);
    await this.vanish(Number(removals), Number(vanished));
  }

  /** Answers once what was removed, up to this count, is in no file any more. */
  async vanish(removals: number, vanished: number): Promise<void> {
    if (vanished >= removals) return;
    await this.rewrites.finished();
    await this.connection.ask((client) => runScript(client, VANISHED, this.keys, [removals]));
  }

  /** Both together, so that keys that are gone for another reason than being destroyed are not taken for that. */
  private async read(client: Redis, ids: readonly string[]): Promise<[string | undefined, (Buffer | null)[]]> {
    const [generation, values] = await Promise.all([
      client.hget(this.keys.master, 'generation'),
      ids.length === 0 ? [] : client.hmgetBuffer(this.keys.keys, ...ids),
    ]);
    return [generation ?? undefined, values];
  }

  private async run(script: Script, args: readonly (string | Buffer)[]): Promise<readonly (Buffer | null)[]> {
    const answer = await this.connection.ask((client) =>
      runScript(client, script, this.keys, [this.generation, ...args]),
    );
    if (answer[0]?.toString() === 'changed') throw await this.changed();
    return answer;
  }

  private async open(held: readonly (readonly [string, Buffer])[]): Promise<[string, DataKey][]> {
    const keys = this.wrap.unwrap(held.map(([, wrapped]) => wrapped));
    return held.map(([id], index) => {
      const key = keys[index];
      if (key === undefined)
        throw new VaultUnavailable(`The key ${id} is damaged: restore the newest backup of the keys`);
      return [id, key];
    });
  }

  private async changed(): Promise<VaultUnavailable> {
    const isThere = await this.connection.ask((client) => client.exists(this.keys.master));
    return isThere === 1
      ? new VaultUnavailable('The master key has been changed. Start Minutebook again with the new one')
      : noKeys(this.place);
  }
}

function noKeys(place: RedisVaultPlace): VaultUnavailable {
  return new VaultUnavailable(
    `There are no keys in ${vaultName(place)}, though the record has events. Look at KEY_VAULT_URL and KEY_VAULT_PREFIX, or put the newest copy of the keys there: npm run restore -- --keys <folder>`,
  );
}
