import { join } from 'node:path';
import { Queue, Worker } from 'bullmq';
import { realSystemClock, type Alarm, type ReminderQueue } from '@minutebook/kernel/recording';
import { openBullMqReminderQueue } from '@minutebook/reminder-queue-bullmq';
import { openSqliteReminderQueue } from '@minutebook/reminder-queue-sqlite';
import type { OpenSide, SideOptions } from '../open-side';
import { many } from '../smoke';
import { timed } from '../timed';

/** Alarms of one run: a day on which every action of a large council is due. */
const ALARMS = many(5_000, 50);
/** So many are set by one call, as the planner does for those who are due on a day. */
const AT_ONCE = 100;
const CONCURRENCY = 4;
const SETTINGS = { clock: realSystemClock, waits: [1_000], concurrency: CONCURRENCY };

/** The product's alarms in a Redis, through their port. */
export async function openRedisAlarms({ port = 0 }: SideOptions): Promise<OpenSide> {
  return openAlarms(await openBullMqReminderQueue(`redis://127.0.0.1:${port}`, { ...SETTINGS, prefix: 'ours' }));
}

/** The product's alarms in a file. */
export async function openFileAlarms({ folder }: SideOptions): Promise<OpenSide> {
  return openAlarms(await openSqliteReminderQueue(join(folder, 'alarms.sqlite'), SETTINGS));
}

/** Jobs of BullMQ alone: none is moved, none comes before its time, and no errors are told in other words. */
export async function openBareJobs({ port = 0 }: SideOptions): Promise<OpenSide> {
  const settings = { connection: { host: '127.0.0.1', port, maxRetriesPerRequest: null }, prefix: 'theirs' };
  const queue = new Queue('jobs', settings);
  const ringing = new Ringing();
  const worker = new Worker('jobs', async () => ringing.note(), { ...settings, concurrency: CONCURRENCY });
  await worker.waitUntilReady();
  const add = (alarms: readonly Alarm[]): Promise<unknown> =>
    queue.addBulk(
      alarms.map(({ key, at }) => ({ name: 'job', data: { at }, opts: { jobId: key, removeOnComplete: true } })),
    );
  return {
    works: { run: () => timed(() => ringing.all(add)) },
    close: async () => {
      await worker.close();
      await queue.close();
    },
  };
}

function openAlarms(queue: ReminderQueue): OpenSide {
  const ringing = new Ringing();
  queue.ring(async () => ringing.note());
  return {
    works: { run: () => timed(() => ringing.all((alarms) => queue.set(alarms))) },
    close: () => queue.close(),
  };
}

/** Adds alarms that are due, and counts those that ring. */
class Ringing {
  private run = 0;
  private left = 0;
  private done = (): void => undefined;

  note(): void {
    this.left -= 1;
    if (this.left === 0) this.done();
  }

  async all(add: (alarms: readonly Alarm[]) => Promise<unknown>): Promise<number> {
    this.run += 1;
    this.left = ALARMS;
    const allRang = new Promise<void>((resolve) => (this.done = resolve));
    const at = Date.now();
    for (let first = 0; first < ALARMS; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, ALARMS - first);
      await add(Array.from({ length: count }, (_, nth) => ({ key: `alarm-${this.run}-${first + nth}`, at })));
    }
    await allRang;
    return ALARMS;
  }
}
