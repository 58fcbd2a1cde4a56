import { addDays, londonDateOf, londonInstant, type Told } from '@minutebook/kernel';
import { uuidV5, type LoggedEvent } from '@minutebook/kernel/recording';
import type { ActionInput, ActionPlanInput } from '@minutebook/action-plans/application/action-plan-inputs';
import type { ActionPlanEvent } from '@minutebook/action-plans/domain/action-plan.events';
import { actionPlanDecider } from '@minutebook/action-plans/domain/action-plan.decider';
import type { ActionPlanState } from '@minutebook/action-plans/domain/action-plan.state';
import type { PlanFact } from '@minutebook/action-plans/domain/action.commands';
import { actionDecider } from '@minutebook/action-plans/domain/action.decider';
import type { ActionEvent } from '@minutebook/action-plans/domain/action.events';
import type { ActionState } from '@minutebook/action-plans/domain/action.state';
import { reportedOf } from '@minutebook/action-plans/domain/action.state';
import fc from 'fast-check';
import { metadataAt } from '../../libs/kernel/read-models/read-models.fixture';

/** Histories begin two days before the clocks go on, and last over the day on which they go back. */
export const FIRST_INSTANT = londonInstant('2014-03-28', '09:00');

export const GROUPS = ['GG-ASC', 'GG-ECB', 'GG-WSG'];
export const PLANS = ['plan-1', 'plan-2'];
export const ACTIONS = ['a1', 'a2', 'a3', 'a4'];
export const PERSONS = ['demo-action-lead', 'demo-clerk', 'demo-monitoring-lead'] as const;

const EVENTS = '6f1d5f3e-0000-5000-8000-000000000001';
const DAY = 24 * 60;

/** What somebody asks for; what of it depends on the record is filled in when it is asked. */
interface Wish {
  readonly by: (typeof PERSONS)[number];
  /** Minutes since the wish before. */
  readonly later: number;
  /** By how much the clock of the node lags, in ms. */
  readonly lag: number;
  readonly effective: number | undefined;
  readonly reason: string;
  readonly target: 'plan' | 'action';
  readonly nth: number;
  readonly input: (held: { readonly latest: string; readonly today: string }) => object;
}

/** A command that was accepted, as a handler is given it. */
export interface AcceptedCommand {
  readonly by: (typeof PERSONS)[number];
  readonly at: number;
  readonly reason: string;
  readonly effectiveOn: string | undefined;
  readonly target:
    | { readonly planId: string; readonly input: ActionPlanInput }
    | { readonly actionId: string; readonly input: ActionInput };
}

const text = fc.constantFrom('Réimplement a QA group', 'One OR two', '“Quoted” £5,000', 'x', 'Advertise the post');
const days = fc.integer({ min: -20, max: 400 });
const lead = fc.constantFrom(
  { kind: 'role', id: 'head-of-service', name: 'Head of Service', origin: 'assigned' },
  { kind: 'group', id: 'GG-WSG', name: 'Workforce Steering Group', origin: 'stated' },
);
const timescale = fc
  .record({ words: text, due: days, start: days, ongoing: fc.constant(true) }, { requiredKeys: ['words'] })
  .map(({ words, due, start, ongoing }) => (today: string) => ({
    words,
    ...(start !== undefined && { start: addDays(today, start - 400) }),
    ...(due !== undefined && ongoing === undefined && { due: addDays(today, due) }),
    ...(ongoing !== undefined && { ongoing }),
  }));
const words = fc.record(
  {
    rag: fc.constantFrom('red', 'amber', 'green'),
    commentary: text,
    percentComplete: fc.integer({ min: 0, max: 100 }),
    forecastDue: fc.constantFrom('2014-12-31', '2015-03-29'),
  },
  { requiredKeys: ['rag', 'commentary'] },
);

const planInput = fc.oneof(
  fc.record({ title: text, group: fc.constantFrom(...GROUPS) }).map(({ title, group }) => () => ({
    type: 'open',
    title,
    groupId: group,
    startsOn: '2014-04-01',
    endsOn: '2015-03-31',
    ragScheme: 'rag',
  })),
  fc
    .record({ title: text, endsOn: fc.constantFrom('2015-03-31', '2015-10-25') }, { requiredKeys: [] })
    .map((fields) => () => ({ type: 'amend', ...fields })),
  fc.constantFrom(...GROUPS).map((groupId) => () => ({ type: 'transfer', groupId })),
);

const actionInput: fc.Arbitrary<Wish['input']> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({ planId: fc.constantFrom(...PLANS), title: text, theme: text, to: timescale, who: lead })
      .map(({ planId, title, theme, to, who }): Wish['input'] => ({ today }) => ({
        type: 'add',
        planId,
        theme,
        title,
        subItems: [title],
        costs: [],
        timescale: to(today),
        leads: [who],
        monitoringLeads: [],
      })),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(words, fc.integer({ min: 1, max: 40 }))
      .map(([said, nth]): Wish['input'] => () => ({ type: 'report-progress', reportId: `r${nth}`, ...said })),
  },
  {
    weight: 2,
    arbitrary: words.map((said): Wish['input'] => ({ latest }) => ({
      type: 'correct-progress',
      reportId: latest,
      ...said,
    })),
  },
  {
    weight: 9,
    arbitrary: fc
      .constantFrom('confirm-progress', 'confirm-progress', 'return-progress')
      .map((type): Wish['input'] => ({ latest }) => ({ type, reportId: latest })),
  },
  {
    weight: 2,
    arbitrary: timescale.map((to): Wish['input'] => ({ today }) => ({ type: 'move-due-date', timescale: to(today) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ theme: text, title: text, subItems: fc.array(text, { maxLength: 3 }) }, { requiredKeys: [] })
      .map((fields): Wish['input'] => () => ({ type: 'amend', fields })),
  },
  {
    weight: 1,
    arbitrary: lead.map((who): Wish['input'] => () => ({ type: 'assign-leads', leads: [who], monitoringLeads: [] })),
  },
  {
    weight: 2,
    arbitrary: text.map((evidence): Wish['input'] => ({ today }) => ({ type: 'complete', on: today, evidence })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('confirm-completion', 'confirm-completion', 'reopen', 'withdraw')
      .map((type) => () => ({ type })),
  },
);

const asked = {
  by: fc.constantFrom(...PERSONS),
  later: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 20 * DAY })),
  lag: fc.integer({ min: 0, max: 4_000 }),
  effective: fc.option(fc.integer({ min: -3, max: 0 }), { nil: undefined }),
  reason: text,
};

/** Sixty to ninety wishes over two plans and four actions. Some will be refused. */
export const wishes: fc.Arbitrary<readonly Wish[]> = fc.array(
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({ ...asked, target: fc.constant('plan' as const), nth: fc.nat(1), input: planInput }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ ...asked, target: fc.constant('action' as const), nth: fc.nat(3), input: actionInput }),
    },
  ),
  { minLength: 60, maxLength: 90, size: 'max' },
);

/** What a history came to: the log, and the commands that were accepted on the way. */
export interface History {
  readonly events: readonly LoggedEvent[];
  readonly commands: readonly AcceptedCommand[];
}

/** Asks one wish after the other of the real deciders and keeps what they accept; two plans are opened at the start. */
export function historyOf(all: readonly Wish[]): History {
  return new Council().live(all);
}

class Council {
  private readonly events: LoggedEvent[] = [];
  private readonly commands: AcceptedCommand[] = [];
  private readonly plans = new Map<string, ActionPlanState>();
  private readonly actions = new Map<string, ActionState>();
  private now = FIRST_INSTANT;

  live(all: readonly Wish[]): History {
    for (const id of GROUPS) {
      const data = { name: `Group ${id}`, kind: 'board', source: 'A story' };
      this.record(`governanceGroup-${id}`, 'GovernanceGroupEstablished', data, 'demo-clerk', this.now, undefined, '');
    }
    for (const nth of [0, 1])
      this.ask({ ...OPENING, nth, input: () => ({ ...OPEN_PLAN, groupId: GROUPS[nth], title: `Plan ${nth + 1}` }) });
    for (const wish of all) this.ask(wish);
    return { events: this.events, commands: this.commands };
  }

  private ask(wish: Wish): void {
    this.now += wish.later * 60_000;
    const at = this.now - wish.lag;
    const today = londonDateOf(at);
    const effectiveOn = wish.effective === undefined ? undefined : addDays(today, wish.effective);
    const said = { by: wish.by, at, reason: wish.reason, effectiveOn };
    if (wish.target === 'plan') this.askPlan(PLANS[wish.nth] as string, wish.input({ latest: '', today }), said);
    else this.askAction(ACTIONS[wish.nth] as string, wish, today, said);
  }

  private askPlan(planId: string, wished: object, said: Omit<AcceptedCommand, 'target'>): void {
    const input = wished as ActionPlanInput;
    const state = this.plans.get(planId) ?? actionPlanDecider.initialState;
    const group = (id: string) => ({ id, revision: 0, standing: 'standing' }) as const;
    const command = 'groupId' in input ? { ...input, group: group(input.groupId) } : input;
    const decision = actionPlanDecider.decide(command, state);
    if ('refused' in decision || decision.accepted.length === 0) return;
    this.commands.push({ ...said, effectiveOn: undefined, target: { planId, input } });
    for (const { type, data } of decision.accepted) {
      const event = this.record(`actionPlan-${planId}`, type, data, said.by, said.at, undefined, said.reason);
      this.plans.set(planId, actionPlanDecider.evolve(state, event as unknown as Told<ActionPlanEvent>));
    }
  }

  private askAction(id: string, wish: Wish, today: string, said: Omit<AcceptedCommand, 'target'>): void {
    const state = this.actions.get(id) ?? actionDecider.initialState;
    const latest = reportedOf(state)?.reportId ?? 'r0';
    const dated = wish.effective !== undefined && said.effectiveOn !== undefined;
    const wished = wish.input({ latest, today }) as ActionInput;
    const input = wished.type === 'add' ? { ...wished, reference: id.toUpperCase() } : wished;
    const isReport = input.type === 'report-progress' || input.type === 'correct-progress';
    const full = isReport && dated ? { ...input, effectiveOn: said.effectiveOn } : input;
    const planId = full.type === 'add' ? full.planId : state.status === 'not-added' ? '' : state.planId;
    const command = { ...full, by: said.by, today, plan: this.planFact(planId) };
    const decision = actionDecider.decide(command, state);
    if ('refused' in decision || decision.accepted.length === 0) return;
    const effectiveOn = isReport && dated ? said.effectiveOn : undefined;
    this.commands.push({ ...said, effectiveOn, target: { actionId: id, input: full } });
    for (const { type, data } of decision.accepted) {
      const event = this.record(`action-${id}`, type, data, said.by, said.at, effectiveOn, said.reason);
      this.actions.set(id, actionDecider.evolve(state, event as unknown as Told<ActionEvent>));
    }
  }

  private planFact(id: string): PlanFact | undefined {
    const plan = this.plans.get(id);
    if (!plan || plan.status === 'not-opened') return undefined;
    const revision = this.events.filter(({ stream }) => stream === `actionPlan-${id}`).length - 1;
    return { id, revision, status: plan.status, ragScheme: plan.ragScheme, groupId: plan.groupId };
  }

  private record(
    stream: string,
    type: string,
    data: unknown,
    by: (typeof PERSONS)[number],
    recordedAt: number,
    effectiveOn: string | undefined,
    reason: string,
  ): LoggedEvent {
    const revision = this.events.filter((event) => event.stream === stream).length;
    const event: LoggedEvent = {
      id: uuidV5(EVENTS, `${stream}/${revision}`),
      type,
      data,
      stream,
      revision,
      position: String(this.events.length + 1),
      metadata: metadataAt(recordedAt, {
        actor: { account: by, role: ROLES[by], grant: 'demonstration-1@0' },
        ...(effectiveOn !== undefined && { effectiveOn }),
        ...(reason !== '' && { reason }),
      }),
    };
    this.events.push(event);
    return event;
  }
}

const ROLES = {
  'demo-action-lead': 'action-lead',
  'demo-clerk': 'clerk',
  'demo-monitoring-lead': 'monitoring-lead',
} as const;

const OPENING = { by: 'demo-clerk', later: 1, lag: 0, effective: undefined, reason: 'x', target: 'plan' } as const;
const OPEN_PLAN = { type: 'open', startsOn: '2014-04-01', endsOn: '2015-03-31', ragScheme: 'rag' };
