import { accept, type Decider, type LocalDate } from '@minutebook/kernel';
import type { PolicyStarted } from './reminder-switch.events';

/** The first start of the policy is the only one: whatever was due before that day is past. Stream `policy-reminders`. */
export const policyStartDecider: Decider<
  { readonly on: LocalDate | undefined },
  { readonly type: 'start'; readonly on: LocalDate },
  PolicyStarted,
  never
> = {
  initialState: { on: undefined },
  decide: ({ on }, state) =>
    state.on === undefined ? accept({ type: 'PolicyStarted', data: { policy: 'reminders', on } }) : accept(),
  evolve: (_state, { data }) => ({ on: data.on }),
};
