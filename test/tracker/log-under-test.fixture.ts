import { join } from 'node:path';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import type { LogPlace } from '../../apps/tracker/record/log-place';

/** For specs only: whether the specs of the whole run with the log in an event store (`npm test` runs them both ways). */
export const IN_EVENT_STORE = process.env['EVENT_LOG_UNDER_TEST'] === 'eventstoredb';

let server: EventStoreTestServer | undefined;
/** How many places of this spec are in use: two products may run side by side, and the one must not end the other's log. */
let inUse = 0;
let deployments = 0;

/** For specs only: a place for a new log of the engine under test. Each is left with `leaveLogPlace`. */
export async function newLogPlace(dataDir: string): Promise<LogPlace> {
  if (!IN_EVENT_STORE) return { engine: 'sqlite', folder: join(dataDir, 'log') };
  inUse += 1;
  server ??= await EventStoreTestServer.start();
  deployments += 1;
  return { engine: 'eventstoredb', connectionString: server.connectionString, prefix: `test-${deployments}` };
}

/** For specs only: the same place as settings of a process. */
export async function newLogSettings(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const place = await newLogPlace(dataDir);
  return place.engine === 'sqlite' ? {} : { EVENT_LOG: place.connectionString, EVENT_LOG_PREFIX: place.prefix };
}

/** For specs only: ends the event store when the last place in it was left. */
export async function leaveLogPlace(): Promise<void> {
  if (!IN_EVENT_STORE) return;
  inUse = Math.max(0, inUse - 1);
  if (inUse > 0) return;
  await server?.stop();
  server = undefined;
}
