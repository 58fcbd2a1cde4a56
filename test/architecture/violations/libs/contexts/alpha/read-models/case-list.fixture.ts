import { log } from '@minutebook/event-log-planted';

export const proof = log;
