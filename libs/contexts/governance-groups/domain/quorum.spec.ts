import * as fc from 'fast-check';
import { chairTurn } from './chair-turn';
import { agenciesWithoutMember, quorumOf, type MemberInOffice } from './quorum';

const member = (id: string, agency: string | null = null): MemberInOffice => ({
  ...{ id, kind: 'member', agency, deputyFor: null },
});
const deputy = (id: string, deputyFor: string, agency: string | null = null): MemberInOffice => ({
  ...{ id, kind: 'deputy', agency, deputyFor },
});
const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => member(id));
const present = (ids: string) => new Set(ids);

describe('a quorum', () => {
  it.each([
    ['abcd', 'yes'],
    ['abc', 'no'],
    ['', 'no'],
  ])('of four is met by %s: %s', (ids, quorate) => {
    expect(quorumOf({ kind: 'number', number: 4 }, six, [], present(ids))).toMatchObject({ quorate, needed: 4 });
  });

  it('says that more are asked for than are in office', () => {
    const { quorate, working } = quorumOf({ kind: 'number', number: 7 }, six, [], present('abcdef'));

    expect(quorate).toBe('no');
    expect(working).toContain('More are needed than the 6 members in office.');
  });

  it.each([
    [4, 6, 6, 4],
    [1, 3, 7, 3],
    [1, 2, 7, 4],
    [1, 4, 1, 1],
    [2, 2, 5, 5],
  ])('of %d of every %d members, with %d in office, needs %d', (numerator, denominator, count, needed) => {
    const members = Array.from({ length: count }, (_, at) => member(`m${at}`));

    const found = quorumOf({ kind: 'share', numerator, denominator }, members, [], new Set());

    expect(found).toMatchObject({ needed, quorate: 'no' });
  });

  it('of a share is unknown where nobody is in office', () => {
    const found = quorumOf({ kind: 'share', numerator: 1, denominator: 2 }, [], [], new Set());

    expect(found).toMatchObject({ quorate: 'unknown', needed: undefined });
  });

  it('is unknown where the terms state none, or there are none', () => {
    expect(quorumOf({ kind: 'unknown' }, six, [], present('abcdef')).quorate).toBe('unknown');
    expect(quorumOf(undefined, six, [], present('abcdef')).quorate).toBe('unknown');
  });

  it('counts a deputy in the place of a member who is away, once, and never beside the member', () => {
    const all = [member('a'), member('b'), deputy('c', 'a'), deputy('d', 'a')];
    const counted = (ids: string) => quorumOf({ kind: 'number', number: 1 }, all, [], present(ids)).counted;

    expect([counted('c'), counted('cd'), counted('ac'), counted('bc')]).toEqual([1, 1, 1, 2]);
  });

  it('counts neither guests nor those in attendance', () => {
    const all: readonly MemberInOffice[] = [
      { ...member('a'), kind: 'guest' },
      { ...member('b'), kind: 'in-attendance' },
    ];

    expect(quorumOf({ kind: 'number', number: 1 }, all, [], present('ab'))).toMatchObject({
      quorate: 'no',
      counted: 0,
    });
  });

  it('of one from each agency names those that nobody represents, however they were typed', () => {
    const all = [member('a', 'Police'), member('b', 'health '), deputy('c', 'a')];
    const found = (ids: string) => quorumOf({ kind: 'one-from-each-agency' }, all, ['Police', 'Health'], present(ids));

    expect(found('ab')).toMatchObject({ quorate: 'yes', needed: 2, missing: [] });
    expect(found('bc')).toMatchObject({ quorate: 'yes' });
    expect(found('b')).toMatchObject({ quorate: 'no', missing: ['Police'] });
  });

  it('of one from each agency goes by the members’ agencies where the terms name none, and is unknown where nobody does', () => {
    const rule = { kind: 'one-from-each-agency' } as const;

    expect(quorumOf(rule, [member('a', 'Police')], [], present('a'))).toMatchObject({ quorate: 'yes', needed: 1 });
    expect(quorumOf(rule, [member('a')], [], present('a')).quorate).toBe('unknown');
  });

  it('that is met stays met when more come', () => {
    const ids = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']);
    fc.assert(
      fc.property(ids, ids, fc.integer({ min: 1, max: 7 }), (some, more, number) => {
        const of = (there: readonly string[]) => quorumOf({ kind: 'number', number }, six, [], new Set(there)).quorate;

        if (of(some) === 'yes') expect(of([...some, ...more])).toBe('yes');
      }),
    );
  });
});

describe('agencies that are expected', () => {
  it('are told where no member or deputy of theirs is in office', () => {
    const inOffice: readonly MemberInOffice[] = [member('a', 'Police'), { ...member('b', 'Health'), kind: 'guest' }];

    expect(agenciesWithoutMember(['POLICE', 'Health', 'health'], inOffice)).toEqual(['Health']);
  });
});

describe('a chair that alternates', () => {
  const rule = { kind: 'alternates', between: ['City', 'County'] } as const;
  const chair = (agency: string | null) => ({ role: 'LADO', agency });

  it('has its turn where one body takes the chair now', () => {
    expect(chairTurn(rule, [chair('county')])).toEqual({
      isKnown: true,
      words: 'County has the chair now; City is next.',
    });
  });

  it.each([[[]], [[chair(null)]], [[chair('District')]], [[chair('City'), chair('County')]]])(
    'is not known otherwise (%#)',
    (chairs) => {
      expect(chairTurn(rule, chairs)).toMatchObject({ isKnown: false });
    },
  );

  it('is no question under another rule', () => {
    expect(chairTurn({ kind: 'chosen-at-meeting' }, [])).toBeUndefined();
    expect(chairTurn(undefined, [])).toBeUndefined();
  });
});
