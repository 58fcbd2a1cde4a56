import { accept, refuse, type Decider, type Refusal } from '@minutebook/kernel';
import type { ActionReferenceTaken } from './action-reference.events';

/** Asks for a reference within a plan. */
export interface TakeActionReference {
  readonly type: 'take';
  readonly planId: string;
  readonly reference: string;
  readonly actionId: string;
}

export type ActionReferenceRefusal = Refusal<'reference-taken'>;

export interface ActionReferenceState {
  readonly actionId: string | undefined;
}

/**
 * Owns the rule that a reference names one action of its plan: once taken, it belongs to that action's id for ever. The
 * stream is derived from plan and reference.
 */
export const actionReferenceDecider: Decider<
  ActionReferenceState,
  TakeActionReference,
  ActionReferenceTaken,
  ActionReferenceRefusal
> = {
  initialState: { actionId: undefined },
  decide({ planId, reference, actionId }, state) {
    if (state.actionId === actionId) return accept();
    if (state.actionId !== undefined)
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
