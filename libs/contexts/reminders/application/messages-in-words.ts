/** How messages are said, for pages that show them as the audit trail does. */
export { FATES, FAULTS, RULES, UNDELIVERED, whyInWords } from '../domain/message-in-words';
