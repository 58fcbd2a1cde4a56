import { randomUUID } from 'node:crypto';
import type { EventLog, ExpectedRevision, LoggedEvent, NewEvent } from '@minutebook/kernel/recording';
import { EventStoreTestServer, type TestServerOptions } from '@minutebook/eventstoredb-test-server';
import { openEventStoreLog, type Timing } from '.';

/** An adapter that gives up soon, so that specs of its patience take no time. In ms. */
export const IMPATIENT: Timing = { idleMs: 500, firstWaitMs: 2, longestWaitMs: 20 };
/** Long enough for a busy machine to make its first connection. */
const DEADLINE_MS = 1_000;

/** Test servers and logs on them, for one case. */
export class EventStores {
  private readonly logs: EventLog[] = [];
  private readonly servers: EventStoreTestServer[] = [];

  async server(options: TestServerOptions = {}): Promise<EventStoreTestServer> {
    const server = await EventStoreTestServer.start({ offersBatchAppend: true, ...options });
    this.servers.push(server);
    return server;
  }

  /** A log with short patience on a server, or on several as one cluster. */
  log(servers: EventStoreTestServer | readonly EventStoreTestServer[], prefix = 'derby'): EventLog {
    const hosts = [servers].flat().map((server) => `127.0.0.1:${server.port}`);
    const connectionString = `esdb://${hosts.join(',')}?tls=false&defaultDeadline=${DEADLINE_MS}`;
    const log = openEventStoreLog({ connectionString, prefix }, IMPATIENT);
    this.logs.push(log);
    return log;
  }

  async stop(): Promise<void> {
    await Promise.all(this.logs.splice(0).map((log) => log.close()));
    await Promise.all(this.servers.splice(0).map((server) => server.stop()));
  }
}

export function aStream(): string {
  return `action-${randomUUID()}`;
}

export function anEvent(data: unknown = { note: 'a fact' }): NewEvent {
  return {
    id: randomUUID(),
    type: 'NoteTaken',
    data,
    metadata: {
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      recordedAt: Date.UTC(2014, 5, 16, 8),
      schemaVersion: 1,
      actor: { account: 'a-17', role: 'action-lead', grant: 'account-17@2' },
      origin: 'user',
      via: 'page',
    },
  };
}

export function someEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, index) => anEvent({ index }));
}

export async function allEvents(log: Pick<EventLog, 'readAll'>): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const page of log.readAll({ pageSize: 100 })) events.push(...page);
  return events;
}

/** Appends as the command runner does: again, the same, where the outcome is unknown. */
export async function appendSurely(log: EventLog, stream: string, expected: ExpectedRevision): Promise<void> {
  const events = someEvents(1);
  await log.append(stream, expected, events).catch(() => log.append(stream, expected, events));
}

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}
