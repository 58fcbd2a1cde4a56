import type { LocalDate } from '@minutebook/kernel';
import { uuidV5 } from '@minutebook/kernel/recording';
import { reminderKey } from '@minutebook/reminders';
import { Chance } from './chance';
import { MADE, MadeEvents, type MadeAppend, type MadeEvent } from './made-events';
import { commentary, title } from './wording';

/** The moment at which a council is looked at: Wednesday 3 April 2024, 4 in the morning in London, before any mail leaves. */
export const COUNCIL_AT = Date.UTC(2024, 3, 3, 3);
const BEGUN_ON = '2023-04-03';
const FROM = Date.UTC(2023, 3, 3, 9);
const TO = Date.UTC(2024, 3, 2, 17);

/** Whatever the number of actions, nobody has more than others: then a person's mail is as long in a council of any size. */
const ACTIONS_OF_LEAD = 20;
const ACTIONS_OF_PLAN = 25;
const ACTIONS_OF_MONITOR = 100;
const ACTIONS_OF_GROUP = 500;
/** The days on which everybody was asked about their first and their second half. */
const ASKED_ON = ['2024-03-20', '2024-03-27'] as const;
/** 28 working days before it, which is the first mail about it, is the day after the council is looked at. */
const MOVED_TO = '2024-05-15';
const REMINDED_OF_IT_ON = '2024-04-04';
/** The working day after a completion that is reported when the council is looked at. */
const CONFIRMED_BY = '2024-04-04';
/** Changes hit actions that lie this far apart; a prime, so that each is hit once. */
const STRIDE = 7_919;

/** A change of one action, and the alarm that must stand once it has been planned. */
export interface MadeChange {
  readonly made: MadeAppend;
  /** Account of whoever is asked next: whoever leads, or is to confirm that it is done. */
  readonly asked: string;
  /** The day of the alarm; undefined where the action's own dates decide it. */
  readonly remindedOn: LocalDate | undefined;
}

const id = (what: string, number: number): string => uuidV5(MADE, `council ${what} ${number}`);
const groupOf = (action: number): string => `GG-BENCH-${Math.floor(action / ACTIONS_OF_GROUP) + 1}`;
const planOf = (action: number): string => id('plan', Math.floor(action / ACTIONS_OF_PLAN));
const leadOf = (action: number): string => id('lead', Math.floor(action / ACTIONS_OF_LEAD));
const monitorOf = (action: number): string => id('monitor', action - (action % ACTIONS_OF_MONITOR));
const streamOf = (action: number): string => `action-${id('action', action)}`;

/**
 * A council of so many open actions, each reported on once, with leads, monitoring leads, plans and groups in proportion.
 * Reminders have run for a year; everybody has had two mails, and nobody has answered since.
 */
export class MadeCouncil {
  private readonly events: MadeEvents;

  constructor(private readonly actions: number) {
    const groups = Math.ceil(actions / ACTIONS_OF_GROUP);
    const plans = Math.ceil(actions / ACTIONS_OF_PLAN);
    const leads = Math.ceil(actions / ACTIONS_OF_LEAD);
    const monitors = Math.ceil(actions / ACTIONS_OF_MONITOR);
    const count = 1 + 3 * groups + plans + 2 * (leads + monitors) + 2 * actions + 6 * leads;
    this.events = new MadeEvents(new Chance(2024), { from: FROM, to: TO, count });
  }

  *appends(): Generator<MadeAppend, undefined> {
    yield this.append('policy-reminders', 'PolicyStarted', { policy: 'reminders', on: BEGUN_ON });
    yield* this.people();
    for (let action = 0; action < this.actions; action++) yield this.added(action);
    for (let action = 0; action < this.actions; action++) yield this.reported(action, this.events, 0);
    for (let first = 0; first < this.actions; first += ACTIONS_OF_LEAD) yield* this.asked(first);
  }

  /** A date that is revised, a report, and a completion, in turn; each of another action. */
  *changes(): Generator<MadeChange, undefined> {
    const now = new MadeEvents(new Chance(2025), { from: COUNCIL_AT, to: COUNCIL_AT, count: this.actions });
    for (let number = 0; number < this.actions; number++) {
      const action = (number * STRIDE) % this.actions;
      const [lead, monitor] = [leadOf(action), monitorOf(action)];
      switch (number % 3) {
        case 0:
          yield { made: this.moved(action, now), asked: lead, remindedOn: REMINDED_OF_IT_ON };
          break;
        case 1:
          yield { made: this.reported(action, now, 1), asked: lead, remindedOn: undefined };
          break;
        default:
          yield { made: this.completed(action, now), asked: monitor, remindedOn: CONFIRMED_BY };
      }
    }
  }

  private *people(): Generator<MadeAppend> {
    for (let action = 0; action < this.actions; action += ACTIONS_OF_GROUP) {
      const group = groupOf(action);
      yield this.append(`governanceGroup-${group}`, 'GovernanceGroupEstablished', {
        name: `Steering group ${group}`,
        kind: 'steering group',
        source: 'Made for measuring',
      });
      yield* this.account(id('chair', action), 'chair', { kind: 'group', id: group });
    }
    for (let action = 0; action < this.actions; action += ACTIONS_OF_PLAN)
      yield this.append(`actionPlan-${planOf(action)}`, 'ActionPlanOpened', {
        title: `Action plan ${action / ACTIONS_OF_PLAN + 1}`,
        group: { id: groupOf(action), revision: 0 },
        startsOn: '2023-04-01',
        endsOn: '2026-03-31',
        ragScheme: 'rag',
      });
    for (let action = 0; action < this.actions; action += ACTIONS_OF_LEAD)
      yield* this.account(leadOf(action), 'action-lead', { kind: 'lead', id: `lead-${action / ACTIONS_OF_LEAD}` });
    for (let action = 0; action < this.actions; action += ACTIONS_OF_MONITOR) {
      const scope = { kind: 'lead', id: `monitor-${action / ACTIONS_OF_MONITOR}` };
      yield* this.account(monitorOf(action), 'monitoring-lead', scope);
    }
  }

  private *account(account: string, role: string, scope: object): Generator<MadeAppend> {
    const stream = `account-${account}`;
    yield this.append(stream, 'AccountOpened', { kind: 'person', title: `${role} of measured actions` });
    yield this.append(stream, 'RoleGranted', { grantId: 'g1', role, scope, from: BEGUN_ON }, 0);
  }

  private added(action: number): MadeAppend {
    const lead = Math.floor(action / ACTIONS_OF_LEAD);
    const monitor = Math.floor(action / ACTIONS_OF_MONITOR);
    return this.append(streamOf(action), 'ActionAdded', {
      plan: { id: planOf(action), revision: 0 },
      reference: `A${(action % ACTIONS_OF_PLAN) + 1}`,
      theme: 'Workforce planning',
      title: title(this.events.chance, 10),
      subItems: [title(this.events.chance, 6)],
      successCriteria: title(this.events.chance, 8),
      costs: [],
      leads: [{ kind: 'role', id: `lead-${lead}`, name: 'Lead', origin: 'stated' }],
      monitoringLeads: [{ kind: 'role', id: `monitor-${monitor}`, name: 'Monitoring lead', origin: 'stated' }],
      timescale: timescale(this.dueDate()),
    });
  }

  /** From a week ago, so that nothing has come to a group yet, to the end of the year after. */
  private dueDate(): LocalDate {
    const day = Date.UTC(2024, 2, 27) + this.events.chance.below(640) * 24 * 60 * 60 * 1000;
    return new Date(day).toISOString().slice(0, 10);
  }

  private reported(action: number, events: MadeEvents, expected: number): MadeAppend {
    const data = {
      reportId: events.chance.uuid(),
      rag: events.chance.oneOf(['green', 'amber', 'red']),
      commentary: commentary(events.chance, 100, 0),
      plan: { id: planOf(action), revision: 0 },
    };
    return events.append({ stream: streamOf(action), expected, type: 'ProgressReported', role: 'action-lead', data });
  }

  private moved(action: number, events: MadeEvents): MadeAppend {
    const data = { plan: { id: planOf(action), revision: 0 }, timescale: timescale(MOVED_TO) };
    const event = { stream: streamOf(action), expected: 1, type: 'DueDateMoved', role: 'clerk', data } as const;
    return events.append({ ...event, reason: title(events.chance, 9) });
  }

  private completed(action: number, events: MadeEvents): MadeAppend {
    const data = { on: '2024-04-02', evidence: commentary(events.chance, 100, 0) };
    const event = { stream: streamOf(action), expected: 1, type: 'ActionCompletionReported', data } as const;
    return events.append({ ...event, role: 'action-lead' });
  }

  /** The mails to one lead, each about one half of the actions. */
  private *asked(first: number): Generator<MadeAppend> {
    const account = leadOf(first);
    const half = ACTIONS_OF_LEAD / 2;
    for (const [nth, day] of ASKED_ON.entries()) {
      const stream = `reminder-${reminderKey(account, day, 'mail')}`;
      const actions = Array.from({ length: half }, (_, index) => first + nth * half + index);
      yield this.append(stream, 'ReminderClaimed', {
        ...{ account, day, channel: 'mail' },
        occurrences: actions
          .filter((action) => action < this.actions)
          .map((action) => ({
            ...{ rule: 'no-report', on: day, due: null, person: account },
            record: { stream: streamOf(action), revision: 1 },
          })),
      });
      yield this.append(stream, 'ReminderSent', { attempt: 1, mayHaveBeenTaken: false }, 0);
      yield this.append(stream, 'ReminderAccepted', { attempt: 1, transmitted: true }, 1);
    }
  }

  private append(stream: string, type: string, data: MadeEvent['data'], after?: number): MadeAppend {
    return this.events.append({ stream, expected: after ?? 'no-stream', type, role: 'clerk', data });
  }
}

function timescale(due: LocalDate): object {
  return { words: `By ${due}`, start: '2023-04-03', due };
}
