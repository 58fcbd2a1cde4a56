import { chair, fact, heads, lead, monitoring } from './reminder.fixture';
import { PeopleOfDay, type HeldRole } from './people-asked';

const clerk: HeldRole = { account: 'clerk', role: 'clerk', scope: { kind: 'group', id: 'GG-WSG' } };
const second: HeldRole = { account: 'second', role: 'action-lead', scope: { kind: 'lead', id: 'heads' } };
const ofPlan: HeldRole = { account: 'of-plan', role: 'action-lead', scope: { kind: 'plan', id: 'plan-1' } };
const ofGroup: HeldRole = { account: 'of-group', role: 'action-lead', scope: { kind: 'group', id: 'GG-WSG' } };
const asked = (roles: readonly HeldRole[], step: 'lead' | 'monitoring-lead' | 'group' = 'lead', of = fact()) =>
  new PeopleOfDay(roles, []).asked(of, step);

describe('who is asked', () => {
  it('is everybody who holds a lead role of the record, each once', () => {
    expect(asked([lead, second, lead, monitoring, ofPlan])).toEqual({ accounts: ['lead', 'second'], unheld: [] });
  });

  it('is whoever monitors it, then the chair and the clerk of its group', () => {
    expect(asked([lead, monitoring, chair, clerk], 'monitoring-lead').accounts).toEqual(['monitor']);
    expect(asked([lead, monitoring, chair, clerk], 'group').accounts).toEqual(['chair', 'clerk']);
  });

  it('is nobody for the ladder’s last step where it has no group, or nobody sits in for it', () => {
    const { group: _, ...without } = fact();
    expect(asked([chair], 'group', without)).toEqual({ accounts: [], unheld: [] });
    expect(asked([lead], 'group')).toEqual({
      accounts: [],
      unheld: [{ kind: 'group', id: 'GG-WSG', name: 'GG-WSG' }],
    });
  });

  it('is whoever leads in the plan where nobody holds its lead role, else in the group, and the desk is told', () => {
    expect(asked([ofPlan, ofGroup])).toEqual({ accounts: ['of-plan'], unheld: [heads] });
    expect(asked([ofGroup])).toEqual({ accounts: ['of-group'], unheld: [heads] });
    expect(asked([monitoring])).toEqual({ accounts: [], unheld: [heads] });
  });

  it('is the chair where a group leads, and an account where it does', () => {
    const led = fact({ leads: [{ kind: 'group', id: 'GG-WSG', name: 'Workforce' }] });
    const own = fact({ leads: [{ kind: 'account', id: 'lead', name: 'A lead' }] });
    expect(asked([chair, clerk], 'lead', led).accounts).toEqual(['chair']);
    expect(asked([], 'lead', own).accounts).toEqual(['lead']);
  });
});

describe('whose mail somebody reads', () => {
  const covered = new PeopleOfDay([lead], [{ account: 'cover', forAccount: 'lead' }]);

  it('is their own, and that of whom they cover; who is covered reads none', () => {
    expect(covered.reader('lead')).toBe('cover');
    expect(covered.reader('cover')).toBe('cover');
    expect(covered.personsOf('cover')).toEqual(['cover', 'lead']);
    expect(covered.personsOf('lead')).toEqual([]);
    expect(covered.personsOf('somebody')).toEqual(['somebody']);
  });

  it('does not follow a cover of a cover', () => {
    const twice = new PeopleOfDay(
      [],
      [
        { account: 'cover', forAccount: 'lead' },
        { account: 'third', forAccount: 'cover' },
      ],
    );
    expect(twice.reader('lead')).toBe('cover');
    expect(twice.personsOf('cover')).toEqual(['lead']);
    expect(twice.personsOf('third')).toEqual(['third', 'cover']);
  });
});

describe('where to look for what a person may be asked about', () => {
  it('is their account, their lead roles, plans and groups, and for a chair what the group leads', () => {
    const all = new PeopleOfDay(
      [lead, { ...ofPlan, account: 'lead' }, { ...clerk, account: 'lead' }, { ...chair, account: 'head' }],
      [],
    );
    expect(all.concernsOf('lead')).toEqual([
      { kind: 'account', id: 'lead' },
      { kind: 'role', id: 'heads' },
      { kind: 'within', stream: 'actionPlan-plan-1' },
      { kind: 'group', id: 'GG-WSG' },
    ]);
    expect(all.concernsOf('head')).toEqual([
      { kind: 'account', id: 'head' },
      { kind: 'group', id: 'GG-WSG' },
      { kind: 'leading-group', id: 'GG-WSG' },
    ]);
  });
});
