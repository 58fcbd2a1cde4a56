/** The event log on one SQLite file: the default, for one writer on one machine. */
export { backupSqliteLog, restoreSqliteLog, type BackupReport, type RestoreReport } from './backup';
export { openSqliteEventLogReadOnly, type ReadableEventLog } from './read-only-log';
export { openSqliteEventLog } from './sqlite-event-log';
export { verifySqliteLog, type LogProblem, type LogReport } from './verify-log';
export { LogLocked } from './writer-lock';
