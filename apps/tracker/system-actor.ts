import type { Actor } from '@minutebook/kernel';

/** Minutebook itself: what is done from the machine's own command line or at the set-up, which no account permits. */
export const SYSTEM_ACTOR: Actor = { account: 'system', role: 'system', grant: 'system' };
