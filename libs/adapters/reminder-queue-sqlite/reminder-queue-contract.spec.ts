import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReminderQueue } from '@minutebook/kernel/recording';
import { reminderQueueContract } from '@minutebook/reminder-queue-contract';
import { openSqliteReminderQueue } from '.';

reminderQueueContract('The SQLite reminder queue', async (settings) => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-queue-'));
  const file = join(folder, 'reminders.sqlite');
  const opened: ReminderQueue[] = [];
  const open = async (place: string): Promise<ReminderQueue> => {
    const queue = await openSqliteReminderQueue(place, { ...settings, leaseMs: 600, lookAgainMs: 50 });
    opened.push(queue);
    return queue;
  };
  const queue = await open(file);
  return {
    queue,
    async reopen() {
      await queue.close();
      return open(file);
    },
    openAfterKill() {
      const copy = join(folder, 'left-behind.sqlite');
      for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
      return open(copy);
    },
    openBeside: () => open(file),
    async dispose() {
      for (const each of opened) await each.close();
      rmSync(folder, { recursive: true });
    },
  };
});
