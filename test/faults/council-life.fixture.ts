import { randomFrom } from './children.fixture';
import { nextDay } from './reckoned-days.fixture';
import type { ToldCommand } from './reminding.fixture';

/** How large a council is, and when its life is looked at. */
export interface Council {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly actions: number;
  readonly leads: number;
  /** Most days to the due date of an action when it is added. */
  readonly horizon: number;
  /** So often people do something, beside those who do it in a small council. */
  readonly busyness: number;
  /** Most mails a week to one person; as is usual unless told. */
  readonly perWeek?: number;
}

/** No mail server takes mail for this one. */
export const REFUSED = 'lead-3';

const PLANS = ['7a0c1f52-0f4e-4b5c-9a53-3d7c6a1b2e01', '7a0c1f52-0f4e-4b5c-9a53-3d7c6a1b2e02'] as const;
const GROUP = 'GG-WSG';
/** Working days from one decision of its kind to the next, and the first of them. */
const RULES_EVERY = 9;
const FIRST_RULES = 4;
const PAUSE_EVERY = 11;
const FIRST_PAUSE = 6;

/** What people of a council do, by a seed alone: what the product answers plays no part in it. */
export class CouncilLife {
  readonly leads: readonly string[];
  private readonly roles: readonly string[];
  private readonly random: () => number;
  private readonly open = new Map<string, string>();
  private readonly completed: string[] = [];
  private readonly covered = new Set<string>();
  /** By lead role: its last holder's grant, which may be ended. */
  private readonly holders = new Map<string, { readonly account: string; readonly grantId: string }>();
  private readonly rulesFrom = new Map<string, string>();
  private added = 0;
  private reports = 0;
  private grants = 1;
  private nextRules = FIRST_RULES;
  private nextPause = FIRST_PAUSE;
  private decisionsOnRules = 0;
  private workingDays = 0;
  private pausedUntil: number | undefined;
  private halfDays = 0;

  constructor(
    seed: number,
    private readonly council: Council,
  ) {
    this.random = randomFrom(seed);
    this.leads = Array.from({ length: council.leads }, (_, index) => `lead-${index}`);
    this.roles = this.leads.map((_, index) => `role-${index}`);
  }

  foundation(): readonly ToldCommand[] {
    const { firstDay, lastDay, actions } = this.council;
    const role = (grantId: string, name: string, scope: object) => ({ grantId, role: name, scope, from: firstDay });
    const account = (id: string, ...grants: readonly object[]): ToldCommand =>
      told('account', id, { type: 'open', id, kind: 'person', title: 'Officer', grants });
    const group = { kind: 'group', id: GROUP };
    for (const [index, id] of this.roles.entries()) this.holders.set(id, { account: `lead-${index}`, grantId: 'g1' });
    return [
      told('group', GROUP, { type: 'establish', id: GROUP, name: 'Workforce', kind: 'board', source: 'A story' }),
      ...this.leads.map((id, index) => account(id, role('g1', 'action-lead', { kind: 'lead', id: this.roles[index] }))),
      account('monitor', role('g1', 'monitoring-lead', { kind: 'lead', id: 'role-hr' })),
      account('chair', role('g1', 'chair', group)),
      account('clerk', role('g1', 'clerk', group)),
      account('stand-in', role('g1', 'action-lead', group)),
      ...PLANS.map((id, index) =>
        told('plan', id, {
          ...{ type: 'open', title: `Workforce plan ${index + 1}`, groupId: GROUP },
          ...{ startsOn: firstDay, endsOn: nextDay(lastDay, 400), ragScheme: 'rag' },
        }),
      ),
      ...this.delivery(),
      ...Array.from({ length: actions }, () => this.add(firstDay)),
    ];
  }

  /**
   * What people do on half a working day: it is asked for each half, in their order. Nothing that changes when mail leaves
   * happens on a calm one.
   */
  doings(day: string, most: number, isCalm: boolean): readonly ToldCommand[] {
    const doings: ToldCommand[] = [...this.decisions(day, isCalm), ...this.verdicts()];
    for (let left = Math.floor(this.random() * most * this.council.busyness); left > 0; left--)
      doings.push(...this.doing(day));
    return doings;
  }

  /** Whatever was stopped goes on. */
  lastDoings(): readonly ToldCommand[] {
    if (this.pausedUntil === undefined) return [];
    this.pausedUntil = undefined;
    return [told('switch', 'switch', { type: 'resume' })];
  }

  private delivery(): readonly ToldCommand[] {
    const { perWeek, firstDay: from } = this.council;
    if (perWeek === undefined) return [];
    const day = { sendAt: '08:00', quietFrom: '18:00', quietTo: '07:30', division: 'england-and-wales' };
    return [told('rules', 'council', { type: 'set-delivery', from, delivery: { ...day, perWeek } })];
  }

  /** What the council decides for all: each kind comes again after so many working days, whatever else happens. */
  private decisions(day: string, isCalm: boolean): readonly ToldCommand[] {
    this.halfDays += 1;
    const isMorning = this.halfDays % 2 === 1;
    if (isMorning) this.workingDays += 1;
    if (this.pausedUntil !== undefined) return isCalm || this.halfDays >= this.pausedUntil ? this.lastDoings() : [];
    if (isCalm || !isMorning) return [];
    if (this.workingDays >= this.nextRules) {
      this.nextRules += RULES_EVERY;
      return [this.rules(day)];
    }
    if (this.workingDays < this.nextPause) return [];
    this.nextPause += PAUSE_EVERY;
    // For half a day, or up to two days.
    this.pausedUntil = this.halfDays + 1 + Math.floor(this.random() * 4);
    return [told('switch', 'switch', { type: 'pause' })];
  }

  /** From a day on: of a plan, then of the group around both, and so on. */
  private rules(day: string): ToldCommand {
    this.decisionsOnRules += 1;
    const kind = this.decisionsOnRules % 2 === 1 ? 'plan' : 'group';
    const id = kind === 'group' ? GROUP : this.pick(PLANS);
    const earliest = this.rulesFrom.get(id) ?? day;
    const from = this.later(earliest > day ? earliest : day, 6);
    const isSet = this.rulesFrom.has(id) && this.random() < 0.25;
    this.rulesFrom.set(id, from);
    const scope = { kind, id };
    if (isSet) return told('rules', id, { type: 'end', scope, from });
    const sometimes = (least: number, most: number): number | null =>
      this.random() < 0.15 ? null : least + Math.floor(this.random() * (most - least));
    const toMonitoringLeadAfter = sometimes(2, 8);
    const rules = {
      beforeDue: [25, 12, 6, 2].filter(() => this.random() < 0.6),
      onTheDay: this.random() < 0.7,
      overdueEvery: sometimes(3, 15),
      silentAfter: sometimes(10, 45),
      toMonitoringLeadAfter,
      toGroupAfter: sometimes(9, 15),
    };
    return told('rules', id, { type: 'set', scope, from, rules });
  }

  /** Of completions that wait: most are confirmed, some are sent back. */
  private verdicts(): readonly ToldCommand[] {
    const judged = this.completed.filter(() => this.random() < 0.15);
    for (const id of judged) this.completed.splice(this.completed.indexOf(id), 1);
    return judged.map((id) => {
      if (this.random() < 0.75) return told('action', id, { type: 'confirm-completion' }, 'clerk');
      this.open.set(id, '');
      return told('action', id, { type: 'reopen' }, 'clerk');
    });
  }

  private doing(day: string): readonly ToldCommand[] {
    const kind = this.random();
    const id = this.pick([...this.open.keys()]);
    if (kind < 0.42) {
      this.reports += 1;
      const reportId = `00000000-0000-4000-8000-${String(this.reports).padStart(12, '0')}`;
      return [told('action', id, { type: 'report-progress', reportId, rag: 'amber', commentary: 'Under way' })];
    }
    if (kind < 0.66) {
      const due = this.later(day, 70);
      if (this.open.get(id) === due) return [];
      this.open.set(id, due);
      return [told('action', id, { type: 'move-due-date', timescale: { words: 'Later', due } })];
    }
    if (kind < 0.69) {
      this.open.delete(id);
      return [told('action', id, { type: 'withdraw' })];
    }
    if (kind < 0.75) {
      this.open.delete(id);
      this.completed.push(id);
      return [told('action', id, { type: 'complete', on: day, evidence: 'It is done' })];
    }
    if (kind < 0.79) return [this.add(day)];
    if (kind < 0.88) {
      const forAccount = this.pick(this.leads);
      if (this.covered.has(forAccount)) return [];
      this.covered.add(forAccount);
      const coverId = `cover-of-${forAccount}`;
      const to = this.later(day, 14);
      return [told('account', 'stand-in', { type: 'cover-absence', coverId, forAccount, from: day, to })];
    }
    if (kind < 0.96) return [this.preferences()];
    return this.leaving(day);
  }

  private preferences(): ToldCommand {
    const wanted = {
      ...{ beforeDue: this.random() < 0.7, onTheDay: this.random() < 0.8 },
      ...{ overdue: this.random() < 0.8, noReport: this.random() < 0.7 },
      onlyOn: this.random() < 0.5 ? null : 1 + Math.floor(this.random() * 5),
    };
    const account = this.pick(this.leads);
    return told('preferences', account, { type: 'set', wanted }, account);
  }

  /** Somebody leaves a role: from tomorrow on nobody holds it, or whoever follows. */
  private leaving(day: string): readonly ToldCommand[] {
    const role = this.pick(this.roles);
    const holder = this.holders.get(role);
    this.holders.delete(role);
    const leaves = holder && told('account', holder.account, { type: 'end-role', grantId: holder.grantId, to: day });
    if (leaves && this.random() < 0.4) return [leaves];
    this.grants += 1;
    const [account, grantId] = [this.pick(this.leads), `g${this.grants}`];
    if (account === holder?.account) return leaves ? [leaves] : [];
    this.holders.set(role, { account, grantId });
    const grant = { grantId, role: 'action-lead', scope: { kind: 'lead', id: role }, from: nextDay(day) };
    const follows = told('account', account, { type: 'grant-role', ...grant });
    return leaves ? [leaves, follows] : [follows];
  }

  private add(day: string): ToldCommand {
    const index = this.added++;
    const id = `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const due = this.random() < 0.05 ? undefined : this.later(day, this.council.horizon);
    this.open.set(id, due ?? '');
    return told('action', id, {
      type: 'add',
      planId: this.pick(PLANS),
      reference: `A${index}`,
      theme: 'Workforce',
      title: `Action ${index}`,
      subItems: [],
      successCriteria: 'Done',
      costs: [],
      timescale: { words: 'As agreed', ...(due !== undefined && { due }) },
      leads: [lead(this.pick(this.roles)), ...(this.random() < 0.2 ? [lead('role-extra')] : [])],
      monitoringLeads: [lead('role-hr')],
    });
  }

  private later(day: string, days: number): string {
    return nextDay(day, 1 + Math.floor(this.random() * days));
  }

  private pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.random() * all.length)] as T;
  }
}

function told(what: ToldCommand['what'], id: string, input: ToldCommand['input'], by = 'desk'): ToldCommand {
  return { what, id, input, by };
}

function lead(id: string): object {
  return { kind: 'role', id, name: `Holder of ${id}` };
}
