import { createServer, type Server, type ServerResponse } from 'node:http';

/** How a worker does, for whoever runs it. */
export interface Health {
  readonly ready: boolean;
  readonly recordNumber: number;
  metrics(): Promise<{ readonly type: string; readonly body: string }>;
}

/** Answers on this machine how the worker does, in the words of the tracker: live, ready, and its metrics. Nothing else. */
export class HealthDoor {
  private constructor(private readonly server: Server) {}

  static async open(port: number, health: Health): Promise<HealthDoor> {
    const server = createServer((request, reply) => {
      void answer(request.method === 'GET' ? request.url : undefined, health, reply).catch(() => reply.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return new HealthDoor(server);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

async function answer(path: string | undefined, health: Health, reply: ServerResponse): Promise<void> {
  switch (path) {
    case '/health/live':
      return json(reply, 200, { status: 'live' });
    case '/health/ready': {
      const { ready, recordNumber } = health;
      return json(reply, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', recordNumber });
    }
    case '/metrics': {
      const { type, body } = await health.metrics();
      reply.writeHead(200, { 'Content-Type': type }).end(body);
      return;
    }
    default:
      return json(reply, 404, { status: 'nothing here' });
  }
}

function json(reply: ServerResponse, status: number, body: object): void {
  reply.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
