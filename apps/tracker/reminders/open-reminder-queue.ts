import { join } from 'node:path';
import type { Clock, ReminderQueue } from '@minutebook/kernel/recording';
import { openSqliteReminderQueue } from '@minutebook/reminder-queue-sqlite';
import type { Configuration } from '../configuration';

/** Before a handler that failed is asked again, in ms; then the alarm is laid aside. */
const WAITS = [1, 5, 15, 60, 180].map((minutes) => minutes * 60_000);

/** Opens the alarm clock of reminders that was chosen. */
export async function openReminderQueue(
  { dataDir }: Pick<Configuration, 'dataDir'>,
  clock: Clock,
  say: (text: string) => void,
): Promise<ReminderQueue> {
  const onTrouble = (text: string | undefined): void => say(text ?? 'The alarms of reminders ring again.');
  return openSqliteReminderQueue(join(dataDir, 'alarms', 'alarms.sqlite'), { clock, waits: WAITS, onTrouble });
}
