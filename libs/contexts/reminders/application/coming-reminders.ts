import { Injectable } from '@nestjs/common';
import { addDays, startOfWeek, type LocalDate, type StandingFact } from '@minutebook/kernel';
import {
  byUrgency,
  comingOccurrences,
  itemsOf,
  occurrenceOf,
  type AroundFact,
  type AskingMessage,
  type DayOfReminders,
  type DueItem,
} from '../domain/due-items';
import type { PeopleOfDay } from '../domain/people-asked';
import type { ReminderSummary } from '../domain/reminder.events';
import { mayLeaveAt, sendingDayFrom } from '../domain/sending-time';
import { countsAgainstCap, heldBackSince } from '../domain/weekly-cap';
import { AskedRecords } from './asked-records';
import { RemindersOfDay } from './day-of-reminders';
import { composeDigest } from './digest';
import { MailParts } from './mail-parts';
import { RecordAsItStands } from './record-as-it-stands';
import { KnownDueFacts, KnownReminders } from './what-is-known';

/** So many days, today's among them, are looked at ahead. */
export const DAYS_AHEAD = 28;

/** What stands in a mail that is only looked at, where the sent one has a link. */
const NO_LINK = '[link to answer]';

/** The mail of one person on a day, if nothing changes until then; the most urgent first. */
export interface ComingMail {
  readonly account: string;
  readonly day: LocalDate;
  readonly items: readonly DueItem[];
  readonly heldBackSince: LocalDate | undefined;
}

export interface ComingDay {
  readonly day: LocalDate;
  /** When its mail leaves: HH:MM in London. */
  readonly sendAt: string;
  readonly mails: readonly ComingMail[];
  /** What the weekly cap would hold back. */
  readonly heldBack: readonly ComingMail[];
  /** Most mails to one person from Monday to Sunday; null without a limit. */
  readonly perWeek: number | null;
}

type Sent = Pick<ReminderSummary, 'fate' | 'day'>;

/** What is known of a record through the days that are looked at. */
interface Watched {
  readonly fact: StandingFact;
  readonly rules: AroundFact['rules'];
  readonly messages: AskingMessage[];
}

/** The mail that will be sent if nobody answers, and neither rules nor roles are changed: found by what decides it then. */
@Injectable()
export class ComingReminders {
  constructor(
    private readonly ofDay: RemindersOfDay,
    private readonly facts: KnownDueFacts,
    private readonly reminders: KnownReminders,
    private readonly record: RecordAsItStands,
    private readonly asked: AskedRecords,
    private readonly mail: MailParts,
  ) {}

  /** Days with mail, in their order; undefined before the policy has begun. Nothing is recorded, and no link is made. */
  async days(): Promise<readonly ComingDay[] | undefined> {
    const days = await this.walked();
    if (!days) return undefined;
    const found: ComingDay[] = [];
    for await (const day of days) found.push(day);
    return found;
  }

  /** The next day on which a mail leaves; null where there is none, undefined before the policy has begun. */
  async next(): Promise<ComingDay | null | undefined> {
    const days = await this.walked();
    if (!days) return undefined;
    for await (const day of days) if (day.mails.length > 0) return day;
    return null;
  }

  private async walked(): Promise<AsyncIterable<ComingDay> | undefined> {
    const first = await this.ofDay.lookAt(this.ofDay.today);
    return first && this.walk(first);
  }

  private async *walk(first: DayOfReminders): AsyncIterable<ComingDay> {
    const outlook = new Outlook(this.ofDay, this.reminders, this.facts.open(), first);
    const { today } = first;
    for (let on = today; on < addDays(today, DAYS_AHEAD); on = addDays(on, 1)) {
      const day = on === today ? first : await this.ofDay.lookAt(on);
      if (!day || day.calendar.onOrAfter(on) !== on) continue;
      // What can leave today no more goes into the next day's.
      if (mayLeaveAt(on, this.record.now, this.ofDay.delivery(on)) === undefined) continue;
      const coming = outlook.mailOf(day);
      if (coming.mails.length > 0 || coming.heldBack.length > 0) yield coming;
    }
  }

  /** How a mail would read: where the sent one has links to answer, this one says so. */
  textOf({ account, day, items, heldBackSince: since }: ComingMail): {
    readonly subject: string;
    readonly text: string;
  } {
    const { subject, text } = composeDigest(items, {
      council: this.mail.council.current,
      today: day,
      account,
      heldBackSince: since,
      nameOf: (id) => this.mail.directory.nameOf(id),
      pageLink: (path) => this.mail.address.link(path),
      answerLink: (fact) => (this.asked.formOf(fact) ? NO_LINK : undefined),
    });
    return { subject, text };
  }
}

/** What would be sent on one day after another, each as the days before it have left things. */
class Outlook {
  private readonly watched: readonly Watched[];
  private coming: ReadonlyMap<LocalDate, ReadonlySet<Watched>> | undefined;
  /** The messages to an account this week and the last, with those foreseen since; the newest first. */
  private readonly sent = new Map<string, readonly Sent[]>();
  private waiting = new Set<Watched>();
  private people: PeopleOfDay | undefined;

  constructor(
    private readonly ofDay: RemindersOfDay,
    private readonly reminders: KnownReminders,
    facts: readonly StandingFact[],
    private readonly first: DayOfReminders,
  ) {
    this.watched = facts.map((fact) => {
      const { rules, messages } = ofDay.around(fact);
      return { fact, rules, messages: [...messages] };
    });
  }

  mailOf(day: DayOfReminders): ComingDay {
    const due = new Map<string, { readonly items: DueItem[]; readonly of: Set<Watched> }>();
    for (const watched of this.toLookAt(day))
      for (const item of this.itemsOf(watched, day)) {
        const reader = day.people.reader(item.person);
        const mail = due.get(reader) ?? { items: [], of: new Set() };
        mail.items.push(item);
        mail.of.add(watched);
        due.set(reader, mail);
      }
    const { perWeek, sendAt } = this.ofDay.delivery(day.today);
    const coming = { day: day.today, sendAt, perWeek, mails: [] as ComingMail[], heldBack: [] as ComingMail[] };
    for (const [account, { items, of }] of due) {
      const fate = this.fateOf(account, day, perWeek);
      if (fate === 'waits') {
        for (const watched of of) this.waiting.add(watched);
        continue;
      }
      const before = this.sentTo(account, day.today);
      const mail = { account, day: day.today, items: items.sort(byUrgency), heldBackSince: heldBackSince(before) };
      this.sent.set(account, [{ fate, day: day.today }, ...before]);
      if (fate === 'held-back') {
        coming.heldBack.push(mail);
        for (const watched of of) this.waiting.add(watched);
      } else {
        coming.mails.push(mail);
        const message = { fate, perhapsTaken: false, occurrences: items.map(occurrenceOf) };
        for (const watched of of) watched.messages.push(message);
      }
    }
    return coming;
  }

  /** Everything on the first day, and where other persons hold roles than the day before; else what falls on the day, or waits. */
  private toLookAt({ today, people }: DayOfReminders): Iterable<Watched> {
    const isSame = this.people?.isAs(people) === true;
    const those = isSame ? new Set([...this.waiting, ...(this.dueAfterFirst().get(today) ?? [])]) : this.watched;
    this.people = people;
    this.waiting = new Set();
    return those;
  }

  /** Only found once it is asked for: on the first day everything is looked at anyway. */
  private dueAfterFirst(): ReadonlyMap<LocalDate, ReadonlySet<Watched>> {
    if (this.coming) return this.coming;
    const byDay = new Map<LocalDate, Set<Watched>>();
    const until = addDays(this.first.today, DAYS_AHEAD - 1);
    for (const each of this.watched)
      for (const { on } of comingOccurrences(each.fact, each, this.first, until))
        byDay.set(on, (byDay.get(on) ?? new Set()).add(each));
    this.coming = byDay;
    return byDay;
  }

  private itemsOf({ fact, ...around }: Watched, day: DayOfReminders): readonly DueItem[] {
    return itemsOf(fact, { ...around, wanted: (person) => this.ofDay.wanted(person) }, day);
  }

  private fateOf(
    account: string,
    { today, calendar }: DayOfReminders,
    perWeek: number | null,
  ): 'waits' | 'held-back' | 'accepted' {
    if (sendingDayFrom(today, calendar, this.ofDay.wanted(account).onlyOn) !== today) return 'waits';
    const before = this.sentTo(account, today);
    // There is one message to a person on a day, and it is begun.
    if (before.some(({ day }) => day === today)) return 'waits';
    const ofWeek = before.filter(({ day }) => startOfWeek(day) === startOfWeek(today));
    return perWeek !== null && ofWeek.filter(countsAgainstCap).length >= perWeek ? 'held-back' : 'accepted';
  }

  private sentTo(account: string, today: LocalDate): readonly Sent[] {
    const known = this.sent.get(account);
    if (known) return known;
    const recorded = [...this.reminders.ofWeek(account, today), ...this.reminders.ofWeek(account, addDays(today, -7))];
    this.sent.set(account, recorded);
    return recorded;
  }
}
