import { Injectable } from '@nestjs/common';
import { AccountsQuery } from '@minutebook/accounts';
import { isHeld, WorkingCalendar, type Division, type LocalDate, type StandingFact } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { itemsOf, type AroundFact, type DayOfReminders, type DueItem } from '../domain/due-items';
import { PeopleOfDay, planOf, type HeldCover, type HeldRole } from '../domain/people-asked';
import { LAST_KNOWN_DAY, ReminderCalendar } from '../domain/reminder-calendar';
import type { WantedReminders } from '../domain/reminder-preferences.events';
import type { ReminderDelivery } from '../domain/reminder-rules.events';
import { deliveryThroughTime, inForce, rulesThroughTime } from '../domain/reminder-rules';
import { DaysOfRecord } from './days-of-record';
import { KnownDueFacts, KnownReminders, KnownSettings } from './what-is-known';

/** The last day of which every bank holiday is known, for pages. */
export const HOLIDAYS_KNOWN_TO: LocalDate = LAST_KNOWN_DAY;

/** What people have set, as far as it was asked for since the record went on: a sweep asks the same of every record. */
interface SettingsAtHead {
  readonly recordNumber: number;
  readonly rules: Map<string, AroundFact['rules']>;
  readonly wanted: Map<string, WantedReminders>;
}

/** What is due on a day, and of whom: the same for whoever plans alarms, sends mail, or shows what will be sent. */
@Injectable()
export class RemindersOfDay {
  private readonly calendars = new Map<Division, ReminderCalendar>();
  private people: { readonly day: LocalDate; readonly people: PeopleOfDay } | undefined;
  private startedOn: LocalDate | undefined;
  private settingsRead: SettingsAtHead = { recordNumber: -1, rules: new Map(), wanted: new Map() };

  constructor(
    private readonly facts: KnownDueFacts,
    private readonly reminders: KnownReminders,
    private readonly settings: KnownSettings,
    private readonly accounts: AccountsQuery,
    private readonly readModels: ReadModels,
    private readonly days: DaysOfRecord,
  ) {}

  get today(): LocalDate {
    return this.days.today;
  }

  /** Told that accounts or their roles have changed. */
  forgetPeople(): void {
    this.people = undefined;
  }

  /** Undefined before the policy has begun: nothing is due then. */
  dayOf(day: LocalDate): Promise<DayOfReminders | undefined> {
    return this.begunDay(day, () => this.peopleOf(day));
  }

  /** The same for a day that is only looked at: whoever looks need not be told when roles change. */
  lookAt(day: LocalDate): Promise<DayOfReminders | undefined> {
    return this.begunDay(day, () => this.readPeople(day));
  }

  /** Who holds which role on a day. */
  peopleOf(day: LocalDate): PeopleOfDay {
    if (this.people?.day !== day) this.people = { day, people: this.readPeople(day) };
    return this.people.people;
  }

  delivery(day: LocalDate): ReminderDelivery {
    return inForce(deliveryThroughTime(this.settings.ownDelivery(this.head)), day).value;
  }

  get paused(): boolean {
    return this.settings.paused(this.head) !== undefined;
  }

  around(fact: StandingFact): AroundFact {
    const { reminders } = this;
    return {
      rules: this.rulesOf(fact),
      // Only looked for where something may be due.
      get messages() {
        return reminders.ofRecord(fact.stream);
      },
      wanted: (person) => this.wanted(person),
    };
  }

  rulesOf({ within, group }: StandingFact): AroundFact['rules'] {
    const plan = planOf(within);
    return keptIn(this.settingsAtHead.rules, `${plan ?? ''} ${group ?? ''}`, () => this.readRules(plan, group));
  }

  wanted(account: string): WantedReminders {
    return keptIn(this.settingsAtHead.wanted, account, () => this.settings.wanted(account, this.head));
  }

  private readRules(plan: string | undefined, group: string | undefined): AroundFact['rules'] {
    const own = (kind: 'plan' | 'group', id: string | undefined) =>
      id === undefined ? [] : [this.settings.ownRules({ kind, id }, this.head)];
    return rulesThroughTime([
      ...own('plan', plan),
      ...own('group', group),
      this.settings.ownRules({ kind: 'council' }, this.head),
    ]);
  }

  /** What is due of whoever's mail an account reads on a day, and was not asked yet. */
  itemsFor(account: string, day: DayOfReminders): readonly DueItem[] {
    const persons = day.people.personsOf(account);
    return this.factsFor(account, day).flatMap((fact) =>
      itemsOf(fact, this.around(fact), day, (person) => persons.includes(person)),
    );
  }

  /** What may ever be asked of whoever's mail an account reads. */
  factsFor(account: string, { people }: DayOfReminders): readonly StandingFact[] {
    return this.facts.concerning(people.personsOf(account).flatMap((person) => people.concernsOf(person)));
  }

  private async begunDay(day: LocalDate, people: () => PeopleOfDay): Promise<DayOfReminders | undefined> {
    this.startedOn ??= await this.days.policyStart();
    if (this.startedOn === undefined) return undefined;
    return {
      today: day,
      startedOn: this.startedOn,
      calendar: this.calendar(this.delivery(day).division),
      people: people(),
    };
  }

  private get settingsAtHead(): SettingsAtHead {
    const { recordNumber } = this.head;
    if (this.settingsRead.recordNumber !== recordNumber)
      this.settingsRead = { recordNumber, rules: new Map(), wanted: new Map() };
    return this.settingsRead;
  }

  private get head() {
    return { recordNumber: this.readModels.reached.recordNumber };
  }

  private calendar(division: Division): ReminderCalendar {
    const known = this.calendars.get(division) ?? new ReminderCalendar(new WorkingCalendar(division));
    this.calendars.set(division, known);
    return known;
  }

  /** Who holds which role on a day, as the record says at this moment. */
  readPeople(day: LocalDate): PeopleOfDay {
    const at = { ...this.head, pageDate: day, live: true };
    const open = this.accounts.accounts(at).filter(({ status, kind }) => status === 'open' && kind === 'person');
    const ids = new Set(open.map(({ id }) => id));
    const roles: readonly HeldRole[] = this.accounts
      .grants(at)
      .filter(({ account, from, to }) => ids.has(account) && isHeld({ from, ...(to !== null && { to }) }, day));
    const covers: readonly HeldCover[] = open.flatMap(({ id }) =>
      this.accounts.covers(at, id).filter(({ account, forAccount, from, to }) => {
        return account === id && ids.has(forAccount) && isHeld({ from, to }, day);
      }),
    );
    return new PeopleOfDay(roles, covers);
  }
}

function keptIn<T>(kept: Map<string, T>, key: string, read: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const found = read();
  kept.set(key, found);
  return found;
}
