// violates: demonstration-sends-commands-only
import { decide } from '@minutebook/alpha/domain/case.decider';

export const used = decide;
