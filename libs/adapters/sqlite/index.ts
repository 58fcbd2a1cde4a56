/** Opens SQLite files for the other adapters, on whichever SQLite the runtime brings. */
export * from './copy-database';
export * from './disk-sync';
export * from './folder-lock';
export * from './group-commit';
export * from './open-database';
export * from './sqlite-errors';
