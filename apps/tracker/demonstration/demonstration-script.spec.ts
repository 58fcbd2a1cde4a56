import { accountDecider } from '@minutebook/accounts/domain/account.decider';
import type { AccountState, KnownAccount } from '@minutebook/accounts/domain/account.state';
import { PERMITTED, type Permission } from '@minutebook/accounts/permissions';
import type { AccountCommand } from '@minutebook/accounts/domain/account.commands';
import type { ActionInput, ActionPlanInput } from '@minutebook/action-plans';
import { actionPlanDecider } from '@minutebook/action-plans/domain/action-plan.decider';
import { actionDecider } from '@minutebook/action-plans/domain/action.decider';
import type { ActionState, AddedAction } from '@minutebook/action-plans/domain/action.state';
import type { GovernanceGroupInput } from '@minutebook/governance-groups';
import type { GovernanceGroupCommand } from '@minutebook/governance-groups/domain/governance-group.commands';
import { governanceGroupDecider } from '@minutebook/governance-groups/domain/governance-group.decider';
import {
  covers,
  type Decider,
  type Event,
  type LocalDate,
  holdsOn,
  londonDateOf,
  londonTimeOf,
  type Refusal,
} from '@minutebook/kernel';
import { DEMONSTRATION_ACCOUNTS, grantOf } from './demonstration-accounts';
import { demonstrationSteps, HISTORY_FROM, PRESENT_AT } from './demonstration-script';
import type { DemonstrationStep } from './demonstration-step';
import { actionIdOf, DERBYSHIRE, LEICESTERSHIRE, planIdOf } from './published-plans';

const steps = demonstrationSteps();
const invented = steps.filter(({ origin }) => origin === 'demonstration');

/** A record as the deciders see it: its state and how many events it has. */
interface Held<S> {
  readonly state: S;
  readonly revision: number;
}

/** Puts one step to a decider; what is refused or changes nothing is a mistake in the script. */
function decided<S, C, E extends Event, R extends Refusal>(
  decider: Decider<S, C, E, R>,
  held: Held<S> | undefined,
  command: C,
  { key, at, account, role, effectiveOn, reason }: DemonstrationStep,
): Held<S> {
  const before = held ?? { state: decider.initialState, revision: -1 };
  const decision = decider.decide(command, before.state);
  if ('refused' in decision) throw new Error(`${key} is refused: ${decision.refused.message}`);
  if (decision.accepted.length === 0) throw new Error(`${key} changes nothing`);
  const metadata = { recordedAt: at, effectiveOn, reason, actor: { account, role, grant: 'demonstration-1@0' } };
  const state = decision.accepted.reduce((so, event) => decider.evolve(so, { ...event, metadata }), before.state);
  return { state, revision: before.revision + decision.accepted.length };
}

type HeldGroups = ReadonlyMap<string, Held<typeof governanceGroupDecider.initialState>>;

/** A command on a group with what its handler looks up: the other group as it stands. */
function groupCommand(
  id: string,
  input: GovernanceGroupInput,
  groups: HeldGroups,
  today: LocalDate,
): GovernanceGroupCommand {
  if (input.type === 'stand-down-member' || input.type === 'dissolve') return { ...input, id, today };
  if (input.type === 'merge-into') {
    const into = groups.get(input.intoId);
    return { ...input, id, today, into: into && { id: input.intoId, revision: into.revision, isOver: false } };
  }
  if (input.type !== 'report-to') return { ...input, id };
  const other = groups.get(input.toId);
  return { ...input, id, to: other && { id: input.toId, revision: other.revision, isOver: false } };
}

/** The whole history put to the deciders, as the command handlers do it. */
function played() {
  const groups = new Map<string, Held<typeof governanceGroupDecider.initialState>>();
  const plans = new Map<string, Held<typeof actionPlanDecider.initialState>>();
  const actions = new Map<string, Held<ActionState>>();
  const accounts = new Map<string, Held<AccountState>>();
  for (const step of steps) {
    const { target, account, at } = step;
    if (target.context === 'accounts') {
      const { accountId, input } = target;
      const command = { accountId, by: account, today: londonDateOf(at), command: input as AccountCommand };
      accounts.set(accountId, decided(accountDecider, accounts.get(accountId), command, step));
    } else if (target.context === 'governance-groups') {
      const command = groupCommand(target.groupId, target.input, groups, londonDateOf(at));
      groups.set(target.groupId, decided(governanceGroupDecider, groups.get(target.groupId), command, step));
    } else if (target.context === 'action-plans') {
      const { planId, input } = target;
      const command =
        'groupId' in input
          ? {
              ...input,
              group: groups.get(input.groupId) && ({ id: input.groupId, revision: 0, standing: 'standing' } as const),
            }
          : input;
      plans.set(planId, decided(actionPlanDecider, plans.get(planId), command, step));
    } else {
      const { actionId, input } = target;
      const held = actions.get(actionId);
      const planId = 'planId' in input ? input.planId : held?.state.status === 'not-added' ? '' : held?.state.planId;
      const plan = plans.get(planId ?? '');
      const read =
        planId !== undefined && plan && plan.state.status !== 'not-opened'
          ? { ...plan.state, id: planId, revision: plan.revision }
          : undefined;
      const command = { ...input, by: account, today: londonDateOf(at), plan: read };
      actions.set(actionId, decided(actionDecider, held, command, step));
    }
  }
  return { groups, plans, actions, accounts };
}

const { groups, plans, actions, accounts } = played();

function action(reference: string): AddedAction {
  const state = actions.get(actionIdOf(reference))?.state;
  if (!state || state.status === 'not-added') throw new Error(`No action ${reference}`);
  return state;
}

const ofPlan = (plan: typeof DERBYSHIRE) =>
  [...actions.values()]
    .map(({ state }) => state)
    .filter((state): state is AddedAction => state.status !== 'not-added' && state.planId === planIdOf(plan));

/** What the personas do, without how they came to their roles. */
const done = steps.flatMap(({ target, account, ...step }) =>
  target.context === 'accounts' || account === 'system' ? [] : [{ ...step, account, target }],
);

describe('the demonstration’s accounts', () => {
  it('are opened and given their roles by nobody but the demonstration itself', () => {
    expect([...accounts.keys()]).toEqual(DEMONSTRATION_ACCOUNTS.map(({ id }) => id));
    for (const { account, target } of steps) expect(target.context === 'accounts').toBe(account === 'system');
  });

  it('act on grants of the role in which they act, which hold for the group and on the day', () => {
    for (const { key, account, role, group, at } of done) {
      const [stream, revision] = grantOf(account, group).split('@');
      const state = accounts.get(account)?.state as KnownAccount;
      const grant = state.grants[Number(revision) - 1];
      expect([key, stream, grant?.role]).toEqual([key, `account-${account}`, role]);
      if (!grant) continue;
      expect([key, covers(grant.scope, group === undefined ? {} : { groups: [group] })]).toEqual([key, true]);
      expect([key, holdsOn(grant, londonDateOf(at))]).toEqual([key, true]);
    }
  });
});

describe('the demonstration’s history', () => {
  it('is accepted by the deciders, every step, and each step changes something', () => {
    expect(groups.size).toBe(21);
    expect(plans.size).toBe(2);
    expect(ofPlan(LEICESTERSHIRE)).toHaveLength(8);
    expect(ofPlan(DERBYSHIRE)).toHaveLength(25);
  });

  it('has at least 150 invented events of progress', () => {
    expect(invented.filter(({ target }) => target.context === 'actions').length).toBeGreaterThanOrEqual(150);
  });

  it('is in the order of its dates, within working hours, before the present', () => {
    // Bank holidays in England within the times that the history tells of.
    const holidays = ['2009-12-25', '2009-12-28', '2010-01-01', '2010-04-02', '2010-04-05', '2010-05-03', '2010-05-31']
      .concat(['2010-08-30', '2010-12-27', '2010-12-28', '2011-01-03', '2014-04-18', '2014-04-21', '2014-05-05'])
      .concat(['2014-05-26']);
    steps.forEach((step, index) => {
      const day = londonDateOf(step.at);
      expect(step.at).toBeGreaterThan(steps[index - 1]?.at ?? 0);
      expect([0, 6]).not.toContain(new Date(`${day}T12:00Z`).getUTCDay());
      expect(holidays).not.toContain(day);
      expect(londonTimeOf(step.at) >= '09:00' && londonTimeOf(step.at) < '17:00').toBe(true);
    });
    expect(londonDateOf(steps[0]?.at ?? 0)).toBe(HISTORY_FROM);
    expect(steps.at(-1)?.at).toBeLessThan(PRESENT_AT);
  });

  it('has keys that are unique and stay what they are', () => {
    const keys = steps.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(
      expect.arrayContaining(['group/GG-WSG', 'plan/derbyshire-2014', 'action/DW1', 'DK6/3/confirm-progress']),
    );
    expect(actionIdOf('DW1')).toBe('9418cd47-bafe-5ab4-a898-cd09b87a38a4');
  });

  it('is told by the account of the role that may do it, with a reason where one is asked for', () => {
    type Done =
      Exclude<ActionInput['type'], 'escalate-to-group'> | ActionPlanInput['type'] | GovernanceGroupInput['type'];
    const permission: Readonly<Record<Done, Permission>> = {
      establish: 'establish-group',
      'report-to': 'draw-reporting-lines',
      'end-reporting-line': 'draw-reporting-lines',
      'adopt-terms-of-reference': 'adopt-terms-of-reference',
      'appoint-member': 'appoint-member',
      'stand-down-member': 'appoint-member',
      rename: 'change-group',
      'merge-into': 'change-group',
      dissolve: 'change-group',
      open: 'open-plan',
      close: 'close-plan',
      transfer: 'transfer-plan',
      add: 'add-action',
      amend: 'amend-action',
      'assign-leads': 'assign-leads',
      withdraw: 'withdraw-action',
      reopen: 'reopen-action',
      'move-due-date': 'move-due-date',
      'report-progress': 'report-progress',
      'correct-progress': 'report-progress',
      complete: 'report-progress',
      'confirm-progress': 'confirm-progress',
      'return-progress': 'confirm-progress',
      'confirm-completion': 'confirm-progress',
    };
    const needReason = ['return-progress', 'correct-progress', 'move-due-date', 'reopen', 'withdraw'];
    for (const { key, account, role, reason, target } of done) {
      // The policy of reminders alone escalates: nobody is permitted to.
      if (target.input.type === 'escalate-to-group') throw new Error(`${key} is told by nobody`);
      expect([key, account]).toEqual([key, `demo-${role}`]);
      expect(DEMONSTRATION_ACCOUNTS.map(({ id }) => id)).toContain(account);
      expect(PERMITTED[permission[target.input.type]]).toContain(role);
      if (needReason.includes(target.input.type)) expect([key, reason]).toEqual([key, expect.stringMatching(/.{20}/)]);
    }
  });

  it('names document and row for what is taken from a document, and for nothing else', () => {
    for (const { origin, source } of done) expect(source !== undefined).toBe(origin === 'import');
    const imported = steps.filter(({ origin }) => origin === 'import').map(({ target }) => target.input.type);
    const counts = Object.fromEntries(imported.map((type) => [type, imported.filter((one) => one === type).length]));
    expect(counts).toEqual({
      establish: 21,
      'report-to': 12,
      'adopt-terms-of-reference': 3,
      'appoint-member': 13,
      open: 2,
      add: 8 + 25,
    });
  });
});

describe('the Leicestershire plan', () => {
  it('costs GBP 22,000 as its document says, running costs and savings apart', () => {
    const costs = ofPlan(LEICESTERSHIRE).flatMap(({ wording }) => wording.costs);
    const oneOff = costs.filter(({ kind }) => kind === 'one-off');
    expect(oneOff.reduce((sum, { pence = 0 }) => sum + pence, 0)).toBe(2_200_000);
    expect(costs.filter(({ kind }) => kind === 'excluded').map(({ words }) => words)).toEqual([
      'Plus cost of running programme',
      'Plus cost of running programme',
    ]);
    expect(costs.filter(({ kind }) => kind === 'saving').map(({ words }) => words)).toEqual(['(Possible savings)']);
  });

  it('was done but for one action, whose due dates slipped once, twice and three times, and is closed', () => {
    expect(plans.get(planIdOf(LEICESTERSHIRE))?.state).toMatchObject({ status: 'closed', endsOn: '2011-03-31' });
    expect(ofPlan(LEICESTERSHIRE).filter(({ status }) => status === 'completed')).toHaveLength(7);
    expect(action('LA3').status).toBe('withdrawn');
    expect(['LA6', 'LA5', 'LA2'].map((reference) => action(reference).timesMoved)).toEqual([1, 2, 3]);
  });
});

describe('the Derbyshire board on 16 June 2014', () => {
  const open = ofPlan(DERBYSHIRE).filter(({ status }) => status !== 'completed' && status !== 'withdrawn');
  const references = (some: readonly AddedAction[]) => some.map(({ reference }) => reference);
  const rated = (rag: string | null) => references(open.filter((one) => one.rag === rag));
  const latest = (state: string) => references(open.filter(({ reports }) => reports.at(-1)?.state === state));

  it('has red, amber, green and unrated actions', () => {
    expect(rated('red')).toEqual(['DK6', 'DL4']);
    expect(rated('amber')).toEqual(['DW3', 'DK1', 'DK3', 'DK5', 'DL5', 'DR1', 'DR3', 'DV1']);
    expect(rated('green')).toHaveLength(11);
    expect(rated(null)).toEqual(['DK7', 'DL2', 'DX1']);
  });

  it('has reports that wait for the monitoring lead, one that was sent back, and two overdue actions', () => {
    expect(latest('awaiting')).toEqual(['DW2', 'DK1', 'DK2', 'DL5', 'DR3', 'DE1', 'DX1']);
    expect(latest('returned')).toEqual(['DK7']);
    expect(references(open.filter(({ timescale }) => (timescale.due ?? '9') < '2014-06-16'))).toEqual(['DW1', 'DK6']);
    expect(action('DW1').status).toBe('completion-reported');
    expect(action('DL7').status).toBe('completed');
  });
});
