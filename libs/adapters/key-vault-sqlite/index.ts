/** The key vault on a SQLite file of its own: the default, for one writer on one machine. */
export { rotateMasterKey } from './master-key-rotation';
export { openSqliteKeyVault, openSqliteKeyVaultReadOnly } from './sqlite-key-vault';
export { backupKeyVault, exportKeyVault, writeKeyVault } from './vault-backup';
