/** What every key vault must do alike, as tests that an adapter runs by one line. */
export { keyVaultContract, type MakeVault, type VaultUnderTest } from './key-vault-contract';
