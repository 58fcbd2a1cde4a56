import type { Role, Scope } from '@minutebook/kernel';
import { actorOf, classesOf, grantFor, roleFor, type Account } from './account-rights';

const COUNCIL: Scope = { kind: 'council' };
const WSG: Scope = { kind: 'group', id: 'GG-WSG' };

const holding = (...held: readonly (readonly [Role, Scope])[]): Account => ({
  id: 'a',
  name: 'Ada Larch',
  kind: 'person',
  roles: [...new Set(held.map(([role]) => role))],
  grants: held.map(([role, scope], nth) => ({ role, scope, grant: `account-a@${nth + 1}` })),
});

describe('a right', () => {
  it('is what no role names for nobody: deny by default', () => {
    expect(grantFor(holding(['reader', COUNCIL]), 'open-plan', {})).toBeUndefined();
    expect(grantFor(holding(), 'read-programme', {})).toBeUndefined();
  });

  it('holds where its role is bound, and nowhere else', () => {
    const chair = holding(['chair', WSG]);
    expect(grantFor(chair, 'open-plan', { groups: ['GG-WSG'] })?.grant).toBe('account-a@1');
    expect(grantFor(chair, 'open-plan', { groups: ['GG-ASC'] })).toBeUndefined();
    expect(grantFor(chair, 'open-plan', {})).toBeUndefined();
    expect(roleFor(chair, 'open-plan')).toBe('chair');
  });

  it('to read the programme holds wherever a role is bound', () => {
    expect(grantFor(holding(['member', WSG]), 'read-programme', { groups: ['GG-ASC'] })).toBeDefined();
  });

  it('to look after one’s own account needs no role', () => {
    expect(grantFor(holding(), 'change-own-account', {})).toMatchObject({ grant: 'account-a@0' });
  });

  it('is reading the programme alone while the log cannot be asked', () => {
    const unsure = { ...holding(['administrator', COUNCIL]), unsure: true };
    expect(grantFor(unsure, 'read-programme', {})).toBeDefined();
    expect(grantFor(unsure, 'establish-group', {})).toBeUndefined();
    expect(grantFor(unsure, 'read-people', {})).toBeUndefined();
    expect(classesOf(unsure)).toEqual(['programme']);
  });
});

describe('the access classes that an account may read', () => {
  it.each([
    [[['reader', COUNCIL]], ['programme']],
    [[['administrator', COUNCIL]], ['programme', 'people']],
    [[['auditor', COUNCIL]], ['programme', 'people', 'hr']],
    [[['hr', COUNCIL]], ['programme', 'people', 'hr', 'special']],
    [[['hr', { kind: 'review', id: 'r1' }]], ['programme']],
    [[], []],
  ] as const)('with %j are %j', (held, classes) => {
    expect(classesOf(holding(...(held as readonly (readonly [Role, Scope])[])))).toEqual(classes);
  });
});

describe('an actor', () => {
  it('is the account, its role, the grant, and whom it acts for', () => {
    const [grant] = holding(['clerk', COUNCIL]).grants;
    if (!grant) throw new Error('The account holds a grant');
    expect(actorOf(holding(), grant)).toEqual({ account: 'a', role: 'clerk', grant: 'account-a@1' });
    expect(actorOf(holding(), { ...grant, actingFor: 'b' })).toMatchObject({ actingFor: 'b' });
  });
});
