import { randomBytes } from 'node:crypto';
import { keyVaultContract } from '@minutebook/key-vault-contract';
import { openRedisKeyVault } from '.';
import { VaultRedis } from './redis-vault.fixture';

let redis: VaultRedis;
let deployments = 0;

beforeAll(async () => {
  redis = await VaultRedis.start();
});
afterAll(() => redis.stop());

keyVaultContract('The Redis key vault', async () => {
  deployments += 1;
  const place = redis.place(`contract-${deployments}`);
  const masterKey = randomBytes(32);
  const first = await openRedisKeyVault(place, masterKey, true);
  let vault = first;
  return {
    vault: first,
    async reopen() {
      await vault.close();
      return (vault = await openRedisKeyVault(place, masterKey, false));
    },
    async dispose() {
      await vault.close();
    },
  };
});
