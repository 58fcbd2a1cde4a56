import type { Comparison, Contender, Opened } from '../comparison';
import type { DataSets, Size } from '../history/data-sets';
import { startSide, type Side } from '../side';
import type { SideName } from '../sides';

/** The record that is replayed and from which read models are rebuilt. */
const REPLAYED: Size = 100_000;
const IN_FLIGHT = 64;
/** Short runs that alternate often: what else the machine does then strikes both sides alike. */
const RUNS = 11;

const contender = (side: Side): Contender => ({ run: () => side.ask<number>('run') });

async function appending(data: DataSets, inFlight: number, peer: SideName, peerInFlight: number): Promise<Opened> {
  const folders = [data.empty(), data.empty()] as const;
  const ours = await startSide('our-appending', { folder: folders[0], inFlight });
  const theirs = await startSide(peer, { folder: folders[1], inFlight: peerInFlight });
  return {
    ours: contender(ours),
    theirs: contender(theirs),
    close: async () => {
      if (peer === 'raw-appending') await theirs.ask('verify');
      await Promise.all([ours.close(), theirs.close()]);
      for (const folder of folders) data.discard(folder);
    },
  };
}

async function replaying(data: DataSets, peer: 'raw-scan' | 'emmett-replay'): Promise<Opened> {
  const source = await data.ofSize(REPLAYED);
  const own = data.empty();
  const ours = await startSide('our-replay', { folder: source });
  const theirs = await startSide(peer, peer === 'raw-scan' ? { folder: source } : { folder: own, source });
  return {
    ours: contender(ours),
    theirs: contender(theirs),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      data.discard(own);
    },
  };
}

async function rebuilding(data: DataSets): Promise<Opened> {
  const folder = await data.copyOf(REPLAYED);
  const ours = await startSide('rebuild', { folder });
  const theirs = await startSide('our-replay', { folder: await data.ofSize(REPLAYED) });
  return {
    ours: contender(ours),
    theirs: contender(theirs),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      data.discard(folder);
    },
  };
}

/** The log alone: appending, replaying, and rebuilding every read model from it. */
export const LOG_COMPARISONS: readonly Comparison[] = [
  {
    name: 'append-one-at-a-time',
    against: 'raw-one-commit-per-append',
    unit: 'appends',
    runs: RUNS,
    atLeast: 0.8,
    open: (data) => appending(data, 1, 'raw-appending', 1),
  },
  {
    name: 'append-one-at-a-time',
    against: 'raw-group-commit',
    unit: 'appends',
    runs: RUNS,
    open: (data) => appending(data, 1, 'raw-appending', IN_FLIGHT),
  },
  {
    name: 'append-one-at-a-time',
    against: 'emmett-sqlite',
    unit: 'appends',
    runs: RUNS,
    atLeast: 3,
    needsEmmett: true,
    open: (data) => appending(data, 1, 'emmett-appending', 1),
  },
  {
    name: 'append-64-in-flight',
    against: 'raw-one-commit-per-append',
    unit: 'appends',
    runs: RUNS,
    open: (data) => appending(data, IN_FLIGHT, 'raw-appending', 1),
  },
  {
    name: 'append-64-in-flight',
    against: 'raw-group-commit',
    unit: 'appends',
    runs: RUNS,
    atLeast: 0.6,
    open: (data) => appending(data, IN_FLIGHT, 'raw-appending', IN_FLIGHT),
  },
  {
    name: 'append-64-in-flight',
    against: 'emmett-sqlite',
    unit: 'appends',
    runs: RUNS,
    needsEmmett: true,
    open: (data) => appending(data, IN_FLIGHT, 'emmett-appending', 1),
  },
  {
    name: 'replay',
    against: 'raw-scan-and-parse',
    unit: 'events',
    runs: RUNS,
    atLeast: 0.5,
    open: (data) => replaying(data, 'raw-scan'),
  },
  {
    name: 'replay',
    against: 'emmett-sqlite',
    unit: 'events',
    runs: RUNS,
    needsEmmett: true,
    open: (data) => replaying(data, 'emmett-replay'),
  },
  { name: 'rebuild', against: 'replay', unit: 'events', atLeast: 0.05, open: rebuilding },
];
