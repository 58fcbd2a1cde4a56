import { accept, refuse, type Decider, type Refusal } from '@minutebook/kernel';
import type { ActionReferenceTaken } from './action-reference.events';

/** Asks for a reference within a plan. `holderExists`: whether the action that holds it now was ever added. */
export interface TakeActionReference {
  readonly type: 'take';
  readonly planId: string;
  readonly reference: string;
  readonly actionId: string;
  readonly holderExists: boolean;
}

export type ActionReferenceRefusal = Refusal<'reference-taken'>;

export interface ActionReferenceState {
  readonly actionId: string | undefined;
}

/**
 * Owns the rule that a reference names one action of its plan. The stream is derived from plan and reference; an action
 * whose adding was cut short between the two streams does not hold its reference for ever.
 */
export const actionReferenceDecider: Decider<
  ActionReferenceState,
  TakeActionReference,
  ActionReferenceTaken,
  ActionReferenceRefusal
> = {
  initialState: { actionId: undefined },
  decide({ planId, reference, actionId, holderExists }, state) {
    if (state.actionId === actionId) return accept();
    if (state.actionId !== undefined && holderExists)
      return refuse({
        rule: 'reference-taken',
        field: 'reference',
        message: `The plan already has an action ${reference}. Give this one another reference.`,
        facts: { actionId: state.actionId },
      });
    return accept({ type: 'ActionReferenceTaken', data: { planId, reference, actionId } });
  },
  evolve: (_state, { data }) => ({ actionId: data.actionId }),
};
