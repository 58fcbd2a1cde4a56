import { VaultUnavailable, type WrappedKey, type WrappedKeys } from '@minutebook/kernel/recording';
import { VAULT_TIMING, VaultConnection, type Ask, type VaultTiming } from './connection';
import { checkServer } from './server-checks';
import { vaultName, type RedisVaultPlace } from './vault-address';
import {
  BEGIN_IMPORT,
  END_IMPORT,
  FORMAT_VERSION,
  IMPORT_PAGE,
  runScript,
  vaultKeysOf,
  type VaultKeys,
} from './vault-keys';

const PAGE = 1_000;

/**
 * Gives all that the vault keeps to `take`, wrapped as it is, also while others go on writing: whatever was there before is in
 * it. It needs no master key.
 *
 * Throws `VaultUnavailable`, also where the master key was changed meanwhile: then part of it would open with neither.
 */
export async function exportKeysFromRedis(
  place: RedisVaultPlace,
  take: (keys: WrappedKeys) => Promise<void>,
  timing: VaultTiming = VAULT_TIMING,
): Promise<void> {
  await connected(place, timing, async (ask, keys) => {
    const proof = await proofIn(ask, keys);
    if (proof === undefined) throw new VaultUnavailable(`There are no keys in ${vaultName(place)}`);
    await take({ proof, pages: entriesUnder(proof, ask, keys) });
  });
}

/** Fails at its end where the master key is another one by then, so that whoever takes the keys does not keep them. */
async function* entriesUnder(proof: Buffer, ask: Ask, keys: VaultKeys): AsyncGenerator<readonly WrappedKey[]> {
  yield* entriesOf(ask, keys);
  if (!(await proofIn(ask, keys))?.equals(proof))
    throw new VaultUnavailable('The master key was changed while the keys were copied. Make the copy again');
}

/**
 * Fills a vault that is not there yet, in one step at the end: one that was cut short is begun again.
 *
 * Throws `VaultUnavailable`, also where there are keys already: nothing is overwritten.
 */
export async function importKeysIntoRedis(
  place: RedisVaultPlace,
  { proof, pages }: WrappedKeys,
  timing: VaultTiming = VAULT_TIMING,
): Promise<void> {
  await connected(place, timing, async (ask, keys) => {
    const run = (script: string, args: readonly (string | number | Buffer)[]) =>
      ask((client) => runScript(client, script, keys, args));
    const assertFree = ([outcome]: readonly (Buffer | null)[]): void => {
      if (outcome?.toString() === 'held')
        throw new VaultUnavailable(`There are keys in ${vaultName(place)} already. Nothing is overwritten`);
    };
    assertFree(await run(BEGIN_IMPORT, []));
    for await (const page of pages)
      if (page.length > 0)
        await run(
          IMPORT_PAGE,
          page.flatMap(({ id, wrapped }) => [id, wrapped ?? '']),
        );
    assertFree(await run(END_IMPORT, [FORMAT_VERSION, proof]));
  });
}

/** Whether there is a vault. Throws `VaultUnavailable`. */
export async function holdsKeysInRedis(place: RedisVaultPlace, timing: VaultTiming = VAULT_TIMING): Promise<boolean> {
  let held = false;
  await connected(place, timing, async (ask, { master, keys }) => {
    held = (await ask((client) => client.exists(master, keys))) > 0;
  });
  return held;
}

/** Every entry that is there from the beginning to the end. */
export async function* entriesOf(ask: Ask, { keys }: VaultKeys): AsyncGenerator<readonly WrappedKey[]> {
  let cursor = '0';
  do {
    const [next, fields] = await ask((client) => client.hscanBuffer(keys, cursor, 'COUNT', PAGE));
    const page: WrappedKey[] = [];
    for (let at = 0; at < fields.length; at += 2) {
      const wrapped = fields[at + 1] as Buffer;
      page.push({ id: String(fields[at]), wrapped: wrapped.length === 0 ? undefined : wrapped });
    }
    if (page.length > 0) yield page;
    cursor = next.toString();
  } while (cursor !== '0');
}

async function proofIn(ask: Ask, { master }: VaultKeys): Promise<Buffer | undefined> {
  return (await ask((client) => client.hgetBuffer(master, 'proof'))) ?? undefined;
}

async function connected(
  place: RedisVaultPlace,
  timing: VaultTiming,
  work: (ask: Ask, keys: VaultKeys) => Promise<void>,
): Promise<void> {
  const connection = new VaultConnection(place, timing, checkServer);
  try {
    await work(connection.ask, vaultKeysOf(place.prefix));
  } finally {
    connection.close();
  }
}
