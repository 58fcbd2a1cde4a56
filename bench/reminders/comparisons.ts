import type { Comparison, Opened } from '../comparison';
import type { DataSets } from '../history/data-sets';
import { startSide } from '../side';
import type { SideName } from '../sides';
import { RedisProcess } from './redis-process';

/** Our alarms in a Redis against another side, which has the same Redis. */
async function alarms(data: DataSets, other: SideName): Promise<Opened> {
  const folders = [data.empty(), data.empty()] as const;
  const redis = await RedisProcess.start(folders[0]);
  const options = { folder: folders[1], port: redis.port };
  const ours = await startSide('redis-alarms', options);
  const theirs = await startSide(other, options);
  return {
    ours: { run: () => ours.ask<number>('run') },
    theirs: { run: () => theirs.ask<number>('run') },
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      await redis.close();
      for (const folder of folders) data.discard(folder);
    },
  };
}

/** Alarms that are set and ring: what the port adds to BullMQ, and what a file does instead. */
export const REMINDER_COMPARISONS: readonly Comparison[] = [
  {
    name: 'reminder-queue',
    against: 'bare-bullmq',
    unit: 'alarms',
    atLeast: 0.5,
    needsRedis: true,
    open: (data) => alarms(data, 'bare-jobs'),
  },
  {
    name: 'reminder-queue',
    against: 'reminder-queue-sqlite',
    unit: 'alarms',
    needsRedis: true,
    open: (data) => alarms(data, 'file-alarms'),
  },
];
