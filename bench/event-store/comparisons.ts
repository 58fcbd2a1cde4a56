import type { Comparison, Contender, Opened } from '../comparison';
import { eventsOf, type DataSets, type Size } from '../history/data-sets';
import { startSide, type Side } from '../side';
import { EventStoreProcess } from './event-store-process';

/** The record that is followed and from which read models are rebuilt. */
const RECORD: Size = 100_000;
const IN_FLIGHT = 64;
/** Short runs that alternate often: what else the machine does then strikes both sides alike. */
const RUNS = 11;

const contender = (side: Side): Contender => ({ run: () => side.ask<number>('run') });

/** Each side fills an event store of its own: both then find as many events in theirs, however often each has run. */
async function appending(data: DataSets): Promise<Opened> {
  const folder = data.empty();
  const stores = await Promise.all([EventStoreProcess.start(), EventStoreProcess.start()]);
  const ours = await startSide('adapter-appending', { folder, port: stores[0].port, inFlight: IN_FLIGHT });
  const theirs = await startSide('client-appending', { folder, port: stores[1].port, inFlight: IN_FLIGHT });
  return {
    ours: contender(ours),
    theirs: contender(theirs),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      await Promise.all(stores.map((store) => store.close()));
      data.discard(folder);
    },
  };
}

/** Nobody writes: both read one event store, in turn. */
async function following(data: DataSets): Promise<Opened> {
  const store = await EventStoreProcess.start(await data.journalOf(RECORD));
  const folder = data.empty();
  const options = { folder, port: store.port, events: eventsOf(RECORD) };
  const ours = await startSide('adapter-following', options);
  const theirs = await startSide('client-subscription', options);
  return {
    ours: contender(ours),
    theirs: contender(theirs),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      await store.close();
      data.discard(folder);
    },
  };
}

async function rebuilding(data: DataSets): Promise<Opened> {
  const store = await EventStoreProcess.start(await data.journalOf(RECORD));
  const folders = [await data.keysOf(RECORD), await data.copyOf(RECORD)] as const;
  const ours = await startSide('rebuild', { folder: folders[0], port: store.port });
  const theirs = await startSide('rebuild', { folder: folders[1] });
  return {
    ours: contender(ours),
    theirs: contender(theirs),
    close: async () => {
      await Promise.all([ours.close(), theirs.close()]);
      await store.close();
      for (const folder of folders) data.discard(folder);
    },
  };
}

/** The log in an event store: what the adapter adds to the client, and what the network adds to a rebuild. */
export const EVENT_STORE_COMPARISONS: readonly Comparison[] = [
  {
    name: 'esdb-append-64-in-flight',
    against: 'bare-client',
    unit: 'appends',
    runs: RUNS,
    warmUps: 2,
    atLeast: 0.8,
    open: appending,
  },
  {
    name: 'esdb-follow',
    against: 'bare-client-subscription',
    unit: 'events',
    runs: RUNS,
    atLeast: 0.7,
    open: following,
  },
  { name: 'esdb-rebuild', against: 'rebuild-from-sqlite', unit: 'events', atLeast: 0.5, open: rebuilding },
];
