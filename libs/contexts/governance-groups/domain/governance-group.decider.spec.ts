import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import {
  GOVERNANCE_GROUP_KINDS,
  TASK_AND_FINISH,
  type EstablishGovernanceGroup,
  type ReportTo,
} from './governance-group.commands';
import { governanceGroupDecider } from './governance-group.decider';
import type { GovernanceGroupEstablished, ReportingLineDrawn } from './governance-group.events';

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

    expect(state).toEqual({ status: 'established', ...established.data, reportsTo: [], termsVersions: 0, members: [] });
  });

  it('is established only once: governance-group-already-exists', () => {
    const outcome = given(governanceGroupDecider, [told(established)]).when(establish);

    expect(outcome).toMatchObject(refusedBy('governance-group-already-exists', { kind: 'conflict', field: 'id' }));
  });

  it.each(GOVERNANCE_GROUP_KINDS.filter((kind) => kind !== TASK_AND_FINISH))('may be of the kind %s', (kind) => {
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

describe('reporting lines', () => {
  const toBoard: ReportTo = {
    type: 'report-to',
    id: 'GG-WSG',
    toId: 'GG-BOARD',
    to: { id: 'GG-BOARD', revision: 3, isOver: false },
  };
  const drawn: ReportingLineDrawn = { type: 'ReportingLineDrawn', data: { to: { id: 'GG-BOARD', revision: 3 } } };
  const reporting = [told(established), told(drawn)];

  it('are drawn with the revision at which the other group was read, how and from what', () => {
    const outcome = given(governanceGroupDecider, [told(established)]).when({
      ...toBoard,
      how: 'Quarterly',
      source: '003',
    });

    expect(outcome).toEqual(
      accept({ ...drawn, data: { to: { id: 'GG-BOARD', revision: 3 }, how: 'Quarterly', source: '003' } }),
    );
  });

  it('may lead to several groups', () => {
    const toTeam = { ...toBoard, toId: 'GG-SMT', to: { id: 'GG-SMT', revision: 0, isOver: false } };

    const outcome = given(governanceGroupDecider, reporting).when(toTeam);

    expect(outcome).toEqual(accept({ ...drawn, data: { to: { id: 'GG-SMT', revision: 0 } } }));
  });

  it('are drawn once: again is already so', () => {
    expect(given(governanceGroupDecider, reporting).when(toBoard)).toEqual(ALREADY_SO);
  });

  it('begin at a group that there is: no-such-governance-group', () => {
    const outcome = given(governanceGroupDecider, []).when(toBoard);

    expect(outcome).toMatchObject(refusedBy('no-such-governance-group', { kind: 'not-found' }));
  });

  it('lead to a group that there is: no-such-group-to-report-to', () => {
    const outcome = given(governanceGroupDecider, [told(established)]).when({ ...toBoard, to: undefined });

    expect(outcome).toMatchObject(refusedBy('no-such-group-to-report-to', { field: 'toId' }));
  });

  it('lead to a group that still stands: reports-to-a-group-that-is-over', () => {
    const to = { id: 'GG-BOARD', revision: 3, isOver: true };

    const outcome = given(governanceGroupDecider, [told(established)]).when({ ...toBoard, to });

    expect(outcome).toMatchObject(refusedBy('reports-to-a-group-that-is-over', { field: 'toId' }));
  });

  it('do not lead back to the group itself: reports-to-itself', () => {
    const outcome = given(governanceGroupDecider, [told(established)]).when({ ...toBoard, toId: 'GG-WSG' });

    expect(outcome).toMatchObject(refusedBy('reports-to-itself', { field: 'toId' }));
  });

  it('do not close a circle, and the refusal shows the way round: closes-a-circle', () => {
    const wayBack = ['GG-BOARD', 'GG-SMT', 'GG-WSG'];

    const outcome = given(governanceGroupDecider, [told(established)]).when({
      ...toBoard,
      to: { id: 'GG-BOARD', revision: 3, isOver: false, wayBack },
    });

    expect(outcome).toMatchObject(refusedBy('closes-a-circle', { field: 'toId', facts: { wayBack } }));
  });

  it('are ended one by one, and may be drawn again', () => {
    const end = { type: 'end-reporting-line', id: 'GG-WSG', toId: 'GG-BOARD' } as const;
    const ended = { type: 'ReportingLineEnded', data: { to: 'GG-BOARD' } } as const;

    expect(given(governanceGroupDecider, reporting).when(end)).toEqual(accept(ended));
    expect(given(governanceGroupDecider, [...reporting, told(ended)]).when(toBoard)).toEqual(accept(drawn));
  });

  it('can be ended only where they stand: not-reporting-to', () => {
    const outcome = given(governanceGroupDecider, reporting).when({
      type: 'end-reporting-line',
      id: 'GG-WSG',
      toId: 'GG-SMT',
    });

    expect(outcome).toMatchObject(refusedBy('not-reporting-to', { facts: { reportsTo: ['GG-BOARD'] } }));
  });
});
