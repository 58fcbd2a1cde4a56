import { Redis } from 'ioredis';
import type { ReminderQueue } from '@minutebook/kernel/recording';
import { RedisServer } from '@minutebook/redis-test-server';
import { reminderQueueContract } from '@minutebook/reminder-queue-contract';
import { openBullMqReminderQueue } from '.';

let server: RedisServer;
let cases = 0;

beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server.stop());

reminderQueueContract('The BullMQ reminder queue', async (settings) => {
  const prefix = `case-${++cases}`;
  const opened: ReminderQueue[] = [];
  const open = async (place: string): Promise<ReminderQueue> => {
    const options = { ...settings, prefix: place, leaseMs: 600, lookAgainMs: 50 };
    const queue = await openBullMqReminderQueue(server.url, options);
    opened.push(queue);
    return queue;
  };
  const queue = await open(prefix);
  return {
    queue,
    async reopen() {
      await queue.close();
      return open(prefix);
    },
    async openAfterKill() {
      const copy = `${prefix}-left-behind`;
      await copyKeys(prefix, copy);
      return open(copy);
    },
    openBeside: () => open(prefix),
    async dispose() {
      for (const each of opened) await each.close();
    },
  };
});

/** With the locks of what is ringing, which then nobody renews. */
async function copyKeys(from: string, to: string): Promise<void> {
  const client = new Redis(server.url);
  for (const key of await client.keys(`${from}:*`)) await client.copy(key, to + key.slice(from.length));
  client.disconnect();
}
