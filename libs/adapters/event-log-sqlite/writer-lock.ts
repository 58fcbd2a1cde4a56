import { FolderInUse, takeFolderLock } from '@minutebook/sqlite';
import { LogUnavailable } from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';

/** Another process writes to this record already. */
export class LogLocked extends LogUnavailable {
  constructor(folder: string, options?: ErrorOptions) {
    super(
      false,
      `The record in ${folder} is in use: another Minutebook is running on it, and only one may write. Stop that one first`,
      options,
    );
    this.name = 'LogLocked';
  }
}

/** Makes this process the one writer of a record until it closes what it is given. Throws `LogLocked`. */
export function takeWriterLock(folder: string): SqlDatabase {
  try {
    return takeFolderLock(folder);
  } catch (error) {
    throw error instanceof FolderInUse ? new LogLocked(folder, { cause: error }) : error;
  }
}
