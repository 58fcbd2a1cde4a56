// violates: kernel-knows-nobody
import { log } from '@minutebook/event-log-planted';

export const used = log;
