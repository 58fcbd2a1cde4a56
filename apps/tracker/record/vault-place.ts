import { existsSync, readdirSync } from 'node:fs';
import {
  checkVaultAddress,
  exportKeysFromRedis,
  holdsKeysInRedis,
  importKeysIntoRedis,
  openRedisKeyVault,
  openRedisKeyVaultReadOnly,
  rotateMasterKeyInRedis,
  VaultAddressFault,
  vaultName as redisVaultName,
} from '@minutebook/key-vault-redis';
import {
  backupKeyVault,
  exportKeyVault,
  openSqliteKeyVault,
  openSqliteKeyVaultReadOnly,
  rotateMasterKey,
  writeKeyVault,
} from '@minutebook/key-vault-sqlite';
import type { KeyVault, ReadableKeyVault } from '@minutebook/kernel/recording';
import { ConfigurationFault } from '../configuration-fault';

/** Where the keys of sealed texts lie. The address of a Redis is a secret. */
export type VaultPlace =
  | { readonly engine: 'sqlite'; readonly folder: string }
  | { readonly engine: 'redis'; readonly url: string; readonly prefix: string };

/**
 * Reads `KEY_VAULT_URL` and the prefix of the keys. Throws `ConfigurationFault`, whose message repeats no secret.
 *
 * @param prefix of `KEY_VAULT_PREFIX`, or else of the log's streams
 */
export function vaultPlaceFrom(url: string, prefix: string | undefined): VaultPlace {
  if (prefix === undefined || prefix === '')
    throw new ConfigurationFault(
      'KEY_VAULT_PREFIX must be set where the keys are in a Redis and EVENT_LOG_PREFIX does not name the council: its keys are told by that there',
    );
  try {
    checkVaultAddress({ url, prefix });
  } catch (error) {
    if (error instanceof VaultAddressFault) throw new ConfigurationFault(`KEY_VAULT_URL: ${error.message}`);
    throw error;
  }
  return { engine: 'redis', url, prefix };
}

/**
 * Opens the keys to use them.
 *
 * @param mayBegin whether a Redis that has none gets a new vault: one that is empty by mistake would show every text as removed
 */
export async function openVault(place: VaultPlace, masterKey: Uint8Array, mayBegin: boolean): Promise<KeyVault> {
  return place.engine === 'sqlite'
    ? openSqliteKeyVault(place.folder, masterKey)
    : openRedisKeyVault(place, masterKey, mayBegin);
}

/** Opens the keys to read them, beside whoever uses them. */
export async function openVaultReadOnly(place: VaultPlace, masterKey: Uint8Array): Promise<ReadableKeyVault> {
  return place.engine === 'sqlite'
    ? openSqliteKeyVaultReadOnly(place.folder, masterKey)
    : openRedisKeyVaultReadOnly(place, masterKey);
}

/** How messages call the vault: without the secrets of its address. */
export function vaultName(place: VaultPlace): string {
  return place.engine === 'sqlite' ? place.folder : redisVaultName(place);
}

export async function holdsKeys(place: VaultPlace): Promise<boolean> {
  return place.engine === 'sqlite'
    ? existsSync(place.folder) && readdirSync(place.folder).length > 0
    : holdsKeysInRedis(place);
}

/** Copies the keys into a folder, wrapped as they are: a SQLite vault, whatever the vault is. */
export async function backupVault(place: VaultPlace, target: string): Promise<void> {
  await (place.engine === 'sqlite'
    ? backupKeyVault(place.folder, target)
    : exportKeysFromRedis(place, (keys) => writeKeyVault(target, keys)));
}

/** Whether a master key opens a copy. Throws `WrongMasterKey` where it does not, `VaultUnavailable` where there is no copy. */
export async function proveCopy(copy: string, masterKey: Uint8Array): Promise<void> {
  await (await openSqliteKeyVaultReadOnly(copy, masterKey)).close();
}

/** Puts the keys of a copy where none are: nothing is overwritten. */
export async function restoreVault(copy: string, place: VaultPlace): Promise<void> {
  await (place.engine === 'sqlite'
    ? backupKeyVault(copy, place.folder)
    : exportKeyVault(copy, (keys) => importKeysIntoRedis(place, keys)));
}

/** Wraps every key under another master key. Answers how many there are. */
export async function rotateVault(place: VaultPlace, oldKey: Uint8Array, newKey: Uint8Array): Promise<number> {
  return place.engine === 'sqlite'
    ? rotateMasterKey(place.folder, oldKey, newKey)
    : rotateMasterKeyInRedis(place, oldKey, newKey);
}
