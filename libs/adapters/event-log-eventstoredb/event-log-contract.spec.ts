import { randomUUID } from 'node:crypto';
import { eventLogContract, type LogUnderTest } from '@minutebook/event-log-contract';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { openEventStoreLog } from '.';

/** A new prefix is a new, empty log: nothing of another case can be seen from it. */
async function logUnder(connectionString: string): Promise<LogUnderTest> {
  const address = { connectionString, prefix: `test-${randomUUID().slice(0, 18)}` };
  let log = openEventStoreLog(address);
  return {
    log,
    async reopen() {
      await log.close();
      return (log = openEventStoreLog(address));
    },
    dispose: () => log.close(),
  };
}

let server: EventStoreTestServer;
beforeAll(async () => {
  server = await EventStoreTestServer.start();
  // What every server's log holds besides ours.
  server.plant('$stats-127.0.0.1:2113', [{ type: '$statsCollected' }, { type: '$statsCollected' }]);
  server.plant('somebody.action-1', [{ type: 'NoteTaken' }]);
});
afterAll(() => server.stop());

eventLogContract('The client on the test server', () => logUnder(server.connectionString));

const realServer = process.env['EVENTSTOREDB_URL'];
if (realServer !== undefined) {
  eventLogContract('The client on a real EventStoreDB', () => logUnder(realServer));
}
