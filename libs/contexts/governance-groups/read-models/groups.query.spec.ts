import { asAt, endStories, happened, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import type { GovernanceGroupEstablished } from '../domain/governance-group.events';
import { groupsProjection } from './groups.projection';
import { GroupsQuery } from './groups.query';

const established = (id: string, data: GovernanceGroupEstablished['data'], on: string): Happening =>
  happened(`governanceGroup-${id}`, { type: 'GovernanceGroupEstablished', data }, { on, origin: 'import' });

const story: readonly Happening[] = [
  established('GG-WSG', { name: 'Workforce Steering Group', kind: 'steering group', source: 'D8' }, '2014-04-01'),
  happened('actionPlan-plan-1', { type: 'ActionPlanClosed', data: {} }, { on: '2014-04-02' }),
  // The last Sunday of March: London's clocks went on that night.
  established('GG-ECB', { name: 'Éxecutive Board', kind: 'board', source: 'D9' }, '2015-03-29'),
  established('GG-FAB', { name: 'Families Board', kind: 'board', source: 'D9' }, '2015-10-25'),
];

describe('the governance groups', () => {
  let groups: GroupsQuery;

  beforeAll(async () => {
    groups = new GroupsQuery(await toldTwice([groupsProjection], recordOf(story)));
  });
  afterAll(endStories);

  it('are listed by name, accents aside', () => {
    const names = groups.groups(asAt(4)).map(({ name }) => name);

    expect(names).toEqual(['Éxecutive Board', 'Families Board', 'Workforce Steering Group']);
  });

  it('are listed as they were: a group is not there before it was established', () => {
    const ids = (at: number) => groups.groups(asAt(at)).map(({ id }) => id);

    expect([ids(0), ids(1), ids(2), ids(3)]).toEqual([[], ['GG-WSG'], ['GG-WSG'], ['GG-ECB', 'GG-WSG']]);
  });

  it('tell where they are known from and when the record received them', () => {
    const group = groups.group('GG-ECB', asAt(4));

    expect(group).toEqual({
      id: 'GG-ECB',
      name: 'Éxecutive Board',
      kind: 'board',
      source: 'D9',
      origin: 'import',
      established: Date.UTC(2015, 2, 29, 8),
    });
  });

  it('are not known by an id that nobody established, nor before they were', () => {
    expect(groups.group('GG-NONE', asAt(4))).toBeUndefined();
    expect(groups.group('GG-ECB', asAt(2))).toBeUndefined();
  });
});
