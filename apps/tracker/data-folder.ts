import { FolderInUse, takeFolderLock } from '@minutebook/sqlite';
import { ConfigurationFault } from './configuration-fault';

/**
 * Takes the data folder for this process until it closes what it is given: read models and keys have one owner, also where
 * the log lies elsewhere and lets many write.
 *
 * Throws `ConfigurationFault`.
 */
export function takeDataFolder(dataDir: string): { close(): void } {
  try {
    return takeFolderLock(dataDir);
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    throw new ConfigurationFault(
      `Another Minutebook works in the data folder ${dataDir}, or has not finished starting. Wait for it or stop it, or name another DATA_DIR.`,
    );
  }
}
