import { addDays, londonDateOf } from '@minutebook/kernel';
import type { DemonstrationClock } from './demonstration-clock';

/** What follows the record's clock through the days. */
export interface FollowsDays {
  /** The instants of a day at which something may happen, in their order: epoch ms. */
  momentsOf(day: string): readonly number[];
  /** The clock stands at one of them; answers once everything that follows has been done. */
  clockMoved(): Promise<void>;
}

/**
 * Moves a demonstration's clock through the days up to an instant, and lets everything happen on its own day: a reader who goes
 * on by a month finds a month's reminders, each at its hour.
 *
 * @param to epoch ms
 */
export async function playDays(clock: DemonstrationClock, to: number, following: FollowsDays): Promise<void> {
  const from = clock.now();
  const last = londonDateOf(to);
  for (let day = londonDateOf(from); day <= last; day = addDays(day, 1))
    for (const moment of following.momentsOf(day)) {
      if (moment <= from || moment > to) continue;
      clock.standAt(moment);
      await following.clockMoved();
    }
  clock.tickFrom(to);
  await following.clockMoved();
}
