/** Mail that is kept to be looked at and never sent: for the demonstration, and for specs. */
export { MAX_KEPT_MAILS, openOutbox, Outbox, type OutboxMail } from './outbox';
