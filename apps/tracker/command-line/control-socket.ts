import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
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
  /** Connections on which nothing is being carried out: they need not be waited for. */
  private readonly idle = new Set<Socket>();

  constructor(
    private readonly dataDir: string,
    private readonly carryOut: CarryOut,
  ) {
    this.server = createServer((socket) => this.answer(socket));
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

  /** Takes no further orders; those under way are carried out first. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.idle) socket.destroy();
    await closed;
  }

  private answer(socket: Socket): void {
    this.idle.add(socket);
    let received = '';
    socket
      .on('error', () => socket.destroy())
      .on('close', () => this.idle.delete(socket))
      .setEncoding('utf8')
      .on('data', (text: string) => {
        received += text;
        if (received.length > MAX_ORDER) socket.destroy();
        else if (received.endsWith('\n') && this.idle.delete(socket)) void this.obey(received, socket);
      });
  }

  private async obey(received: string, socket: Socket): Promise<void> {
    const say = (answer: Answer): void => void socket.write(`${JSON.stringify(answer)}\n`);
    try {
      say({ done: await this.carryOut(orderFrom(received), (progress) => say({ progress })) });
    } catch (error) {
      say({ refused: error instanceof Error ? error.message : String(error) });
    }
    socket.end();
  }
}

function orderFrom(text: string): Order {
  const order: unknown = parsed(text);
  if (typeof order !== 'object' || order === null || !('command' in order) || !('options' in order))
    throw new OrderRefused('The order cannot be understood. Is the command line of another release than the server?');
  return order as Order;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
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
    socket.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error),
    );
    socket.once('connect', () => {
      socket.write(`${JSON.stringify(order)}\n`);
      // Only now: a reader of lines takes the error of a connection that was never made for its own.
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
  });
}
