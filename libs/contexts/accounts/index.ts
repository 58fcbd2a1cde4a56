/** The door of accounts: who may sign in, what roles may do, sessions and tokens. */
export * from './access.guard';
export * from './account';
export * from './accounts.module';
export * from './api-tokens';
export * from './command-requests';
export * from './identity';
export * from './permissions';
export * from './request-session';
export * from './sessions';
