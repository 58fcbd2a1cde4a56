import { covers, holdsOn, overlap, sameScope } from './grants';

describe('where a role holds', () => {
  const record = { groups: ['GG-WSG'], plans: ['p1'], leads: ['hr'] };

  it('is everywhere for the whole council', () => {
    expect(covers({ kind: 'council' }, record)).toBe(true);
    expect(covers({ kind: 'council' }, {})).toBe(true);
  });

  it.each([
    ['group', 'GG-WSG', true],
    ['group', 'GG-ASC', false],
    ['group', 'p1', false],
    ['plan', 'p1', true],
    ['lead', 'hr', true],
    ['review', 'p1', false],
  ] as const)('is where the record belongs to the %s %s: %s', (kind, id, expected) => {
    expect(covers({ kind, id }, record)).toBe(expected);
    expect(covers({ kind, id }, {})).toBe(false);
  });

  it('is the same only for the same kind and id', () => {
    expect(sameScope({ kind: 'council' }, { kind: 'council' })).toBe(true);
    expect(sameScope({ kind: 'group', id: 'a' }, { kind: 'group', id: 'a' })).toBe(true);
    expect(sameScope({ kind: 'group', id: 'a' }, { kind: 'plan', id: 'a' })).toBe(false);
    expect(sameScope({ kind: 'group', id: 'a' }, { kind: 'group', id: 'b' })).toBe(false);
  });
});

describe('a period', () => {
  it.each([
    ['2014-06-01', undefined, '2014-05-31', false],
    ['2014-06-01', undefined, '2014-06-01', true],
    ['2014-06-01', '2014-06-30', '2014-06-30', true],
    ['2014-06-01', '2014-06-30', '2014-07-01', false],
  ])('from %s to %s holds on %s: %s', (from, to, day, expected) => {
    expect(holdsOn({ from, ...(to !== undefined && { to }) }, day)).toBe(expected);
  });

  it.each([
    [{ from: '2014-06-01' }, { from: '2014-07-01' }, true],
    [{ from: '2014-06-01', to: '2014-06-30' }, { from: '2014-06-30' }, true],
    [{ from: '2014-06-01', to: '2014-06-30' }, { from: '2014-07-01' }, false],
    [{ from: '2014-07-01' }, { from: '2014-06-01', to: '2014-06-30' }, false],
  ])('%j overlaps %j: %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });
});
