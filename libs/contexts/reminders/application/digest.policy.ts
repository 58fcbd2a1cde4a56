import { Injectable } from '@nestjs/common';
import { addDays, type LocalDate } from '@minutebook/kernel';
import { byUrgency, occurrenceOf, type DayOfReminders, type DueItem } from '../domain/due-items';
import { isTaken } from '../domain/reminder.events';
import { mayLeaveAt, sendingDayFrom } from '../domain/sending-time';
import { countsAgainstCap, heldBackSince } from '../domain/weekly-cap';
import { againAlarm, deliveryAlarm, digestAlarm } from './alarm-keys';
import { RemindersOfDay } from './day-of-reminders';
import { ReminderPlanner } from './reminder-planner';
import { RecordAsItStands } from './record-as-it-stands';
import { ReminderSender, type SendingOutcome } from './reminder-sender';
import { reminderKey } from './reminder-streams';
import { KnownReminders } from './what-is-known';

/** A channel that could not take a message: the queue rings again, and lays the alarm aside at last. */
export class NotTakenNow extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotTakenNow';
  }
}

/** How long another process is waited for that has a message of this person in its hands, in ms. */
const PATIENCE = 5_000;
/** How often, and how long after it was taken, a channel that tells is asked what became of a message, in ms. */
const DELIVERY_ASKED_AFTER = [15, 60, 360, 1_440, 4_320].map((minutes) => minutes * 60_000);
/** How often it is decided anew what is due, where records go on all the while. */
const MOST_TRIES = 5;
/** Most occurrences of one message, so that its event stays well below what one append may hold. */
const MOST_OCCURRENCES = 500;

/** Makes and sends the one mail of a person and day. Whatever cut an earlier try short, the next one goes on from the log. */
@Injectable()
export class DigestPolicy {
  constructor(
    private readonly ofDay: RemindersOfDay,
    private readonly planner: ReminderPlanner,
    private readonly sender: ReminderSender,
    private readonly reminders: KnownReminders,
    private readonly record: RecordAsItStands,
  ) {}

  /** The alarm of a person's digest rings. */
  async digest(account: string): Promise<void> {
    const today = this.ofDay.today;
    const day = await this.ofDay.dayOf(today);
    if (!day || this.ofDay.paused || !this.sender.canSend) return;
    const at = this.leavesAt(account, day);
    if (at === undefined) return this.planner.planDigest(account, today);
    if (at > this.record.now) return this.planner.planDigest(account);
    const key = reminderKey(account, today, 'mail');
    if (!(await this.sender.isBegun(key)) && !(await this.begin(account, key, day))) return;
    await this.settle(key, await this.sender.transmit(key));
  }

  /** A message without an answer is looked at again: it goes out a second time, or is settled meanwhile. */
  async again(key: string): Promise<void> {
    const message = await this.sender.message(key);
    if (!message || this.ofDay.paused || !this.sender.canSend) return;
    // Known not to have been taken on its day: what it held goes into a later one.
    if (message.day < this.ofDay.today && message.status !== 'sent' && !message.uncertain) return;
    const delivery = this.ofDay.delivery(this.ofDay.today);
    const at = mayLeaveAt(this.ofDay.today, this.record.now, delivery);
    const day = await this.ofDay.dayOf(this.ofDay.today);
    if (!day) return;
    if (at === undefined || at > this.record.now) {
      const next = sendingDayFrom(addDays(this.ofDay.today, at === undefined ? 1 : 0), day.calendar, null);
      const later = mayLeaveAt(next, this.record.now, this.ofDay.delivery(next));
      return this.planner.set(againAlarm(key), later ?? this.record.now + PATIENCE);
    }
    await this.settle(key, await this.sender.transmit(key));
  }

  /** The channel is asked what became of a message. */
  async delivery(key: string, asked: number): Promise<void> {
    const isUnderWay = await this.sender.askForDelivery(key);
    if (isUnderWay) await this.askLater(key, asked + 1);
  }

  /** What waits to be settled, alarm or no alarm: those of today by their digest, those without an answer by themselves. */
  async planUnsettled(): Promise<void> {
    for (const { key, account, day, fate, sentAt, perhapsTaken } of this.reminders.unsettled())
      if (fate === 'sent' || perhapsTaken) await this.planner.set(againAlarm(key), sentAt ?? this.record.now);
      else if (day === this.ofDay.today) await this.planner.planDigest(account);
  }

  private leavesAt(account: string, { today, calendar }: DayOfReminders): number | undefined {
    const { onlyOn } = this.ofDay.wanted(account);
    if (sendingDayFrom(today, calendar, onlyOn) !== today) return undefined;
    return mayLeaveAt(today, this.record.now, this.ofDay.delivery(today));
  }

  /** Claims today's message, or says why there is none: nothing is due, the cap is reached, or another is still under way. */
  private async begin(account: string, key: string, day: DayOfReminders): Promise<boolean> {
    if (!(await this.giveUpEarlier(account, day.today))) {
      await this.planner.set(digestAlarm(account, day.today), this.record.now + PATIENCE);
      return false;
    }
    const items = await this.itemsAsRecorded(account, day);
    if (items.length === 0) return false;
    const message = {
      ...{ account, day: day.today, channel: 'mail' as const },
      occurrences: items.sort(byUrgency).slice(0, MOST_OCCURRENCES).map(occurrenceOf),
    };
    const { perWeek } = this.ofDay.delivery(day.today);
    const ofWeek = this.reminders.ofWeek(account, day.today);
    if (perWeek !== null && ofWeek.filter(countsAgainstCap).length >= perWeek) {
      await this.sender.record(key, 'hold back', { type: 'hold-back', ...message, perWeek });
      await this.planner.planDigest(account, day.today);
      return false;
    }
    const since = heldBackSince([...ofWeek, ...this.reminders.ofWeek(account, addDays(day.today, -7))]);
    await this.sender.record(key, 'claim', {
      type: 'claim',
      ...message,
      ...(since !== undefined && { heldBackSince: since }),
    });
    return true;
  }

  /** What was not taken on its day goes into today's. False while one of them is in the hands of another process. */
  private async giveUpEarlier(account: string, today: LocalDate): Promise<boolean> {
    const earlier = this.reminders.unsettled(account).filter((each) => each.day < today && !isTaken(each));
    for (const { key } of earlier) {
      const outcome = await this.sender.record(key, 'give up', { type: 'give-up' });
      if ('refused' in outcome && outcome.refused.rule === 'reminder-being-sent') return false;
    }
    return true;
  }

  /** What is due as the log has it now: where a record has gone on since the read models saw it, it is decided anew. */
  private async itemsAsRecorded(account: string, day: DayOfReminders): Promise<DueItem[]> {
    let items = this.ofDay.itemsFor(account, day);
    for (let left = MOST_TRIES; left > 0 && !(await this.record.isCaughtUp(items)); left--)
      items = this.ofDay.itemsFor(account, day);
    return [...items];
  }

  private async settle(key: string, outcome: SendingOutcome): Promise<void> {
    switch (outcome.fate) {
      case 'accepted':
        if (this.sender.tellsDelivery) await this.askLater(key, 0);
        return;
      case 'refused':
      case 'over':
        return;
      case 'lost':
        return this.planner.set(againAlarm(key), outcome.at);
      case 'unavailable':
        throw new NotTakenNow(outcome.why);
    }
  }

  private async askLater(key: string, asked: number): Promise<void> {
    const wait = DELIVERY_ASKED_AFTER[asked];
    if (wait !== undefined) await this.planner.set(deliveryAlarm(key, asked), this.record.now + wait);
  }
}
