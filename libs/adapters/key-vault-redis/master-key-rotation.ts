import { randomUUID } from 'node:crypto';
import { KeyWrap, proofOf, VaultUnavailable } from '@minutebook/kernel/recording';
import { VAULT_TIMING, type VaultTiming } from './connection';
import { openVault, type RedisKeyVault } from './redis-key-vault';
import type { RedisVaultPlace } from './vault-address';
import { BEGIN_ROTATION, END_ROTATION, ROTATE_PAGE, runScript, type Script } from './vault-keys';
import { entriesOf } from './vault-copies';

/**
 * Wraps all keys anew, from the old master key to the new one, beside the old ones, and then takes their place in one step:
 * after a crash the vault opens with the old master key or with the new one, wholly. Somebody who stores or destroys a key
 * meanwhile ends it, with nothing changed. Afterwards nothing that the old master key opens is in the files of Redis. Answers
 * how many keys were wrapped anew.
 *
 * Fails with `WrongMasterKey` where the old master key is not the vault's, `VaultUnavailable`.
 */
export async function rotateMasterKeyInRedis(
  place: RedisVaultPlace,
  oldKey: Uint8Array,
  newKey: Uint8Array,
  timing: VaultTiming = VAULT_TIMING,
): Promise<number> {
  const wrap = new KeyWrap(newKey);
  const vault = await openVault(place, oldKey, false, timing);
  try {
    const token = randomUUID();
    await step(vault, BEGIN_ROTATION, [vault.generation, token]);
    const rewrapped = await rewrapAll(vault, wrap, token);
    const [, removals] = await step(vault, END_ROTATION, [token, proofOf(wrap)]);
    await vault.vanish(Number(removals), 0);
    return rewrapped;
  } finally {
    await vault.close();
  }
}

async function rewrapAll(vault: RedisKeyVault, to: KeyWrap, token: string): Promise<number> {
  const rewrapped = new Set<string>();
  for await (const page of entriesOf(vault.connection.ask, vault.keys)) {
    const held = page.filter(({ wrapped }) => wrapped !== undefined);
    const opened = vault.wrap.unwrap(held.map(({ wrapped }) => wrapped as Buffer)).map((key, index) => {
      if (key === undefined) throw new VaultUnavailable(`The key ${held[index]?.id} is damaged`);
      return key;
    });
    const wrapped = to.wrap(opened);
    const fresh = new Map(held.map(({ id }, index) => [id, wrapped[index] as Buffer]));
    for (const id of fresh.keys()) rewrapped.add(id);
    await step(vault, ROTATE_PAGE, [token, ...page.flatMap(({ id }) => [id, fresh.get(id) ?? ''])]);
  }
  return rewrapped.size;
}

async function step(
  { connection, keys }: RedisKeyVault,
  script: Script,
  args: readonly (string | Buffer)[],
): Promise<readonly (Buffer | null)[]> {
  const answer = await connection.ask((client) => runScript(client, script, keys, args));
  if (/^(changed|disturbed)$/.test(answer[0]?.toString() ?? ''))
    throw new VaultUnavailable(
      'The master key was not changed, because a Minutebook worked with the keys meanwhile. Stop every one that uses this key vault, and give the same command again',
    );
  return answer;
}
