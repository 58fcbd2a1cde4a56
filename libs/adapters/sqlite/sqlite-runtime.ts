import { createRequire } from 'node:module';
import type { SqlDatabase } from '@minutebook/kernel/read-models';

/** What a runtime's connection offers beyond the kernel's `SqlDatabase`. */
export interface SqliteConnection extends SqlDatabase {
  /** Missing in older runtimes, which have no defensive mode. */
  enableDefensive?(active: boolean): void;
}

interface SqliteModule {
  readonly DatabaseSync: new (file: string, options: { readonly readOnly: boolean }) => SqliteConnection;
}

/**
 * The runtime's own SQLite (Node 22.13 and later), else the package that has the same interface. When Node 20 is
 * dropped, the second half goes.
 */
export function loadSqlite(): SqliteModule {
  const own = quietly(() => process.getBuiltinModule('node:sqlite'));
  return isSqliteModule(own) ? own : (createRequire(__filename)('@photostructure/sqlite') as SqliteModule);
}

function isSqliteModule(loaded: unknown): loaded is SqliteModule {
  return typeof loaded === 'object' && loaded !== null && 'DatabaseSync' in loaded;
}

/** Node announces on standard error that `node:sqlite` is young; whoever starts the server can do nothing with that. */
function quietly<T>(load: () => T): T {
  const emitWarning = process.emitWarning.bind(process);
  const unlessAboutSqlite = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('SQLite is an experimental feature'))
      Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  process.emitWarning = unlessAboutSqlite;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
