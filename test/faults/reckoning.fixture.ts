import type { LoggedEvent } from '@minutebook/kernel/recording';
import { isWorkingDay, london, mondayOf, nextDay } from './reckoned-days.fixture';
import { KeptForADay } from './kept-for-a-day.fixture';
import {
  nameOf,
  occurrencesOf,
  type Facts,
  type Occurrence,
  type Reckoned,
  type Rules,
  type Step,
} from './reckoned-occurrences.fixture';
import { ReckonedPeople, type OfPeople } from './reckoned-people.fixture';
import { ReckonedRules } from './reckoned-rules.fixture';

/** A mail that came over the wire. `at`: epoch ms of the simulated clocks. */
export interface Arrival {
  readonly at: number;
  readonly key: string;
  readonly account: string;
  readonly text: string;
}

/** Most mails a week to one person, where nothing else is set. */
const PER_WEEK = 3;
const [SENT_FROM, QUIET_FROM] = ['08:00', '18:00'];
/** By when, on each day, whatever is due of anybody stands in a message: after the morning's mail, and before the quiet hours. */
const CHECKED_AT = ['12:00', QUIET_FROM];
const STEPS: readonly Step[] = ['lead', 'monitoring-lead', 'group'];
const NEVER = '9999-12-31';
/** What is kept of a day: who is asked about what. Of each record, the occurrences of each step are kept too. */
const ASKS = 'asks';

interface Action extends Facts {
  open: boolean;
  /** Whether its group was told, and nobody has answered since. */
  escalated: boolean;
  readonly plan: string;
  readonly reference: string;
  readonly leads: readonly string[];
  readonly monitoring: readonly string[];
}

interface Message {
  readonly account: string;
  readonly day: string;
  readonly occurrences: readonly Occurrence[];
  fate: 'claimed' | 'sent' | 'accepted' | 'failed' | 'refused' | 'given-up' | 'held-back';
  uncertain: boolean;
  again: number;
  /** Days on which it was sent again, since an answer was lost. */
  readonly againOn: Set<string>;
}

interface Ask {
  readonly stream: string;
  readonly action: Action;
  readonly step: Step;
}

/** What the events say that are read here; which of it, follows from an event's type. */
interface Data extends OfPeople {
  readonly on: string;
  readonly timescale: { readonly due?: string };
  readonly reference: string;
  readonly leads: readonly { readonly id: string }[];
  readonly monitoringLeads: readonly { readonly id: string }[];
  readonly plan: { readonly id: string };
  readonly group: { readonly id: string };
  readonly rules: Rules;
  readonly delivery: { readonly perWeek: number | null };
  readonly account: string;
  readonly day: string;
  readonly occurrences: readonly Occurrence[];
  readonly mayHaveBeenTaken: boolean;
  readonly final: boolean;
}

const WANTED: Readonly<Record<string, string>> = {
  'before-due': 'beforeDue',
  'on-the-day': 'onTheDay',
  overdue: 'overdue',
  'no-report': 'noReport',
};

/**
 * Reckons from the log and from what a mail server got what should have been sent. It shares no rule with the product: days are
 * walked one by one, roles, rules and messages are read from the events anew. The rules are those of the README.
 */
export class Reckoning {
  private readonly faults: string[] = [];
  private readonly people = new ReckonedPeople();
  private readonly rules = new ReckonedRules();
  private readonly actions = new Map<string, Action>();
  private readonly messages = new Map<string, Message>();
  private readonly ofAccount = new Map<string, Message[]>();
  /** By occurrence: the messages that list it. */
  private readonly listing = new Map<string, Message[]>();
  /** What follows from roles and records on one day, until they change. */
  private readonly ofDay = new KeptForADay();
  private readonly happened = { completions: 0, reopenings: 0, pauses: 0, rules: 0, escalations: 0, takenLater: 0 };
  private perWeek: { readonly from: string; readonly most: number }[] = [];
  private paused = false;
  private startedOn = NEVER;
  private checked = '';

  constructor(private readonly arrivals: readonly Arrival[]) {}

  /** What the log says next. */
  follow(events: readonly LoggedEvent[]): this {
    for (const event of events) {
      this.checkTimesBefore(event.metadata.recordedAt);
      this.take(event);
    }
    return this;
  }

  /** What has begun by an instant, or should have, and has not come to its end. */
  unfinished(at: number): readonly string[] {
    const [day = '', time = ''] = london(at).split(' ');
    const begun = [...this.messages]
      .filter(([, { fate }]) => fate === 'claimed' || fate === 'sent' || fate === 'failed')
      .map(([key, { fate, day: of }]) => `${key} of ${of} is ${fate}`);
    return time < SENT_FROM || time >= QUIET_FROM ? begun : [...begun, ...this.notBegun(day)];
  }

  /** What is wrong with all of it, once nothing more is to come. */
  check() {
    for (const [key, { fate, day }] of this.messages)
      if (fate === 'claimed' || fate === 'sent' || fate === 'failed') this.fault(`${key} of ${day} ended as ${fate}`);
    this.checkArrivals();
    const all = [...this.messages.values()];
    const count = (fate: Message['fate']): number => all.filter((each) => each.fate === fate).length;
    return {
      faults: this.faults,
      counts: {
        messages: all.length,
        accepted: count('accepted'),
        refused: count('refused'),
        givenUp: count('given-up'),
        heldBack: count('held-back'),
        secondTransmissions: this.arrivals.length - new Set(this.arrivals.map(({ key }) => key)).size,
        ...this.happened,
      },
    };
  }

  /** When mail arrived on a day, each time once: `08:00`. */
  timesOf(day: string): readonly string[] {
    const times = this.arrivals.map(({ at }) => london(at)).filter((at) => at.startsWith(day));
    return [...new Set(times.map((at) => at.slice(-5)))];
  }

  private fault(text: string): void {
    this.faults.push(text);
  }

  private checkTimesBefore(now: number): void {
    if (this.startedOn === NEVER) return;
    const until = london(now);
    for (let day = this.checked.slice(0, 10) || this.startedOn; day <= until.slice(0, 10); day = nextDay(day))
      for (const time of CHECKED_AT.map((each) => `${day} ${each}`)) {
        if (time <= this.checked || time > until) continue;
        this.checked = time;
        for (const each of this.notBegun(day)) this.fault(`By ${time} ${each}`);
      }
  }

  /** What should have been done on a day, and was not. */
  private notBegun(day: string): readonly string[] {
    if (this.paused) return [];
    const found: string[] = [];
    for (const account of this.people.withRoles()) {
      if (!this.people.isSendingDay(account, day) || this.messageOf(account, day)) continue;
      const due = this.dueOf(account, day);
      if (due.length > 0) found.push(`nothing was sent to ${account}: ${due.join(', ')}`);
    }
    for (const [stream, action] of this.actions)
      if (action.open && !action.escalated && this.latest(stream, action, 'group', day))
        found.push(`the group was not told of ${stream}`);
    return found;
  }

  private take({ type, stream, data: raw, metadata }: LoggedEvent): void {
    const data = raw as Data;
    const today = london(metadata.recordedAt).slice(0, 10);
    const action = this.actions.get(stream);
    const id = stream.slice(stream.indexOf('-') + 1);
    if (stream.startsWith('reminder-')) return this.takeMessage(type, id, data, metadata.recordedAt);
    if (action) this.ofDay.forget(...STEPS.map((step) => `${step} of ${stream}`));
    else if (type === 'ActionAdded' || stream.startsWith('account-')) this.ofDay.forget(ASKS);
    else this.ofDay.forgetAll();
    this.people.take(type, id, data);
    if (action) this.takeOfAction(type, stream, action, data, today);
    switch (type) {
      case 'PolicyStarted':
        return void (this.startedOn = data.on);
      case 'ActionAdded':
        this.actions.set(stream, {
          ...{ due: data.timescale.due, heardOn: today, awaits: false, open: true, escalated: false },
          plan: data.plan.id,
          reference: data.reference,
          leads: data.leads.map((lead) => lead.id),
          monitoring: data.monitoringLeads.map((lead) => lead.id),
        });
        return;
      case 'ActionPlanOpened':
        return this.rules.opened(id, data.group.id);
      case 'ReminderRulesSet':
      case 'ReminderRulesEnded':
        this.happened.rules += 1;
        return this.rules.set(data.scope.id, data.from, type === 'ReminderRulesSet' ? data.rules : undefined);
      case 'ReminderDeliverySet':
        return void this.perWeek.push({ from: data.from, most: data.delivery.perWeek ?? Infinity });
      case 'RemindersPaused':
        this.paused = true;
        this.happened.pauses += 1;
        return;
      case 'RemindersResumed':
        this.paused = false;
        return;
    }
  }

  private takeOfAction(type: string, stream: string, action: Action, data: Data, today: string): void {
    switch (type) {
      case 'ProgressReported':
        return void Object.assign(action, { heardOn: today, escalated: false });
      case 'ActionCompletionReported':
        return void Object.assign(action, { heardOn: today, awaits: true, escalated: false });
      case 'ActionReopened':
        this.happened.reopenings += 1;
        return void Object.assign(action, { heardOn: today, awaits: false, open: true, escalated: false });
      case 'ActionCompletionConfirmed':
        this.happened.completions += 1;
        action.open = false;
        return;
      case 'ActionWithdrawn':
        action.open = false;
        return;
      case 'DueDateMoved':
        return void Object.assign(action, { due: data.timescale.due, escalated: false });
      case 'ActionEscalatedToGroup':
        this.happened.escalations += 1;
        if (this.paused) this.fault(`The group was told of ${stream} on ${today}, in a pause`);
        if (action.escalated || !action.open || !this.latest(stream, action, 'group', today))
          this.fault(`The group was told of ${stream} on ${today}, and that was not due`);
        action.escalated = true;
        return;
    }
  }

  private takeMessage(type: string, key: string, data: Data, at: number): void {
    const message = this.messages.get(key);
    switch (type) {
      case 'ReminderClaimed':
      case 'ReminderHeldBack':
        return this.begin(type === 'ReminderHeldBack', key, data, at);
      case 'ReminderSent':
        if (!message) return this.fault(`${key} was sent before it was claimed`);
        if (this.paused) this.fault(`${key} was sent in a pause`);
        if (data.mayHaveBeenTaken !== (message.fate === 'sent' || message.uncertain))
          this.fault(`${key} was sent as ${message.fate}, and says otherwise`);
        if (['accepted', 'refused', 'given-up', 'held-back'].includes(message.fate))
          this.fault(`${key} was sent after it was ${message.fate}`);
        message.uncertain = data.mayHaveBeenTaken;
        message.again += message.uncertain ? 1 : 0;
        if (message.uncertain) message.againOn.add(london(at).slice(0, 10));
        message.fate = 'sent';
        return;
      case 'ReminderAccepted':
        if (message) message.fate = 'accepted';
        return;
      case 'ReminderFailed':
        if (message) message.fate = data.final ? 'refused' : 'failed';
        return;
      case 'ReminderGivenUp':
        if (message) message.fate = 'given-up';
        return;
    }
  }

  private begin(isHeldBack: boolean, key: string, data: Data, at: number): void {
    const { account, day, occurrences } = data;
    const [today = '', time = ''] = london(at).split(' ');
    const where = `${isHeldBack ? 'Held back' : 'Claimed'} for ${account} on ${day}`;
    if (this.messages.has(key)) this.fault(`${where}: twice`);
    if (this.messageOf(account, day)) this.fault(`${where}: by two messages`);
    if (this.paused) this.fault(`${where}: in a pause`);
    if (today !== day || time < SENT_FROM || time >= QUIET_FROM) this.fault(`${where}: at ${today} ${time}`);
    if (!this.people.isSendingDay(account, day)) this.fault(`${where}: on no sending day`);
    const listed = occurrences.map(nameOf).sort();
    const due = this.dueOf(account, day);
    if (listed.join() !== due.join()) this.fault(`${where}: ${listed.join(', ')}, but due was ${due.join(', ')}`);
    const before = this.ofAccount.get(account) ?? [];
    const ofWeek = before.filter((each) => mondayOf(each.day) === mondayOf(day) && counts(each)).length;
    const most = this.perWeek.findLast(({ from }) => from <= day)?.most ?? PER_WEEK;
    if (isHeldBack !== ofWeek >= most) this.fault(`${where}: after ${ofWeek} in that week`);
    const fate = isHeldBack ? 'held-back' : 'claimed';
    const message: Message = { account, day, occurrences, fate, uncertain: false, again: 0, againOn: new Set() };
    this.messages.set(key, message);
    this.ofAccount.set(account, [...before, message]);
    for (const name of listed) this.listing.set(name, [...(this.listing.get(name) ?? []), message]);
  }

  private messageOf(account: string, day: string): Message | undefined {
    return this.ofAccount.get(account)?.findLast((each) => each.day === day);
  }

  /** What is due of whoever's mail an account reads, and was not asked yet. */
  private dueOf(account: string, day: string): readonly string[] {
    const due: string[] = [];
    for (const person of this.people.readBy(account, day))
      for (const { stream, action, step } of this.asksOf(person, day)) {
        if (!action.open) continue;
        const latest = this.latest(stream, action, step, day, this.people.wanted(person));
        const name = latest && nameOf({ ...latest, person, record: { stream } });
        if (name !== undefined && !this.wasAsked(name)) due.push(name);
      }
    return due.sort();
  }

  private wasAsked(name: string): boolean {
    return (this.listing.get(name) ?? []).some(
      ({ fate, uncertain }) => ['sent', 'accepted', 'refused'].includes(fate) || uncertain,
    );
  }

  /** The last occurrence by a day that is wanted. */
  private latest(
    stream: string,
    action: Action,
    step: Step,
    day: string,
    wanted?: Readonly<Record<string, unknown>>,
  ): Reckoned | undefined {
    const all = this.ofDay.keep(day, `${step} of ${stream}`, () =>
      occurrencesOf(action, step, this.startedOn, day, (on) => this.rules.on(action.plan, on)),
    );
    return all.findLast(({ rule }) => wanted?.[WANTED[rule] ?? ''] !== false);
  }

  /** What somebody is asked about on a day, due or not. */
  private asksOf(person: string, day: string): readonly Ask[] {
    const asks = this.ofDay.keep(day, ASKS, () => {
      const found = new Map<string, Ask[]>();
      for (const [stream, action] of this.actions)
        for (const step of STEPS) {
          const group = this.rules.groupOf(action.plan);
          for (const each of this.people.asked(action.leads, action.monitoring, group, step, day)) {
            const known = found.get(each) ?? [];
            known.push({ stream, action, step });
            found.set(each, known);
          }
        }
      return found;
    });
    return asks.get(person) ?? [];
  }

  private checkArrival({ at, account, text }: Arrival, message: Message, where: string): void {
    const [day = '', time = ''] = london(at).split(' ');
    // One whose answer was lost may not be given up: it is sent again as the same message, if need be on a later day.
    if (day !== message.day && !message.againOn.has(day)) this.fault(`${where} arrived at ${london(at)}`);
    if (account !== message.account) this.fault(`${where} went to ${account}`);
    if (!isWorkingDay(day) || time < SENT_FROM || time >= QUIET_FROM) this.fault(`${where} arrived at ${day} ${time}`);
    const missing = message.occurrences.filter(
      ({ record }) => !text.includes(`: ${this.actions.get(record.stream)?.reference} `),
    );
    if (missing.length > 0) this.fault(`${where} does not say ${missing.map(nameOf).join(', ')}`);
  }

  private checkArrivals(): void {
    const taken = new Map<string, Arrival[]>();
    for (const arrival of this.arrivals) taken.set(arrival.key, [...(taken.get(arrival.key) ?? []), arrival]);
    const listed = new Map<string, string>();
    for (const [key, [first, ...more]] of taken) {
      const message = this.messages.get(key);
      if (!message || !first || message.fate === 'held-back') {
        this.fault(`${key} arrived, and nobody claimed it`);
        continue;
      }
      const where = `${key} for ${message.account} on ${message.day}`;
      if (!london(first.at).startsWith(message.day)) this.happened.takenLater += 1;
      if (more.length > message.again)
        this.fault(`${where} arrived ${1 + more.length} times, with ${message.again} lost answers`);
      for (const arrival of [first, ...more]) this.checkArrival(arrival, message, where);
      for (const name of message.occurrences.map(nameOf)) {
        if (listed.has(name)) this.fault(`${where} lists ${name}, as ${listed.get(name)} does`);
        listed.set(name, key);
      }
    }
    for (const [key, { fate }] of this.messages)
      if (fate === 'accepted' && !taken.has(key)) this.fault(`${key} was accepted, and never arrived`);
  }
}

function counts({ fate }: Message): boolean {
  return fate !== 'held-back' && fate !== 'given-up' && fate !== 'refused';
}
