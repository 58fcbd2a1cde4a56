import { connect, type Socket } from 'node:net';

/** One request of a load. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

/** What every request of a load has in common. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Requests in all. */
  readonly count: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Called for each request, in order. */
  next(): LoadRequest;
}

/**
 * Sends a load over connections that stay open, each with one request on its way, and answers with requests per second.
 * Any answer but 200 is an error.
 *
 * Written here because each request needs a body and an address of its own and every answer's status must be looked at;
 * what remains of a load generator is these few lines, which leave the second core mostly to the server.
 */
export async function requestsPerSecond(load: Load): Promise<number> {
  const connections = await Promise.all(Array.from({ length: load.connections }, () => KeptConnection.open(load.port)));
  const head = Object.entries(load.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  let sent = 0;
  const began = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (sent++ < load.count) await connection.send(textOf(load.next(), load.port, head.join('')));
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  for (const connection of connections) connection.close();
  return load.count / seconds;
}

function textOf({ method, path, body = '' }: LoadRequest, port: number, head: string): string {
  const content =
    method === 'POST' ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` : '';
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${head}${content}\r\n${body}`;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** A connection that stays open, with one request on its way at a time. */
class KeptConnection {
  private received: Buffer = Buffer.alloc(0);
  private settle: { resolve: () => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.settle?.reject(error));
    socket.on('close', () => this.settle?.reject(new Error('The server closed the connection')));
  }

  static async open(port: number): Promise<KeptConnection> {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new KeptConnection(socket);
  }

  send(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(text);
    });
  }

  close(): void {
    this.settle = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const headEnd = this.received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.received.toString('latin1', 0, headEnd);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.settle?.reject(new Error(`An answer without its length: ${head}`));
    const end = headEnd + HEAD_END.length + Number(length);
    if (this.received.length < end) return;
    const answer = this.received;
    this.received = Buffer.alloc(0);
    if (head.startsWith('HTTP/1.1 200 ')) this.settle?.resolve();
    else this.settle?.reject(new Error(`Not answered with 200: ${answer.toString('utf8').slice(0, 1_000)}`));
  }
}
