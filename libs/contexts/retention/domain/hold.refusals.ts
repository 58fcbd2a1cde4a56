import { refusalsFrom, type Refusal } from '@minutebook/kernel';

/** Every reason for which a command on a hold is refused. */
export const HOLD_REFUSALS = {
  'nothing-to-hold': { field: 'over', message: 'There is no such record or retention class.' },
  'already-held': { field: 'over', kind: 'conflict', message: 'There is a hold over this already.' },
  'no-such-hold': { kind: 'not-found', message: 'There is no such hold.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type HoldRefusalRule = keyof typeof HOLD_REFUSALS;
export type HoldRefusal = Refusal<HoldRefusalRule>;

export const holdRefusal = refusalsFrom(HOLD_REFUSALS);
