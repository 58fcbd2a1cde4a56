/** The door of reminders: what contexts register, and what is known of the mails about a record. */
export { ReminderKinds, type ReminderKind } from './application/reminder-kinds';
export type { ReminderRule } from './domain/reminder.events';
export { ChaseQuery, type Chase, type ChaseMessage } from './read-models/chase.query';
export { RemindersModule } from './reminders.module';
