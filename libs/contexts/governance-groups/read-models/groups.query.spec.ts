import { asAt, endStories, happened, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import type { GovernanceGroupEstablished } from '../domain/governance-group.events';
import { groupsProjection } from './groups.projection';
import { GroupsQuery } from './groups.query';
import { circlesIn } from './reporting-circles';

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
      endsOn: null,
      origin: 'import',
      established: Date.UTC(2015, 2, 29, 8),
      revision: 0,
      standing: 'standing',
      overOn: null,
      mergedInto: null,
    });
  });

  it('are not known by an id that nobody established, nor before they were', () => {
    expect(groups.group('GG-NONE', asAt(4))).toBeUndefined();
    expect(groups.group('GG-ECB', asAt(2))).toBeUndefined();
  });
});

describe('reporting lines', () => {
  const draws = (from: string, to: string, how?: string): Happening =>
    happened(`governanceGroup-${from}`, {
      type: 'ReportingLineDrawn',
      data: { to: { id: to, revision: 0 }, ...(how !== undefined && { how }) },
    });
  const ends = (from: string, to: string): Happening =>
    happened(`governanceGroup-${from}`, { type: 'ReportingLineEnded', data: { to } });
  const board = { kind: 'board', source: 'D9' };
  const lines: readonly Happening[] = [
    established('A', { name: 'Alpha', ...board }, '2014-04-01'),
    established('B', { name: 'Beta', ...board }, '2014-04-01'),
    established('C', { name: 'Gamma', ...board }, '2014-04-01'),
    draws('A', 'B', 'Quarterly'),
    draws('A', 'C'),
    ends('A', 'B'),
    draws('A', 'B', 'Monthly'),
    // Drawn from the other end at the same moment: each was right by itself.
    draws('C', 'A'),
  ];
  let groups: GroupsQuery;

  beforeAll(async () => {
    groups = new GroupsQuery(await toldTwice([groupsProjection], recordOf(lines)));
  });
  afterAll(endStories);

  const pairs = (found: ReturnType<GroupsQuery['lines']>) => found.map(({ from, to }) => `${from.name} to ${to.name}`);

  it('are listed by name, from both ends, with how the group reports', () => {
    expect(pairs(groups.lines(asAt(7)))).toEqual(['Alpha to Beta', 'Alpha to Gamma']);
    expect(groups.linesFrom('A', asAt(7)).map(({ how }) => how)).toEqual(['Monthly', null]);
    expect(pairs(groups.linesTo('B', asAt(7)))).toEqual(['Alpha to Beta']);
  });

  it('are listed as they stood: ended and drawn again', () => {
    expect([3, 4, 5, 6].map((at) => pairs(groups.lines(asAt(at))).length)).toEqual([0, 1, 2, 1]);
    expect(groups.linesFrom('A', asAt(4)).map(({ how }) => how)).toEqual(['Quarterly']);
  });

  it('tell of the circles that they close, each once', () => {
    const circles = (at: number) => circlesIn(groups.lines(asAt(at))).map((circle) => circle.map(({ id }) => id));

    expect(circles(7)).toEqual([]);
    expect(circles(8)).toEqual([['C', 'A']]);
  });

  it('count in the revision of the group that draws them', () => {
    expect(groups.group('A', asAt(7))?.revision).toBe(4);
    expect(groups.group('B', asAt(7))?.revision).toBe(0);
  });
});

describe('groups that ended', () => {
  const on = '2014-05-30';
  const into = (id: string) => ({ id, revision: 0 });
  const merges = (from: string, to: string): Happening =>
    happened(`governanceGroup-${from}`, { type: 'GovernanceGroupMerged', data: { into: into(to), on } });
  const board = { kind: 'board', source: 'D9' };
  const story: readonly Happening[] = [
    established('A', { name: 'Alpha', ...board }, '2014-04-01'),
    established('B', { name: 'Beta', ...board }, '2014-04-01'),
    established('C', { name: 'Gamma', ...board }, '2014-04-01'),
    happened('governanceGroup-A', { type: 'ReportingLineDrawn', data: { to: into('C') } }),
    happened('governanceGroup-B', { type: 'ReportingLineDrawn', data: { to: into('A') } }),
    happened('governanceGroup-B', { type: 'GovernanceGroupRenamed', data: { name: 'Second' } }),
    merges('A', 'B'),
    merges('B', 'C'),
    happened('governanceGroup-C', { type: 'GovernanceGroupDissolved', data: { on } }),
    // From the other end, at the same moment as the one above.
    merges('C', 'A'),
  ];
  let groups: GroupsQuery;

  beforeAll(async () => {
    groups = new GroupsQuery(await toldTwice([groupsProjection], recordOf(story)));
  });
  afterAll(endStories);

  it('stay in the list under their last name, with how they ended', () => {
    expect(groups.groups(asAt(9)).map(({ name, standing, overOn }) => [name, standing, overOn])).toEqual([
      ['Alpha', 'merged', on],
      ['Gamma', 'dissolved', on],
      ['Second', 'merged', on],
    ]);
    expect(groups.group('A', asAt(9))?.mergedInto).toEqual({ id: 'B', name: 'Second' });
    expect(groups.group('B', asAt(5))).toMatchObject({ name: 'Beta', standing: 'standing' });
  });

  it('are found at the group into which they merged, also by way of another, and a circle is survived', () => {
    const found = (id: string, at: number) => groups.mergedInto(id, asAt(at)).map(({ id: from }) => from);

    expect([found('B', 7), found('C', 8)]).toEqual([['A'], ['A', 'B']]);
    expect(found('A', 10)).toEqual(['C', 'B']);
  });

  it('report no more, and a line that leads to one is loose', () => {
    const lines = (at: number) => groups.lines(asAt(at)).map(({ from, to, isLoose }) => [from.id, to.id, isLoose]);

    expect(lines(6)).toEqual([
      ['A', 'C', false],
      ['B', 'A', false],
    ]);
    expect(lines(7)).toEqual([['B', 'A', true]]);
    expect(groups.linesTo('C', asAt(7))).toEqual([]);
    expect(groups.linesFrom('A', asAt(7))).toHaveLength(1);
  });
});
