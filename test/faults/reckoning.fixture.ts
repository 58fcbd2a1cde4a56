import type { LoggedEvent } from '@minutebook/kernel/recording';
import { isWorkingDay, london, mondayOf, nextDay, rolled, weekdayOf } from './reckoned-days.fixture';
import { occurrencesOf, type Step } from './reckoned-occurrences.fixture';

/**
 * Reckons from the log and from what a mail server got what should have been sent. It shares no rule with the product: days are
 * walked one by one, roles and messages are read from the events anew. The rules are those of the README, with its defaults.
 */

/** A mail that came over the wire. `at`: epoch ms of the simulated clocks. */
export interface Arrival {
  readonly at: number;
  readonly key: string;
  readonly account: string;
  readonly text: string;
}

const PER_WEEK = 3;

interface Action {
  due: string | undefined;
  heardOn: string;
  open: boolean;
  readonly reference: string;
  readonly leads: readonly string[];
  readonly monitoring: readonly string[];
}

interface Occurrence {
  readonly rule: string;
  readonly on: string;
  readonly person: string;
  readonly record: { readonly stream: string };
}

interface Message {
  readonly account: string;
  readonly day: string;
  readonly occurrences: readonly Occurrence[];
  fate: 'claimed' | 'sent' | 'accepted' | 'failed' | 'refused' | 'given-up' | 'held-back';
  uncertain: boolean;
  sent: number;
  again: number;
}

interface Role {
  readonly account: string;
  readonly grantId: string;
  readonly role: string;
  readonly kind: string;
  readonly id: string;
  readonly from: string;
  to: string;
}

interface Cover {
  readonly account: string;
  readonly forAccount: string;
  readonly from: string;
  readonly to: string;
}

/** What the events say that are read here; which of it, follows from an event's type. */
interface Data {
  readonly on: string;
  readonly timescale: { readonly due?: string };
  readonly reference: string;
  readonly leads: readonly { readonly id: string }[];
  readonly monitoringLeads: readonly { readonly id: string }[];
  readonly scope: { readonly kind: string; readonly id: string };
  readonly grantId: string;
  readonly role: string;
  readonly from: string;
  readonly to?: string;
  readonly forAccount: string;
  readonly wanted: Readonly<Record<string, unknown>>;
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
export class Reckoning {
  private readonly faults: string[] = [];
  private readonly actions = new Map<string, Action>();
  private readonly roles: Role[] = [];
  private readonly covers: Cover[] = [];
  private readonly wanted = new Map<string, Readonly<Record<string, unknown>>>();
  private readonly messages = new Map<string, Message>();
  private readonly ofRecord = new Map<string, Message[]>();
  private startedOn = '9999-12-31';
  private checkedUntil = '';

  constructor(
    private readonly events: readonly LoggedEvent[],
    private readonly arrivals: readonly Arrival[],
  ) {}

  check() {
    for (const event of this.events) {
      this.checkDaysBefore(event.metadata.recordedAt);
      this.take(event);
    }
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

  /** By noon of each day, whatever is due of anybody stands in a message, or was held back. */
  private checkDaysBefore(now: number): void {
    const today = london(now).slice(0, 10);
    const last = london(now).slice(11) < '12:00' ? nextDay(today, -1) : today;
    if (this.startedOn > last) return;
    const first = this.checkedUntil === '' ? this.startedOn : nextDay(this.checkedUntil);
    for (let day = first; day <= last; day = nextDay(day)) {
      this.checkedUntil = day;
      for (const account of this.accountsWithRoles()) {
        if (!this.isSendingDay(account, day)) continue;
        const begun = [...this.messages.values()].some((each) => each.account === account && each.day === day);
        const due = begun ? [] : this.dueOf(account, day);
        if (due.length > 0) this.fault(`On ${day} nothing was sent to ${account}: ${due.join(', ')}`);
      }
    }
  }

  private take({ type, stream, data: raw, metadata }: LoggedEvent): void {
    const data = raw as Data;
    const today = london(metadata.recordedAt).slice(0, 10);
    const action = this.actions.get(stream);
    const id = stream.slice(stream.indexOf('-') + 1);
    switch (type) {
      case 'PolicyStarted':
        this.startedOn = data.on;
        return;
      case 'ActionAdded': {
        const ids = (leads: readonly { readonly id: string }[]) => leads.map((lead) => lead.id);
        this.actions.set(stream, {
          due: data.timescale.due,
          heardOn: today,
          open: true,
          reference: data.reference,
          leads: ids(data.leads),
          monitoring: ids(data.monitoringLeads),
        });
        return;
      }
      case 'ProgressReported':
        if (action) action.heardOn = today;
        return;
      case 'DueDateMoved':
        if (action) action.due = data.timescale.due;
        return;
      case 'ActionWithdrawn':
        if (action) action.open = false;
        return;
      case 'RoleGranted': {
        const { grantId, role, scope, from, to = '9999-12-31' } = data;
        this.roles.push({ account: id, grantId, role, kind: scope.kind, id: scope.id, from, to });
        return;
      }
      case 'RoleEnded':
        for (const role of this.roles)
          if (role.account === id && role.grantId === data.grantId) role.to = data.to ?? role.to;
        return;
      case 'AbsenceCovered':
        this.covers.push({ account: id, forAccount: data.forAccount, from: data.from, to: data.to ?? data.from });
        return;
      case 'ReminderPreferencesSet':
        this.wanted.set(id, data.wanted);
        return;
      default:
        if (stream.startsWith('reminder-')) this.takeMessage(type, id, data, metadata.recordedAt);
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
        if (data.mayHaveBeenTaken !== (message.fate === 'sent' || message.uncertain))
          this.fault(`${key} was sent as ${message.fate}, and says otherwise`);
        if (['accepted', 'refused', 'given-up', 'held-back'].includes(message.fate))
          this.fault(`${key} was sent after it was ${message.fate}`);
        message.uncertain = data.mayHaveBeenTaken;
        message.again += message.uncertain ? 1 : 0;
        message.sent += 1;
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
    if ([...this.messages.values()].some((each) => each.account === account && each.day === day))
      this.fault(`${where}: by two messages`);
    if (today !== day || time < '08:00' || time >= '18:00') this.fault(`${where}: at ${today} ${time}`);
    if (!isWorkingDay(day) || !this.isSendingDay(account, day)) this.fault(`${where}: on no sending day`);
    const listed = occurrences.map(nameOf).sort();
    const due = this.dueOf(account, day);
    if (listed.join() !== due.join()) this.fault(`${where}: ${listed.join(', ')}, but due was ${due.join(', ')}`);
    const ofWeek = [...this.messages.values()].filter(
      (each) => each.account === account && mondayOf(each.day) === mondayOf(day) && counts(each),
    ).length;
    if (isHeldBack !== ofWeek >= PER_WEEK) this.fault(`${where}: after ${ofWeek} in that week`);
    const fate = isHeldBack ? 'held-back' : 'claimed';
    const message: Message = { account, day, occurrences, fate, uncertain: false, sent: 0, again: 0 };
    this.messages.set(key, message);
    for (const stream of new Set(occurrences.map(({ record }) => record.stream)))
      this.ofRecord.set(stream, [...(this.ofRecord.get(stream) ?? []), message]);
  }

  /** What is due of whoever's mail an account reads, and was not asked yet. */
  private dueOf(account: string, day: string): readonly string[] {
    const persons = this.personsOf(account, day);
    const due: string[] = [];
    for (const [stream, action] of this.actions) {
      if (!action.open) continue;
      for (const step of ['lead', 'monitoring-lead', 'group'] as const)
        for (const person of this.asked(action, step, day).filter((each) => persons.includes(each))) {
          const wanted = this.wanted.get(person);
          const latest = occurrencesOf(action, step, this.startedOn, day)
            .filter(({ rule }) => wanted?.[WANTED[rule] ?? ''] !== false)
            .at(-1);
          const one = latest && { ...latest, person, record: { stream } };
          if (one && !this.wasAsked(one)) due.push(nameOf(one));
        }
    }
    return due.sort();
  }

  private wasAsked(one: Occurrence): boolean {
    return (this.ofRecord.get(one.record.stream) ?? []).some(
      ({ fate, uncertain, occurrences }) =>
        (['sent', 'accepted', 'refused'].includes(fate) || uncertain) &&
        occurrences.some((each) => nameOf(each) === nameOf(one)),
    );
  }

  private asked(action: Action, step: Step, day: string): readonly string[] {
    const holding = (kind: string, id: string, ...names: readonly string[]) =>
      this.roles
        .filter((each) => each.kind === kind && each.id === id && names.includes(each.role))
        .filter(({ from, to }) => from <= day && day <= to)
        .map(({ account }) => account);
    if (step === 'group') return holding('group', 'GG-WSG', 'chair', 'clerk');
    const [ids, role] = step === 'lead' ? [action.leads, 'action-lead'] : [action.monitoring, 'monitoring-lead'];
    const held = [...new Set(ids.flatMap((id) => holding('lead', id, role)))];
    return held.length > 0 ? held : [...new Set(holding('group', 'GG-WSG', role))];
  }

  private personsOf(account: string, day: string): readonly string[] {
    const holds = this.covers.filter(({ from, to }) => from <= day && day <= to);
    const covered = holds.filter((each) => each.account === account).map(({ forAccount }) => forAccount);
    return holds.some(({ forAccount }) => forAccount === account) ? covered : [account, ...covered];
  }

  private accountsWithRoles(): readonly string[] {
    return [...new Set(this.roles.map(({ account }) => account))];
  }

  /** A working day, and the weekday that was chosen; the next working day stands in for one that is off. */
  private isSendingDay(account: string, day: string): boolean {
    const onlyOn = this.wanted.get(account)?.['onlyOn'] as number | null | undefined;
    if (!isWorkingDay(day)) return false;
    if (onlyOn === null || onlyOn === undefined) return true;
    let chosen = day;
    while (weekdayOf(chosen) !== onlyOn) chosen = nextDay(chosen, -1);
    return rolled(chosen, 1) === day;
  }

  private checkArrival({ at, account, text }: Arrival, message: Message, where: string): void {
    const [day = '', time = ''] = london(at).split(' ');
    if (account !== message.account) this.fault(`${where} went to ${account}`);
    if (!isWorkingDay(day) || time < '08:00' || time >= '18:00') this.fault(`${where} arrived at ${day} ${time}`);
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
      if (!london(first.at).startsWith(message.day)) this.fault(`${where} arrived at ${london(first.at)}`);
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

function nameOf({ rule, on, person, record }: Occurrence): string {
  return `${rule} ${record.stream} ${on} ${person}`;
}

function counts({ fate }: Message): boolean {
  return fate !== 'held-back' && fate !== 'given-up' && fate !== 'refused';
}
