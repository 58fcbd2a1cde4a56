/** The door for domains: pure types and arithmetic, without Nest, Node or any clock. */
export * from './calendar/bank-holidays';
export * from './calendar/calendar-sums';
export * from './calendar/local-date';
export * from './calendar/timescale';
export * from './calendar/working-days';
export * from './event-sourcing/decider';
export * from './event-sourcing/due-facts';
export * from './event-sourcing/event';
export * from './event-sourcing/record-keeping';
export * from './event-sourcing/sentence-book';
export * from './event-sourcing/text';
export * from './identity/actor';
export * from './identity/grants';
export * from './identity/ids';
export * from './identity/roles';
export * from './rag/rag-schemes';
