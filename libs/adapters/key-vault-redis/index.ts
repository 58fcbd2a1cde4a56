/** The key vault on a Redis of its own: for several nodes that serve one record. */
export { checkVaultAddress, vaultName, VaultAddressFault, type RedisVaultPlace } from './vault-address';
export { VaultSettingsFault } from './server-checks';
export { openRedisKeyVault, openRedisKeyVaultReadOnly } from './redis-key-vault';
export { rotateMasterKeyInRedis } from './master-key-rotation';
export { exportKeysFromRedis, holdsKeysInRedis, importKeysIntoRedis } from './vault-copies';
export { VAULT_TIMING, type VaultTiming } from './connection';
