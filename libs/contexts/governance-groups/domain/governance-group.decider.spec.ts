import { accept } from '@minutebook/kernel';
import { given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { GOVERNANCE_GROUP_KINDS, type EstablishGovernanceGroup } from './governance-group.commands';
import { governanceGroupDecider } from './governance-group.decider';
import type { GovernanceGroupEstablished } from './governance-group.events';

const establish: EstablishGovernanceGroup = {
  type: 'establish',
  id: 'GG-WSG',
  name: 'CAYA Workforce Steering Group',
  kind: 'steering group',
  source: '003',
};

const established: GovernanceGroupEstablished = {
  type: 'GovernanceGroupEstablished',
  data: { name: 'CAYA Workforce Steering Group', kind: 'steering group', source: '003' },
};

describe('a governance group', () => {
  it('is established with its name, kind and source', () => {
    const outcome = given(governanceGroupDecider, []).when(establish);

    expect(outcome).toEqual(accept(established));
  });

  it('is known by what was established', () => {
    const { state } = given(governanceGroupDecider, [told(established)]);

    expect(state).toEqual({ status: 'established', ...established.data });
  });

  it('is established only once: governance-group-already-exists', () => {
    const outcome = given(governanceGroupDecider, [told(established)]).when(establish);

    expect(outcome).toMatchObject(refusedBy('governance-group-already-exists', { kind: 'conflict', field: 'id' }));
  });

  it.each(GOVERNANCE_GROUP_KINDS)('may be of the kind %s', (kind) => {
    const outcome = given(governanceGroupDecider, []).when({ ...establish, kind });

    expect(outcome).toEqual(accept({ ...established, data: { ...established.data, kind } }));
  });

  it.each(['', 'Board', 'quango', 'toString'])('is not of the kind "%s": no-such-kind-of-group', (kind) => {
    const outcome = given(governanceGroupDecider, []).when({ ...establish, kind });

    expect(outcome).toMatchObject(refusedBy('no-such-kind-of-group', { field: 'kind' }));
  });

  it.each(['', 'GG WSG', 'GG/WSG', 'G'.repeat(65)])(
    'does not have the id "%s": governance-group-id-malformed',
    (id) => {
      const outcome = given(governanceGroupDecider, []).when({ ...establish, id });

      expect(outcome).toMatchObject(refusedBy('governance-group-id-malformed', { field: 'id' }));
    },
  );
});
