import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { actionReferenceDecider, type TakeActionReference } from './action-reference.decider';
import type { ActionReferenceTaken } from './action-reference.events';

const take: TakeActionReference = {
  type: 'take',
  planId: 'plan-1',
  reference: 'DW1',
  actionId: 'action-1',
};

const referenceTaken: ActionReferenceTaken = {
  type: 'ActionReferenceTaken',
  data: { planId: 'plan-1', reference: 'DW1', actionId: 'action-1' },
};

const taken = told(referenceTaken);

describe('a reference within its plan', () => {
  it('is taken for an action', () => {
    const outcome = given(actionReferenceDecider, []).when(take);

    expect(outcome).toEqual(accept(referenceTaken));
  });

  it('is already so for the same action', () => {
    const outcome = given(actionReferenceDecider, [taken]).when(take);

    expect(outcome).toEqual(ALREADY_SO);
  });

  it('is refused to a second action: reference-taken', () => {
    const outcome = given(actionReferenceDecider, [taken]).when({ ...take, actionId: 'action-2' });

    expect(outcome).toMatchObject(
      refusedBy('reference-taken', { field: 'reference', facts: { actionId: 'action-1' } }),
    );
  });
});
