import { EventStoreDBClient } from '@eventstore/db-client';

/** Passed with every call, as the adapter does: both then append on the client's plain path. */
export const CREDENTIALS = { username: 'nobody', password: 'none' } as const;

/** The client as its documentation makes it. */
export function bareClient(port: number): EventStoreDBClient {
  return new EventStoreDBClient({ endpoint: { address: '127.0.0.1', port } }, { insecure: true });
}
