/** The alarm clock in a SQLite file of its own: the default, for one process on one machine. */
export { openSqliteReminderQueue, type SqliteReminderQueueOptions } from './sqlite-reminder-queue';
