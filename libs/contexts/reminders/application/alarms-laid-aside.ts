import { Inject, Injectable } from '@nestjs/common';
import { REMINDER_QUEUE, type AlarmCounts, type LaidAside, type ReminderQueue } from '@minutebook/kernel/recording';

/** Alarms that are looked at, or ring again, at one wish: whatever lies beyond follows with the next. */
const MOST_AT_ONCE = 10_000;

/** What those who run the service see of alarms, and do about those that were laid aside. Throws `QueueUnavailable`. */
@Injectable()
export class AlarmsLaidAside {
  constructor(@Inject(REMINDER_QUEUE) private readonly queue: ReminderQueue) {}

  counts(): Promise<AlarmCounts> {
    return this.queue.counts();
  }

  /** The latest first. */
  latest(most: number): Promise<readonly LaidAside[]> {
    return this.queue.laidAside(Math.min(most, MOST_AT_ONCE));
  }

  /**
   * Answers with how many ring again. No event: that an alarm rings again changes no fact, and what comes of it is recorded as
   * ever.
   */
  async ringAgain(wanted: readonly string[] | 'all'): Promise<number> {
    const keys = wanted === 'all' ? (await this.latest(MOST_AT_ONCE)).map(({ key }) => key) : wanted;
    return this.queue.retry(keys);
  }
}
