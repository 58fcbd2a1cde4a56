import { Injectable } from '@nestjs/common';
import type { DueFactHolder, StandingFact } from '@minutebook/kernel';
import { LADDER } from '../domain/due-items';
import { RemindersOfDay } from './day-of-reminders';
import { Addresses, KnownDueFacts } from './what-is-known';

/** A role or group that nobody holds today, and the open records about which it is asked: those that it leads, or is to confirm. */
export interface Unheld {
  /** Undefined for records that name nobody at all. */
  readonly holder: DueFactHolder | undefined;
  readonly facts: readonly StandingFact[];
  /** Accounts that are asked instead. */
  readonly instead: readonly string[];
  /** Records of these for which nobody at all is asked. */
  readonly withoutAnybody: number;
}

/** Somebody who is asked and whom no mail can reach. */
export interface Unreachable {
  readonly account: string;
  readonly facts: readonly StandingFact[];
}

/** Of whom nobody is asked today, so that somebody can see to it. */
@Injectable()
export class NobodyToAsk {
  constructor(
    private readonly facts: KnownDueFacts,
    private readonly ofDay: RemindersOfDay,
    private readonly addresses: Addresses,
  ) {}

  /** The roles with the most records first. */
  unheld(): readonly Unheld[] {
    const people = this.ofDay.readPeople(this.ofDay.today);
    const found = new Map<
      string,
      { holder?: DueFactHolder; facts: StandingFact[]; instead: Set<string>; none: number }
    >();
    for (const fact of this.facts.open()) {
      const asksMonitor = fact.awaitsConfirmation === true;
      const { accounts, unheld } = people.asked(fact, asksMonitor ? 'monitoring-lead' : 'lead');
      const named = asksMonitor ? fact.monitoringLeads : fact.leads;
      for (const holder of named.length === 0 ? [undefined] : unheld) {
        const key = holder ? `${holder.kind} ${holder.id}` : '';
        const entry = found.get(key) ?? { ...(holder && { holder }), facts: [], instead: new Set(), none: 0 };
        entry.facts.push(fact);
        for (const account of accounts) entry.instead.add(account);
        if (accounts.length === 0) entry.none += 1;
        found.set(key, entry);
      }
    }
    return [...found.values()]
      .map(({ holder, facts, instead, none }) => ({ holder, facts, instead: [...instead], withoutAnybody: none }))
      .sort((a, b) => b.facts.length - a.facts.length);
  }

  /** Whoever is asked, or covers who is, and has no address of mail. */
  unreachable(): readonly Unreachable[] {
    const people = this.ofDay.readPeople(this.ofDay.today);
    const found = new Map<string, Set<StandingFact>>();
    for (const fact of this.facts.open())
      for (const account of LADDER.flatMap((step) => people.asked(fact, step).accounts)) {
        const reader = people.reader(account);
        found.set(reader, (found.get(reader) ?? new Set()).add(fact));
      }
    return [...found]
      .filter(([account]) => this.addresses.addressOf(account) === undefined)
      .map(([account, facts]) => ({ account, facts: [...facts] }))
      .sort((a, b) => b.facts.length - a.facts.length);
  }
}
