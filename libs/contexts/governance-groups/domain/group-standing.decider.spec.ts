import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import type { GovernanceGroupCommand } from './governance-group.commands';
import { governanceGroupDecider } from './governance-group.decider';
import type { GovernanceGroupEstablished, GovernanceGroupEvent } from './governance-group.events';
import type { MergeGroup } from './group-standing.commands';

const established: GovernanceGroupEstablished = {
  type: 'GovernanceGroupEstablished',
  data: { name: 'Safeguarding Board', kind: 'board', source: '003' },
};
const today = '2014-06-16';
const into = { id: 'GG-NEW', revision: 2, isOver: false };
const merge: MergeGroup = { type: 'merge-into', id: 'GG-OLD', intoId: 'GG-NEW', into, on: '2014-06-01', today };
const merged: GovernanceGroupEvent = {
  type: 'GovernanceGroupMerged',
  data: { into: { id: 'GG-NEW', revision: 2 }, on: '2014-06-01' },
};
const dissolve = { type: 'dissolve', id: 'GG-OLD', on: '2014-06-01', today } as const;
const dissolved: GovernanceGroupEvent = { type: 'GovernanceGroupDissolved', data: { on: '2014-06-01' } };

const deciding = (command: GovernanceGroupCommand, ...history: GovernanceGroupEvent[]) =>
  given(
    governanceGroupDecider,
    [established, ...history].map((event) => told(event)),
  ).when(command);

describe('a group that is renamed', () => {
  const rename = { type: 'rename', id: 'GG-OLD', name: 'Safeguarding Partnership' } as const;
  const renamed: GovernanceGroupEvent = { type: 'GovernanceGroupRenamed', data: { name: 'Safeguarding Partnership' } };

  it('has another name from then on', () => {
    expect(deciding(rename)).toEqual(accept(renamed));
  });

  it('is called so already where the name is open and the same', () => {
    expect(deciding(rename, renamed)).toEqual(ALREADY_SO);
  });
});

describe('a group that merges', () => {
  it('becomes a part of another on a day, read at a revision', () => {
    expect(deciding(merge)).toEqual(accept(merged));
  });

  it('does so today where no day is told', () => {
    const { on: _, ...undated } = merge;

    expect(deciding(undated)).toMatchObject({ accepted: [{ data: { on: today } }] });
  });

  it('does so once: again is already so', () => {
    expect(deciding(merge, merged)).toEqual(ALREADY_SO);
  });

  it.each([
    ['merges-into-itself', { intoId: 'GG-OLD' }],
    ['no-such-group-to-merge-into', { into: undefined }],
    ['merges-into-a-group-that-is-over', { into: { ...into, isOver: true } }],
    ['group-date-not-real', { on: '2014-06-31' }],
    ['group-ends-in-the-future', { on: '2014-06-17' }],
  ] as const)('does not against %s', (rule, command) => {
    expect(deciding({ ...merge, ...command })).toMatchObject(refusedBy(rule));
  });
});

describe('a group that is dissolved', () => {
  it('is no more from a day on', () => {
    expect(deciding(dissolve)).toEqual(accept(dissolved));
  });

  it('is dissolved once: again is already so', () => {
    expect(deciding(dissolve, dissolved)).toEqual(ALREADY_SO);
  });

  it('is not dissolved on a day that has not come: group-ends-in-the-future', () => {
    expect(deciding({ ...dissolve, on: '2014-06-17' })).toMatchObject(refusedBy('group-ends-in-the-future'));
  });
});

describe('a group that is over', () => {
  const commands: readonly GovernanceGroupCommand[] = [
    { type: 'rename', id: 'GG-OLD', name: 'Anew' },
    { ...merge, intoId: 'GG-OTHER', into: { ...into, id: 'GG-OTHER' } },
    { type: 'report-to', id: 'GG-OLD', toId: 'GG-NEW', to: into },
    { type: 'adopt-terms-of-reference', id: 'GG-OLD', standing: 'draft', source: '003', sections: [] },
    { type: 'appoint-member', id: 'GG-OLD', memberId: 'm1', role: 'Clerk', kind: 'in-attendance' },
  ];

  it.each([...commands, dissolve])(
    'takes no decision to $type after it merged: governance-group-is-over',
    (command) => {
      const facts = { kind: 'merged', into: 'GG-NEW', on: '2014-06-01' };

      expect(deciding(command, merged)).toMatchObject(refusedBy('governance-group-is-over', { facts }));
    },
  );

  it.each([...commands, merge])('nor to $type after it was dissolved', (command) => {
    expect(deciding(command, dissolved)).toMatchObject(refusedBy('governance-group-is-over'));
  });

  it('is tidied up: its lines end and its members stand down', () => {
    const line: GovernanceGroupEvent = { type: 'ReportingLineDrawn', data: { to: { id: 'GG-NEW', revision: 0 } } };
    const member: GovernanceGroupEvent = {
      type: 'MemberAppointed',
      data: { memberId: 'm1', role: 'Clerk', kind: 'member', chairs: false },
    };

    expect(deciding({ type: 'end-reporting-line', id: 'GG-OLD', toId: 'GG-NEW' }, line, merged)).toHaveProperty(
      'accepted',
    );
    expect(
      deciding({ type: 'stand-down-member', id: 'GG-OLD', memberId: 'm1', today }, member, dissolved),
    ).toHaveProperty('accepted');
  });
});
