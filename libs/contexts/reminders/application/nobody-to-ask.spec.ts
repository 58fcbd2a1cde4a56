import type { DueFactHolder, StandingFact } from '@minutebook/kernel';
import { PeopleOfDay, type HeldCover, type HeldRole } from '../domain/people-asked';
import type { RemindersOfDay } from './day-of-reminders';
import { NobodyToAsk } from './nobody-to-ask';

const role = (id: string): DueFactHolder => ({ kind: 'role', id, name: id.toUpperCase() });
const fact = (reference: string, leads: readonly DueFactHolder[], plan = 'p'): StandingFact => ({
  ...{ kind: 'action', label: 'Action', title: 'Title', path: `/actions/${reference}`, due: null },
  ...{ reference, stream: `action-${reference}`, revision: 0, within: `actionPlan-${plan}`, answer: undefined },
  ...{ heardOn: '2014-06-01', reportsProgress: true, open: true, monitoringLeads: [] },
  ...{ leads, leadRole: 'action-lead', monitoringRole: 'monitoring-lead' },
});
const lead = (account: string, scope: HeldRole['scope']): HeldRole => ({ account, role: 'action-lead', scope });

function nobody(
  facts: readonly StandingFact[],
  roles: readonly HeldRole[],
  { covers = [], without = [] }: { covers?: readonly HeldCover[]; without?: readonly string[] } = {},
): NobodyToAsk {
  const known = { open: () => facts, fact: () => undefined, concerning: () => [] };
  const ofDay = { today: '2014-06-16', readPeople: () => new PeopleOfDay(roles, covers) } as Partial<RemindersOfDay>;
  const addresses = { addressOf: (account: string) => (without.includes(account) ? undefined : `${account}@x.test`) };
  return new NobodyToAsk(known, ofDay as RemindersOfDay, addresses);
}

describe('whom nobody asks', () => {
  const ofPlan = lead('ann', { kind: 'plan', id: 'p' });

  it('is each lead role that nobody holds, with whoever is asked instead, the most records first', () => {
    const facts = [fact('A1', [role('x')]), fact('A2', [role('y')]), fact('A3', [role('y')]), fact('A4', [role('z')])];
    const held = lead('bob', { kind: 'lead', id: 'z' });
    expect(nobody(facts, [ofPlan, held]).unheld()).toEqual([
      { holder: role('y'), facts: [facts[1], facts[2]], instead: ['ann'], withoutAnybody: 0 },
      { holder: role('x'), facts: [facts[0]], instead: ['ann'], withoutAnybody: 0 },
    ]);
  });

  it('counts the records of which nobody at all is asked, also where no lead is named', () => {
    const facts = [fact('A1', [role('x')]), fact('A2', [role('x')], 'other'), fact('A3', [], 'other')];
    expect(nobody(facts, [ofPlan]).unheld()).toEqual([
      { holder: role('x'), facts: facts.slice(0, 2), instead: ['ann'], withoutAnybody: 1 },
      { holder: undefined, facts: [facts[2]], instead: [], withoutAnybody: 1 },
    ]);
  });

  it('is who would confirm what is said to be done', () => {
    const done = { ...fact('A1', [role('x')]), monitoringLeads: [role('m')], awaitsConfirmation: true };
    const monitors: HeldRole = { account: 'mo', role: 'monitoring-lead', scope: { kind: 'plan', id: 'p' } };
    expect(nobody([done], [ofPlan, monitors]).unheld()).toEqual([
      { holder: role('m'), facts: [done], instead: ['mo'], withoutAnybody: 0 },
    ]);
    expect(nobody([done], [ofPlan, { ...monitors, scope: { kind: 'lead', id: 'm' } }]).unheld()).toEqual([]);
  });

  it('includes people without an address, and covers without one in their place', () => {
    const facts = [fact('A1', [role('x')])];
    const roles = [lead('ann', { kind: 'lead', id: 'x' })];
    expect(nobody(facts, roles).unreachable()).toEqual([]);
    expect(nobody(facts, roles, { without: ['ann'] }).unreachable()).toEqual([{ account: 'ann', facts }]);
    const covers = [{ account: 'cat', forAccount: 'ann' }];
    expect(nobody(facts, roles, { covers, without: ['ann'] }).unreachable()).toEqual([]);
    expect(nobody(facts, roles, { covers, without: ['cat'] }).unreachable()).toEqual([{ account: 'cat', facts }]);
  });
});
