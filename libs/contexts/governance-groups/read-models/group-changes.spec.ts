import { asAt, endStories, happened, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import { GroupChanges } from './group-changes';
import { groupsProjection } from './groups.projection';

const on = (id: string, type: string, data: object): Happening => happened(`governanceGroup-${id}`, { type, data });
const board = { kind: 'board', source: 'D9' };
const terms = {
  number: 1,
  standing: 'draft',
  source: 'D9',
  sections: [],
  quorum: {},
  cadence: {},
  chair: {},
  agencies: [],
};

const story: readonly Happening[] = [
  on('A', 'GovernanceGroupEstablished', { name: 'Alpha', ...board }),
  on('B', 'GovernanceGroupEstablished', { name: 'Beta', ...board }),
  on('A', 'ReportingLineDrawn', { to: { id: 'B', revision: 0 } }),
  on('A', 'MemberAppointed', { memberId: 'm', role: 'Lead', agency: 'Health', kind: 'member', chairs: false }),
  on('A', 'TermsOfReferenceAdopted', terms),
  on('A', 'GovernanceGroupRenamed', { name: 'First' }),
  on('A', 'MemberStoodDown', { memberId: 'm', on: '2014-06-01' }),
  on('A', 'ReportingLineEnded', { to: 'B' }),
  on('A', 'GovernanceGroupMerged', { into: { id: 'B', revision: 0 }, on: '2014-06-02' }),
];

describe('what changed in groups', () => {
  let changes: GroupChanges;

  beforeAll(async () => {
    changes = new GroupChanges(await toldTwice([groupsProjection], recordOf(story)));
  });
  afterAll(endStories);

  const between = (from: number, to: number, group?: string) =>
    changes
      .changesBetween(asAt(from), asAt(to), group)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ name, kind, what, before, after }) => [name, kind, what, before, after]);

  it('tells of a group that was established, of its line, its member and its terms', () => {
    expect(between(0, 5)).toEqual([
      ['Alpha', 'added', 'Governance group', null, 'Alpha'],
      ['Alpha', 'added', 'Reports to Beta', null, 'Beta'],
      ['Alpha', 'added', 'Member: Lead (Health)', null, 'Lead (Health)'],
      ['Alpha', 'added', 'Terms of reference: version 1', null, 'Version 1'],
      ['Beta', 'added', 'Governance group', null, 'Beta'],
    ]);
  });

  it('tells of a new name, of what ended, and of how the group ended', () => {
    expect(between(5, 9)).toEqual([
      ['First', 'amended', 'Name', 'Alpha', 'First'],
      ['First', 'removed', 'Governance group', 'standing', 'merged into Beta on 2 June 2014'],
      ['First', 'removed', 'Reports to', 'Beta', null],
      ['First', 'removed', 'Member', 'Lead (Health)', 'stood down'],
    ]);
  });

  it('tells nothing of a line that was drawn and ended within, nor of what stayed', () => {
    expect(between(2, 8).filter(([, , what]) => String(what).startsWith('Reports'))).toEqual([]);
    expect(between(9, 9)).toEqual([]);
  });

  it('can be asked of one group', () => {
    expect(between(0, 2, 'B')).toEqual([['Beta', 'added', 'Governance group', null, 'Beta']]);
  });

  it('names the record that tells it, and leads to the page of the group', () => {
    const [renamed] = changes.changesBetween(asAt(5), asAt(6));

    expect(renamed).toMatchObject({
      path: '/governance-groups/A',
      group: 'A',
      stream: 'governanceGroup-A',
      recordNumber: 6,
    });
  });
});
