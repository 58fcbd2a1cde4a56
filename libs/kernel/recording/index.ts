/** The door for handlers, adapters and applications: ports, sealing, and the one place that appends events. */
export * from './append-rules';
export { canonicalJson, NotJson } from './canonical-json';
export * from './clock';
export * from './clocks';
export * from './command-request';
export * from './command-runner';
export * from './digest';
export * from './event-log';
export * from './key-vault';
export * from './key-wrap';
export * from './mailer';
export * from './public-address';
export * from './reminder-queue';
export * from './sealing';
export * from './text-limits';
export * from './tokens';
export * from './uuid';
