/** Under these names the application hands out its choice of adapters. */
export const EVENT_LOG = Symbol('EventLog');
export const KEY_VAULT = Symbol('KeyVault');
export const CLOCK = Symbol('Clock');
export const SYSTEM_CLOCK = Symbol('SystemClock');
export const NEW_ID = Symbol('NewId');
export const MAILER = Symbol('Mailer');
export const REMINDER_QUEUE = Symbol('ReminderQueue');
