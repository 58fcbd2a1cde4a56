// violates: only-apps-choose-adapters
import { log } from '@minutebook/event-log-planted';

export const used = log;
