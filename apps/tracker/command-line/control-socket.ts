import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';

/** What the command line asks of the process that holds the record. */
export interface Order {
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
}

/** One line of an answer: progress on the way, then the end. */
export type Answer = { readonly progress: string } | { readonly done: string } | { readonly refused: string };

export type CarryOut = (order: Order, onProgress: (text: string) => void) => Promise<string>;

/** An order that cannot be carried out, for a reason that the one who gave it can mend. */
export class OrderRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OrderRefused';
  }
}

/** Longest order, in characters. An imported plan travels within it. */
const MAX_ORDER = 12 * 1024 * 1024;

/** A path relative to here where that is shorter: a socket's path may have about a hundred characters only. */
function socketPath(dataDir: string): string {
  if (process.platform === 'win32')
    return `\\\\.\\pipe\\minutebook-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  const absolute = join(dataDir, 'minutebook.sock');
  const near = relative(process.cwd(), absolute);
  return near.length < absolute.length ? near : absolute;
}

/** Answers the command line while the server runs. Only the owner of the data folder reaches it. */
export class ControlSocket {
  private readonly server: Server;

  constructor(
    private readonly dataDir: string,
    carryOut: CarryOut,
  ) {
    this.server = createServer((socket) => {
      const say = (answer: Answer): void => void socket.write(`${JSON.stringify(answer)}\n`);
      socket.on('error', () => socket.destroy());
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        received += text;
        if (received.length > MAX_ORDER) socket.destroy();
        if (!received.endsWith('\n')) return;
        const order = JSON.parse(received) as Order;
        received = '';
        carryOut(order, (progress) => say({ progress }))
          .then((done) => say({ done }))
          .catch((error: Error) => say({ refused: error.message }))
          .finally(() => socket.end());
      });
    });
  }

  async listen(): Promise<void> {
    const path = socketPath(this.dataDir);
    // Whoever holds the writer's lock owns the socket: one that lies here was left by a process that is gone.
    if (process.platform !== 'win32') rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(path, resolve);
    });
    if (process.platform !== 'win32') chmodSync(path, 0o600);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

/** Gives an order to the running server; undefined where none runs. Throws `OrderRefused`. */
export function askServer(
  dataDir: string,
  order: Order,
  onProgress: (text: string) => void,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(dataDir));
    socket.once('connect', () => socket.write(`${JSON.stringify(order)}\n`));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error),
    );
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      if ('progress' in answer) onProgress(answer.progress);
      else if ('done' in answer) resolve(answer.done);
      else reject(new OrderRefused(answer.refused));
    });
    lines.once('close', () =>
      reject(new OrderRefused('The server ended before it had answered. Look at the record before you try again.')),
    );
  });
}
