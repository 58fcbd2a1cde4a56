import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** The server that the tests speak to, as it is built; this file runs in dist/bench/event-store. */
const PROGRAM = join(__dirname, '..', '..', 'libs', 'adapters', 'eventstoredb-test-server', 'main.js');

/**
 * An event store in a process of its own, so that its work does not count as a side's. Its standard input is ours: however
 * we end, it ends with us.
 */
export class EventStoreProcess {
  private readonly ended: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
    readonly port: number,
  ) {
    this.ended = new Promise((resolve) => child.once('exit', resolve));
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param journal a file with what it holds, and to which it writes; without one it begins empty
   */
  static async start(journal?: string): Promise<EventStoreProcess> {
    const args = [PROGRAM, '0', ...(journal === undefined ? [] : [journal])];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: child.stdout })) {
      const { port } = JSON.parse(line) as { readonly port: number };
      return new EventStoreProcess(child, port);
    }
    throw new Error('The event store did not start');
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await this.ended;
  }
}
