import { createInterface } from 'node:readline';
import type { Fault } from './faults';
import { EventStoreTestServer } from './test-server';

/** What the process can be told on its standard input, one JSON object a line. */
export type TestServerOrder =
  { readonly strikeAppends: Fault; readonly times?: number } | { readonly freeze: true } | { readonly recover: true };

/** The test server as a process of its own, to be killed or stopped from outside: `<port> [journal]`. */
async function main([port, journal]: readonly string[]): Promise<void> {
  const server = await EventStoreTestServer.start({ port: Number(port), ...(journal !== undefined && { journal }) });
  process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
  createInterface({ input: process.stdin })
    .on('line', (line) => carryOut(server, JSON.parse(line) as TestServerOrder))
    .on('close', () => process.exit());
}

function carryOut(server: EventStoreTestServer, order: TestServerOrder): void {
  if ('strikeAppends' in order) server.strikeAppends(order.strikeAppends, order.times);
  else if ('freeze' in order) server.freeze();
  else server.recover();
}

void main(process.argv.slice(2));
