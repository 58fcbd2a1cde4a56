import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyVaultContract } from '@minutebook/key-vault-contract';
import { openSqliteKeyVault } from '.';

keyVaultContract('The SQLite key vault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-vault-'));
  const masterKey = randomBytes(32);
  const first = await openSqliteKeyVault(folder, masterKey);
  let vault = first;
  return {
    vault: first,
    async reopen() {
      await vault.close();
      return (vault = await openSqliteKeyVault(folder, masterKey));
    },
    async dispose() {
      await vault.close();
      rmSync(folder, { recursive: true });
    },
  };
});
