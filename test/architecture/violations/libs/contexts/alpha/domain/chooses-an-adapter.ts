// violates: domain-knows-itself-and-the-kernel
import { log } from '@minutebook/event-log-planted';

export const used = log;
