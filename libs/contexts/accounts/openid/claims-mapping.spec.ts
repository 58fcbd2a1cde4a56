import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimsAsked, grantsFrom, readClaimsMapping, type Claims, type ClaimsMapping } from './claims-mapping';

const COUNCIL = { kind: 'council' } as const;
const CLERKS = { claim: 'groups', value: 'clerks', role: 'clerk', scope: COUNCIL };

/** The mapping that a file's entries make. */
function mappingOf(...grants: readonly object[]): ClaimsMapping {
  const read = readClaimsMapping(JSON.stringify({ grants }));
  if ('faults' in read) throw new Error(read.faults.join('; '));
  return read.mapping;
}

function faultsIn(content: unknown): readonly string[] {
  const read = readClaimsMapping(typeof content === 'string' ? content : JSON.stringify(content));
  return 'faults' in read ? read.faults : [];
}

const TODAY = '2026-11-27';
const grants = (mapping: ClaimsMapping, claims: Claims, today = TODAY) => grantsFrom(mapping, claims, today);

describe('the roles that claims give', () => {
  it('are those whose value the claim holds, among others or alone', () => {
    const mapping = mappingOf(
      CLERKS,
      { claim: 'roles', value: 'Chair', role: 'chair', scope: { kind: 'group', id: 'GG-WSG' } },
      { claim: 'department', value: '7', role: 'reader', scope: COUNCIL },
    );

    expect(grants(mapping, { groups: ['others', 'clerks'], roles: 'Chair', department: 7 })).toEqual({
      grants: [
        { role: 'clerk', scope: COUNCIL },
        { role: 'chair', scope: { kind: 'group', id: 'GG-WSG' } },
        { role: 'reader', scope: COUNCIL },
      ],
    });
  });

  it.each([
    ['no claim at all', {}],
    ['another value', { groups: ['clerk', 'clerks2', 'CLERKS'] }],
    ['the value in another claim', { roles: ['clerks'] }],
    ['a list as text', { groups: 'clerks,others' }],
    ['a list in a list', { groups: [['clerks']] }],
    ['a record', { groups: { clerks: true } }],
    ['nothing in the claim', { groups: null }],
  ])('are none for %s', (_, claims) => {
    expect(grants(mappingOf(CLERKS), claims)).toEqual({ grants: [] });
  });

  it('are found within claims that nest them, and never in what an object inherits', () => {
    const nested = mappingOf({ ...CLERKS, claim: ['realm_access', 'roles'] });
    const inherited = Object.create({ groups: ['clerks'] }) as Claims;

    expect(grants(nested, { realm_access: { roles: ['clerks'] } })).toEqual({
      grants: [{ role: 'clerk', scope: COUNCIL }],
    });
    expect(grants(nested, { realm_access: ['clerks'], roles: ['clerks'] })).toEqual({ grants: [] });
    expect(grants(mappingOf(CLERKS), inherited)).toEqual({ grants: [] });
  });

  it('are given once, whichever groups lead to them', () => {
    const mapping = mappingOf(CLERKS, { ...CLERKS, value: 'deputies' }, { ...CLERKS, role: 'reader' });

    expect(grants(mapping, { groups: ['clerks', 'deputies'] })).toEqual({
      grants: [
        { role: 'clerk', scope: COUNCIL },
        { role: 'reader', scope: COUNCIL },
      ],
    });
  });

  it.each([
    ['2026-03-31', 0],
    ['2026-04-01', 1],
    ['2026-09-30', 1],
    ['2026-10-01', 0],
  ])('hold from the first day of an entry to its last: on %s, %i', (today, count) => {
    const mapping = mappingOf({ ...CLERKS, from: '2026-04-01', to: '2026-09-30' });

    expect(grants(mapping, { groups: ['clerks'] }, today)).toMatchObject({ grants: { length: count } });
  });

  it.each([
    ['a group overage of Entra ID', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: '…' } } }],
    ['an overage of its implicit flow', { hasgroups: true }],
    ['the same as text', { hasgroups: 'true' }],
  ])('are not known where the claim is kept elsewhere: %s', (_, claims) => {
    const mapping = mappingOf({ ...CLERKS, claim: 'roles' }, CLERKS);

    expect(grants(mapping, { ...claims, roles: ['clerks'] })).toEqual({ withheld: 'groups' });
  });

  it('are known where another claim than those asked is kept elsewhere', () => {
    const claims = { hasgroups: true, _claim_names: { groups: 'src1' }, roles: ['clerks'] };

    expect(grants(mappingOf({ ...CLERKS, claim: 'roles' }), claims)).toMatchObject({ grants: [{ role: 'clerk' }] });
    expect(grants(mappingOf(CLERKS), { hasgroups: false, groups: ['clerks'] })).toMatchObject({
      grants: { length: 1 },
    });
  });

  it('rest on these claims', () => {
    const mapping = mappingOf(CLERKS, { ...CLERKS, value: 'b' }, { ...CLERKS, claim: ['realm_access', 'roles'] });

    expect(claimsAsked(mapping)).toEqual(['groups', 'realm_access']);
  });
});

describe('the file that maps claims to roles', () => {
  it('may be as the instructions have it', () => {
    const instructions = join(__dirname, '../../../../docs/how-to/sign-in-with-openid-connect.md');
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync(instructions, 'utf8')) ?? [];

    expect(readClaimsMapping(example)).toEqual({ mapping: [0, 1, 2].map(() => expect.anything()) });
  });

  it('may be without entries: then roles are granted here alone', () => {
    expect(readClaimsMapping('{ "grants": [] }')).toEqual({ mapping: [] });
  });

  it.each([
    ['no JSON', '{ "grants": [ }', /^It is no JSON: /],
    ['a list', [CLERKS], /^It must be \{ "grants"/],
    ['nothing', 'null', /^It must be \{ "grants"/],
    ['something beside the entries', { grants: [], roles: [] }, /^It must be \{ "grants"/],
  ])('is refused where it is %s', (_, content, fault) => {
    expect(faultsIn(content)).toEqual([expect.stringMatching(fault)]);
  });

  const faulty: readonly (readonly [string, unknown, string])[] = [
    ['an entry that is none', 'clerks', 'it must be { "claim": …, "value": …, "role": …, "scope": … }'],
    [
      'a role that there is not',
      { ...CLERKS, role: 'chairman' },
      '"chairman" is no role. Roles are administrator, hr, chair, clerk, member, action-lead, monitoring-lead, commissioner, reader, auditor',
    ],
    ['no role', { ...CLERKS, role: undefined }, 'nothing is no role. Roles are administrator'],
    [
      'a word that means nothing',
      { ...CLERKS, roll: 'clerk' },
      '"roll" means nothing here. An entry has claim, value, role, scope, from, to',
    ],
    ['a claim without a name', { ...CLERKS, claim: ' ' }, '"claim" must be the name of a claim'],
    ['a claim with no names', { ...CLERKS, claim: [] }, '"claim" must be the name of a claim'],
    ['a claim that is a number', { ...CLERKS, claim: 7 }, '"claim" must be the name of a claim'],
    ['a value without quotation marks', { ...CLERKS, value: 7 }, '"value" must be the text that the claim holds'],
    ['no value', { ...CLERKS, value: '' }, '"value" must be the text that the claim holds'],
    ['a scope in one word', { ...CLERKS, scope: 'council' }, '"scope" must be { "kind": "council" }, or name a record'],
    [
      'a kind of scope that there is not',
      { ...CLERKS, scope: { kind: 'team', id: 'x' } },
      '"team" is no kind of scope. Kinds are council, group, plan, review, lead',
    ],
    [
      'a council with an id',
      { ...CLERKS, scope: { kind: 'council', id: 'x' } },
      '"scope" is the whole council, so that it has no id',
    ],
    ['a group without its id', { ...CLERKS, scope: { kind: 'group' } }, '"scope" must name its group by "id"'],
    [
      'an id that is none',
      { ...CLERKS, scope: { kind: 'group', id: 'a b' } },
      '"scope" must name its group by "id", as in the address',
    ],
    [
      'a role that is not bound so',
      { ...CLERKS, role: 'auditor', scope: { kind: 'group', id: 'GG-WSG' } },
      'the role auditor cannot be bound to a group. It can be bound to council',
    ],
    ['a stray word in a scope', { ...CLERKS, scope: { kind: 'council', of: 1 } }, '"of" means nothing in "scope"'],
    [
      'a date that is none',
      { ...CLERKS, from: '2026-02-30' },
      '"from" must be a date such as "2026-04-01", not "2026-02-30"',
    ],
    ['a date as a number', { ...CLERKS, to: 2026 }, '"to" must be a date such as "2026-04-01", not 2026'],
    [
      'an end before its beginning',
      { ...CLERKS, from: '2026-04-02', to: '2026-04-01' },
      'it ends on 2026-04-01, before it begins on 2026-04-02',
    ],
  ];

  it.each(faulty)('is refused for %s', (_, entry, fault) => {
    expect(faultsIn({ grants: [CLERKS, entry] })).toEqual([expect.stringContaining(`Entry 2 of "grants": ${fault}`)]);
  });

  it('is told of all its faults at once, each with its entry', () => {
    const faults = faultsIn({ grants: [{ ...CLERKS, role: 'x', value: 7 }, CLERKS, 'clerks'] });

    expect(faults.map((fault) => fault.slice(0, 'Entry 1'.length))).toEqual(['Entry 1', 'Entry 1', 'Entry 3']);
  });
});
