import type { Role } from '@minutebook/kernel';
import { uuidV5, type ExpectedRevision } from '@minutebook/kernel/recording';
import { Chance } from './chance';
import { MADE, MadeEvents, type MadeAppend } from './made-events';
import { commentary, title } from './wording';

export const PLANS = 40;
export const ACTIONS_OF_PLAN = 25;
const ACTIONS = PLANS * ACTIONS_OF_PLAN;
/** Each group owns every second plan: the plans of one parity. */
export const GROUPS = ['GG-BENCH-EVEN', 'GG-BENCH-ODD'] as const;

const FROM = Date.UTC(2012, 3, 2, 9);
const TO = Date.UTC(2024, 2, 29, 17);
/** The date in the middle of every made history. */
export const MIDDLE = '2018-04-01';
const COMMENTARY_LENGTH = 200;
const THEMES = ['Recruitment', 'Retention', 'Workforce planning', 'Learning and development', 'Leadership'] as const;
const RATINGS = ['green', 'amber', 'red'] as const;

export function planId(plan: number): string {
  return uuidV5(MADE, `plan ${plan}`);
}

export function actionId(action: number): string {
  return uuidV5(MADE, `action ${action}`);
}

interface MadeAction {
  readonly id: string;
  readonly plan: number;
  revision: number;
  reportId: string;
  awaiting: boolean;
}

/**
 * The record of a council that never was: 40 plans of 25 actions, and of each action so many events in all (its
 * reference's included), in an order that mixes them, over twelve years. What users type is sealed, as in the product.
 */
export class MadeHistory {
  private readonly chance = new Chance(2014);
  private readonly events: MadeEvents;
  /** Events in all. */
  readonly all: number;

  constructor(private readonly eventsOfAction: number) {
    this.all = GROUPS.length + PLANS + ACTIONS * eventsOfAction;
    this.events = new MadeEvents(this.chance, { from: FROM, to: TO, count: this.all });
  }

  *appends(): Generator<MadeAppend, undefined> {
    for (const [index, group] of GROUPS.entries())
      yield this.append(`governanceGroup-${group}`, 'no-stream', 'GovernanceGroupEstablished', 'administrator', {
        name: `Workforce steering group ${index + 1}`,
        kind: 'steering group',
        source: 'Made for measuring',
      });
    for (let plan = 0; plan < PLANS; plan++)
      yield this.append(`actionPlan-${planId(plan)}`, 'no-stream', 'ActionPlanOpened', 'clerk', {
        title: `Workforce action plan ${plan + 1}`,
        group: { id: GROUPS[plan % 2], revision: 0 },
        startsOn: '2012-04-01',
        endsOn: '2025-03-31',
        ragScheme: 'rag',
      });
    const actions: MadeAction[] = [];
    for (let number = 0; number < ACTIONS; number++) {
      const action = {
        id: actionId(number),
        plan: Math.floor(number / ACTIONS_OF_PLAN),
        revision: 0,
        reportId: '',
        awaiting: false,
      };
      yield* this.added(action, `A${(number % ACTIONS_OF_PLAN) + 1}`);
      actions.push(action);
    }
    for (let round = 2; round < this.eventsOfAction; round++)
      for (const action of this.mixed(actions)) yield this.happened(action, round);
  }

  private *added(action: MadeAction, reference: string): Generator<MadeAppend> {
    const plan = planId(action.plan);
    const reserved = uuidV5(MADE, `${plan} ${reference}`);
    yield this.append(`actionReference-${reserved}`, 'no-stream', 'ActionReferenceTaken', 'clerk', {
      planId: plan,
      reference,
      actionId: action.id,
    });
    yield this.append(`action-${action.id}`, 'no-stream', 'ActionAdded', 'clerk', {
      plan: { id: plan, revision: 0 },
      reference,
      theme: THEMES[this.chance.below(THEMES.length)],
      title: title(this.chance, 10),
      subItems: [title(this.chance, 6), title(this.chance, 6)],
      successCriteria: title(this.chance, 8),
      costs: [{ kind: 'one-off', pence: 100 * this.chance.below(100_000), words: 'Materials' }],
      leads: [{ kind: 'role', id: 'head-of-service', name: 'Head of Service', origin: 'stated' }],
      monitoringLeads: [{ kind: 'group', id: GROUPS[action.plan % 2], name: 'Steering group', origin: 'stated' }],
      timescale: this.timescale(),
    });
  }

  private happened(action: MadeAction, round: number): MadeAppend {
    if (round % 10 === 5)
      return this.onAction(action, 'DueDateMoved', 'clerk', {
        plan: { id: planId(action.plan), revision: 0 },
        timescale: this.timescale(),
      });
    if (action.awaiting) {
      action.awaiting = false;
      const type = this.chance.below(8) === 0 ? 'ProgressReturned' : 'ProgressConfirmed';
      return this.onAction(action, type, 'monitoring-lead', { reportId: action.reportId });
    }
    action.awaiting = true;
    action.reportId = this.chance.uuid();
    return this.onAction(action, 'ProgressReported', 'action-lead', this.report(action));
  }

  private report({ plan, reportId }: MadeAction): Readonly<Record<string, unknown>> {
    return {
      reportId,
      rag: this.chance.oneOf(RATINGS),
      commentary: commentary(this.chance, COMMENTARY_LENGTH, plan % 2 === 0 ? 0 : 1),
      percentComplete: this.chance.below(101),
      plan: { id: planId(plan), revision: 0 },
    };
  }

  private timescale(): Readonly<Record<string, unknown>> {
    const due = `20${13 + this.chance.below(12)}-0${1 + this.chance.below(9)}-28`;
    return { words: `By ${due}`, start: '2012-04-01', due };
  }

  private onAction(action: MadeAction, type: string, role: Role, data: Readonly<Record<string, unknown>>): MadeAppend {
    const expected = action.revision;
    action.revision += 1;
    const reason = type === 'DueDateMoved' || type === 'ProgressReturned' ? title(this.chance, 9) : undefined;
    return this.append(`action-${action.id}`, expected, type, role, data, reason);
  }

  private append(
    stream: string,
    expected: ExpectedRevision,
    type: string,
    role: Role,
    data: Readonly<Record<string, unknown>>,
    reason?: string,
  ): MadeAppend {
    return this.events.append({ stream, expected, type, role, data, reason });
  }

  private mixed(actions: readonly MadeAction[]): readonly MadeAction[] {
    const order = [...actions];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.chance.below(last + 1);
      [order[last], order[other]] = [order[other] as MadeAction, order[last] as MadeAction];
    }
    return order;
  }
}
