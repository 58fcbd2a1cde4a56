import { join } from 'node:path';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import type { LogPlace } from '../../apps/tracker/record/log-place';

/** For specs only: whether the specs of the whole run with the log in an event store (`npm test` runs them both ways). */
export const IN_EVENT_STORE = process.env['EVENT_LOG_UNDER_TEST'] === 'eventstoredb';

const servers = new Set<EventStoreTestServer>();
let deployments = 0;

/** For specs only: a place for a new log of the engine under test. */
export async function newLogPlace(dataDir: string): Promise<LogPlace> {
  if (!IN_EVENT_STORE) return { engine: 'sqlite', folder: join(dataDir, 'log') };
  const [server = await startServer()] = servers;
  deployments += 1;
  return { engine: 'eventstoredb', connectionString: server.connectionString, prefix: `test-${deployments}` };
}

/** For specs only: the same place as settings of a process. */
export async function newLogSettings(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const place = await newLogPlace(dataDir);
  return place.engine === 'sqlite' ? {} : { EVENT_LOG: place.connectionString, EVENT_LOG_PREFIX: place.prefix };
}

/** For specs only: ends what `newLogPlace` started. */
export async function stopLogServers(): Promise<void> {
  for (const server of servers) await server.stop();
  servers.clear();
}

async function startServer(): Promise<EventStoreTestServer> {
  const server = await EventStoreTestServer.start();
  servers.add(server);
  return server;
}
