import { Inject, Injectable } from '@nestjs/common';
import { addDays, londonInstant, type LocalDate, type StandingFact } from '@minutebook/kernel';
import { CLOCK, REMINDER_QUEUE, type Alarm, type Clock, type ReminderQueue } from '@minutebook/kernel/recording';
import {
  comingOccurrences,
  itemsOf,
  latestOccurrence,
  type AroundFact,
  type DayOfReminders,
} from '../domain/due-items';
import { mayLeaveAt, nextSendingDay, sendingTime } from '../domain/sending-time';
import { digestAlarm, escalationAlarm, sweepAlarm } from './alarm-keys';
import { RemindersOfDay } from './day-of-reminders';
import { ReminderKinds } from './reminder-kinds';

/** So many days ahead alarms are set; each day's sweep sets those of one more. */
const AHEAD = 60;
/** The sweep of a day comes before anybody's mail. */
const SWEEP_AT = '05:00';

/** When a day's sweep comes: epoch ms. */
export function sweepTime(day: LocalDate): number {
  return londonInstant(day, SWEEP_AT);
}

/** Sets the alarms at which records are to be looked at: what is due then is decided then. */
@Injectable()
export class ReminderPlanner {
  constructor(
    private readonly reminders: RemindersOfDay,
    private readonly kinds: ReminderKinds,
    @Inject(REMINDER_QUEUE) private readonly queue: ReminderQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For what is due of these records today, and for the next time that something will be. */
  async plan(facts: readonly StandingFact[]): Promise<void> {
    const day = await this.reminders.dayOf(this.reminders.today);
    if (!day) return;
    const alarms = new Map<string, Alarm>();
    for (const fact of facts) for (const alarm of this.alarmsOf(fact, day)) alarms.set(alarm.key, alarm);
    if (alarms.size > 0) await this.queue.set([...alarms.values()]);
  }

  /** For the digest of a person on the next day that it may leave, today's included unless told. */
  async planDigest(account: string, after?: LocalDate): Promise<void> {
    const day = await this.reminders.dayOf(this.reminders.today);
    if (day) await this.queue.set([this.digestOf(account, day, after)]);
  }

  async planSweep(day: LocalDate): Promise<void> {
    await this.queue.set([{ key: sweepAlarm(day), at: sweepTime(day) }]);
  }

  async set(key: string, at: number): Promise<void> {
    await this.queue.set([{ key, at }]);
  }

  private alarmsOf(fact: StandingFact, day: DayOfReminders): readonly Alarm[] {
    const around = this.reminders.around(fact);
    const now = itemsOf(fact, around, day).map(({ person }) => this.digestOf(day.people.reader(person), day));
    const first = new Set<string>();
    const coming = comingOccurrences(fact, around, day, addDays(day.today, AHEAD)).flatMap(({ step, on }) => {
      if (first.has(step)) return [];
      first.add(step);
      const at = sendingTime(on, this.reminders.delivery(on));
      return day.people
        .asked(fact, step)
        .accounts.map((person) => ({ key: digestAlarm(day.people.reader(person), on), at }));
    });
    return [...now, ...coming, ...this.escalationOf(fact, around, day)];
  }

  private escalationOf(fact: StandingFact, around: Pick<AroundFact, 'rules'>, day: DayOfReminders): readonly Alarm[] {
    if (fact.group === undefined || this.kinds.kind(fact.kind) === undefined) return [];
    const isDue = latestOccurrence(fact, 'group', around, day) !== undefined;
    return isDue ? [{ key: escalationAlarm(fact.stream), at: this.clock.now() }] : [];
  }

  private digestOf(account: string, day: DayOfReminders, after?: LocalDate): Alarm {
    const { onlyOn } = this.reminders.wanted(account);
    let on = nextSendingDay(after ?? addDays(day.today, -1), day.calendar, onlyOn);
    let at = mayLeaveAt(on, this.clock.now(), this.reminders.delivery(on));
    if (at === undefined) {
      on = nextSendingDay(on, day.calendar, onlyOn);
      at = sendingTime(on, this.reminders.delivery(on));
    }
    return { key: digestAlarm(account, on), at };
  }
}
