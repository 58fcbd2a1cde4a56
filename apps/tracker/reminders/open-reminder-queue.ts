import { join } from 'node:path';
import type { Clock, ReminderQueue } from '@minutebook/kernel/recording';
import { openBullMqReminderQueue } from '@minutebook/reminder-queue-bullmq';
import { openSqliteReminderQueue } from '@minutebook/reminder-queue-sqlite';
import type { Configuration } from '../configuration';

/** Before a handler that failed is asked again, in ms; then the alarm is laid aside. */
const WAITS = [1, 5, 15, 60, 180].map((minutes) => minutes * 60_000);

/** Opens the alarm clock of reminders that was chosen: in a Redis where one is named, else in a file. */
export async function openReminderQueue(
  { dataDir, redis }: Pick<Configuration, 'dataDir' | 'redis'>,
  clock: Clock,
  say: (text: string) => void,
): Promise<ReminderQueue> {
  const onTrouble = (text: string | undefined): void => say(text ? `${text}.` : 'The alarms of reminders ring again.');
  const options = { clock, waits: WAITS, onTrouble };
  if (redis === undefined) return openSqliteReminderQueue(join(dataDir, 'alarms', 'alarms.sqlite'), options);
  const onWarning = (text: string): void => say(`${text}.`);
  return openBullMqReminderQueue(redis.address, { ...options, prefix: redis.prefix, onWarning });
}
