import { fork, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { openEventStoreLog } from '@minutebook/event-log-eventstoredb';
import { anEvent } from '../../libs/adapters/event-log-eventstoredb/event-store.fixture';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? '100');
const READS = ROUNDS * (ROUNDS >= 1_000 ? 100 : 20);
const RESUBSCRIPTIONS = ROUNDS;
/** What a process may hold more at the end than after its first third, in MB: caches fill, code is compiled. */
const FLAT_MB = 3;

let server: EventStoreTestServer;
let child: ChildProcess | undefined;
afterEach(async () => {
  child?.kill('SIGKILL');
  await server.stop();
});

describe(`Memory over ${READS} abandoned reads and ${RESUBSCRIPTIONS} resubscriptions of an event store`, () => {
  it(
    'stays flat',
    async () => {
      // given a log of many pages, and a process that leaves its reads and loses its subscriptions
      server = await EventStoreTestServer.start();
      const log = openEventStoreLog({ connectionString: server.connectionString, prefix: 'derby' });
      for (let stream = 0; stream < 20; stream++)
        await log.append(
          `action-${stream}`,
          'no-stream',
          Array.from({ length: 20 }, () => anEvent()),
        );
      await log.close();
      const running = fork(
        join(__dirname, 'abandoning-child.cjs'),
        [
          resolve(__dirname, '../../dist/libs/adapters/event-log-eventstoredb'),
          server.connectionString,
          String(READS),
          String(RESUBSCRIPTIONS),
        ],
        { execArgv: ['--expose-gc'], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
      );
      child = running;
      running.on('message', ({ end }: { end: number }) => {
        server.strikeReads('end-cleanly', end);
        running.send('done');
      });
      let said = '';
      running.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));

      // when it has done so many times
      await new Promise((done) => running.once('close', done));
      const { abandoned, followed } = JSON.parse(said) as { abandoned: number[]; followed: number[] };

      // then it holds no more than after the first third, and the server no call of it
      for (const [, first = 0, , last = Infinity] of [abandoned, followed]) expect(last - first).toBeLessThan(FLAT_MB);
      expect(server.openCalls).toBe(0);
      expect(server.calls.get('/event_store.client.streams.Streams/Read')).toBeGreaterThan(READS + RESUBSCRIPTIONS);
    },
    60_000 + READS * 20,
  );
});
