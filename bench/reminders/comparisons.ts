import type { Comparison, Opened } from '../comparison';
import type { DataSets } from '../history/data-sets';
import { startSide } from '../side';
import type { SideName } from '../sides';
import { many } from '../smoke';
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

/** Two councils whose leads have as many actions each, of which one is a hundred times as large. */
export const ACTIONS = { many: many(100_000, 40), few: many(1_000, 20) } as const;
const GROWTH_RATIO = 1 / 1.5;

async function planning(data: DataSets): Promise<Opened> {
  const folders = { many: await data.councilOf(ACTIONS.many), few: await data.councilOf(ACTIONS.few) };
  const ours = await startSide('planning', { folder: folders.many, actions: ACTIONS.many });
  const theirs = await startSide('planning', { folder: folders.few, actions: ACTIONS.few });
  return {
    ours: { run: () => ours.ask<number>('run') },
    theirs: { run: () => theirs.ask<number>('run') },
    close: async () => {
      for (const side of [ours, theirs]) await side.ask('check');
      await Promise.all([ours.close(), theirs.close()]);
      for (const folder of Object.values(folders)) data.discard(folder);
    },
  };
}

/**
 * Alarms that are set and ring: what the port adds to BullMQ, and what a file does instead. And what planning costs where an
 * action changes, whatever else is in the record.
 */
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
  {
    name: 'reminder-planning',
    against: 'reminder-planning-1000',
    unit: 'changed actions',
    runs: 9,
    warmUps: 3,
    atLeast: GROWTH_RATIO,
    open: planning,
  },
];
