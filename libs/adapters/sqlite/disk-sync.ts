import { closeSync, fsyncSync, openSync } from 'node:fs';

/**
 * Writes a file's content through to the disk. Never for a SQLite file that this process has open: closing the
 * descriptor would drop SQLite's locks on it.
 */
export function syncFileToDisk(path: string): void {
  sync(path, 'r+');
}

/** Writes a folder's list of files through to the disk. Windows knows no such thing and does it by itself. */
export function syncFolderToDisk(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r');
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
