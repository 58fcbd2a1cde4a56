import { alphaModule } from '@minutebook/alpha';
import { log } from '@minutebook/event-log-planted';

export const program = [alphaModule, log];
