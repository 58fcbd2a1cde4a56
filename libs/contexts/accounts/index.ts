/** The door of accounts: who may sign in, what roles may do, sessions and tokens. */
export * from './application/access.guard';
export * from './account';
export * from './accounts.module';
export * from './api-tokens';
export * from './command-requests';
export * from './application/asked-by-api';
export * from './application/identification';
export * from './application/identity';
export * from './permissions';
export * from './application/request-session';
export * from './sessions';
