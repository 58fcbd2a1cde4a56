import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';

/** Whether this machine has a Redis that a bench can start. */
export function hasRedis(): boolean {
  return programs().some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function programs(): readonly string[] {
  const named = process.env['REDIS_SERVER_PATH'];
  if (named) return [named];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, 'redis-server'));
}

/** A Redis in a process of its own, which writes to a disk as an operator's does, and ends with us. */
export class RedisProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    process.once('exit', () => child.kill());
  }

  /** Starts one and waits until it answers. */
  static async start(folder: string): Promise<RedisProcess> {
    const port = await freePort();
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
    const child = spawn(process.env['REDIS_SERVER_PATH'] ?? 'redis-server', args, { stdio: 'ignore' });
    const server = new RedisProcess(child, port);
    const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null });
    // Until it listens, the client tries again by itself.
    client.on('error', () => undefined);
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('The Redis did not start')));
    await Promise.race([client.ping(), ended]).finally(() => client.disconnect());
    ended.catch(() => undefined);
    return server;
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
