/** Read models as SQLite files on this node's own disk: derived from the log, and disposable. */
export * from './read-model-files';
