import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** So long it may take until a server answers; a machine under load needs some of it. */
const START_MS = 20_000;
const LOOK_AGAIN_MS = 20;

export interface RedisServerOptions {
  /** Directives of redis.conf beyond ours, or instead of them: `{ requirepass: '…' }`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Where its files lie and stay; unless given, a temporary folder that goes with `stop`. */
  readonly folder?: string;
}

/** A redis-server process that a spec starts, kills and starts again. What it acknowledged outlives a kill. */
export class RedisServer {
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly folder: string,
    private readonly config: Readonly<Record<string, string>>,
    private readonly keepsFolder: boolean,
  ) {}

  static async start({ config = {}, folder }: RedisServerOptions = {}): Promise<RedisServer> {
    const place = folder ?? mkdtempSync(join(tmpdir(), 'minutebook-redis-'));
    const server = new RedisServer(await freePort(), place, config, folder !== undefined);
    await server.launch();
    return server;
  }

  /** Without a password, even where the server asks for one. */
  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Ends it as a power cut would: SIGKILL. Its files stay. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it and takes its temporary folder away. */
  async stop(): Promise<void> {
    await this.end('SIGKILL');
    if (!this.keepsFolder) rmSync(this.folder, { recursive: true, force: true });
  }

  /** Starts it again on the same port and files, after a kill or in place of one that runs. */
  async restart(): Promise<void> {
    await this.end('SIGTERM');
    await this.launch();
  }

  private async launch(): Promise<void> {
    const settings = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.folder,
      save: '',
      appendonly: 'yes',
      appendfsync: 'everysec',
      'maxmemory-policy': 'noeviction',
      ...this.config,
    };
    const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const started = spawn(program, args, { stdio: 'ignore' });
    this.process = started;
    let failure: Error | undefined;
    started.once('error', (error) => (failure = error));
    const patience = AbortSignal.timeout(START_MS);
    while (!(await answers(this.port))) {
      if (failure !== undefined) throw failure;
      if (started.exitCode !== null) throw new Error(`redis-server ended with ${started.exitCode}`);
      if (patience.aborted) throw new Error('redis-server did not answer');
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const running = this.process;
    this.process = undefined;
    if (running?.pid === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, 'exit');
    running.kill(signal);
    await exited;
  }
}

/** Whether a Redis answers there that has read its files; one that asks for a password or a certificate is there, too. */
async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (there: boolean): void => {
      socket.destroy();
      resolve(there);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (answer: Buffer) => settle(/^(\+PONG|-NOAUTH)/.test(answer.toString('latin1'))));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
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
