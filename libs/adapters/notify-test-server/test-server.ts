import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from 'node:stream/consumers';
import { tokenFault } from './tokens';

export type NotifyStatus =
  'created' | 'sending' | 'delivered' | 'permanent-failure' | 'temporary-failure' | 'technical-failure';

/** A mail that Notify has taken, as its API shows it. */
export interface Notification {
  readonly id: string;
  readonly reference: string | null;
  readonly email_address: string;
  readonly type: 'email';
  readonly template: { readonly id: string; readonly version: number };
  readonly subject: string;
  readonly body: string;
  readonly created_at: string;
  status: NotifyStatus;
  sent_at: string | null;
  completed_at: string | null;
}

/** How the server misbehaves: all requests, or only those of one method. */
export interface Misbehaviour {
  readonly of?: 'GET' | 'POST';
  /** Answers with this error instead of doing anything. */
  readonly answer?: { readonly status: number; readonly error: string; readonly message: string };
  /** Breaks the connection: before it takes a mail, or afterwards and before it answers. */
  readonly cut?: 'before' | 'after';
  /** Waits so long before it answers, in ms; what it was given it has taken by then. */
  readonly slowness?: number;
  /** How often it misbehaves before it is well; always unless told. */
  readonly times?: number;
}

interface EmailRequest {
  readonly template_id?: string;
  readonly email_address?: string;
  readonly reference?: string;
  readonly personalisation?: Readonly<Record<string, string>>;
}

const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
/** Notifications of one page of an answer. */
const PAGE = 250;

/**
 * A server on this machine, over a real socket, that speaks version 2 of the API of GOV.UK Notify as far as mail needs it: takes
 * mail by one template, tells of it by id and by reference, and checks who asks. It has no limits of its own; `misbehaviour`
 * stands for them, and for everything that a network does.
 */
export class NotifyTestServer {
  readonly service = randomUUID();
  readonly secret = randomUUID();
  readonly templateId = randomUUID();
  /** As Notify shows it once: the name, the service and the secret. */
  readonly apiKey = `minutebook_live-${this.service}-${this.secret}`;
  /** What was taken, oldest first. */
  readonly taken: Notification[] = [];
  /** Method and path of every request, oldest first. */
  readonly requests: string[] = [];
  misbehaviour: Misbehaviour = {};
  /** How far its clock is ahead of ours, in ms. */
  clockAhead = 0;
  private readonly sockets = new Set<Socket>();
  private done = 0;

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response).catch(() => response.destroy());
    });
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  static async start(): Promise<NotifyTestServer> {
    const server = createServer();
    const testServer = new NotifyTestServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return testServer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Lets every mail of a reference come so far. */
  progress(reference: string, status: NotifyStatus, at: string): void {
    for (const notification of this.taken.filter((each) => each.reference === reference)) {
      notification.status = status;
      if (status === 'sending') notification.sent_at = at;
      else if (status !== 'created') notification.completed_at = at;
    }
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${url}`);
    const wish = method === 'POST' ? ((await json(request)) as EmailRequest) : {};
    const { answer, cut, slowness } = this.misbehaves(method) ? this.misbehaviour : {};
    if (cut === 'before') return void request.socket.destroy();
    const [status, body] = answer
      ? [answer.status, failed(answer.status, answer.error, answer.message)]
      : this.serve(request, wish);
    if (cut === 'after') return void request.socket.destroy();
    const text = JSON.stringify(body);
    setTimeout(() => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
    }, slowness ?? 0).unref();
  }

  private serve({ method, url = '', headers }: IncomingMessage, wish: EmailRequest): readonly [number, unknown] {
    const fault = tokenFault(headers.authorization, this, Date.now() + this.clockAhead);
    if (fault) return [403, failed(403, 'AuthError', fault)];
    const { pathname, searchParams } = new URL(url, this.url);
    if (method === 'POST' && pathname === '/v2/notifications/email') return this.take(wish);
    if (method === 'GET' && pathname === '/v2/notifications') return this.list(searchParams.get('reference'));
    const id = /^\/v2\/notifications\/([0-9a-f-]{36})$/.exec(pathname)?.[1];
    const notification = this.taken.find((each) => each.id === id);
    return notification && method === 'GET'
      ? [200, notification]
      : [404, failed(404, 'NoResultFound', 'No result found')];
  }

  private take({
    template_id,
    email_address = '',
    reference,
    personalisation,
  }: EmailRequest): readonly [number, unknown] {
    if (!ADDRESS.test(email_address))
      return [400, failed(400, 'ValidationError', `email_address ${email_address} is not a valid email address`)];
    if (template_id !== this.templateId) return [400, failed(400, 'BadRequestError', 'Template not found')];
    const { subject, body } = personalisation ?? {};
    if (subject === undefined || body === undefined)
      return [400, failed(400, 'BadRequestError', 'Missing personalisation: subject, body')];
    const notification: Notification = {
      ...{ id: randomUUID(), reference: reference ?? null, email_address, type: 'email' as const, subject, body },
      template: { id: this.templateId, version: 1 },
      ...{ created_at: new Date(Date.now() + this.clockAhead).toISOString(), status: 'created' as const },
      ...{ sent_at: null, completed_at: null },
    };
    this.taken.push(notification);
    const { id, template } = notification;
    return [201, { id, reference: notification.reference, content: { subject, body }, template }];
  }

  /** Newest first. */
  private list(reference: string | null): readonly [number, unknown] {
    const found = this.taken.filter((each) => reference === null || each.reference === reference);
    return [
      200,
      { notifications: found.toReversed().slice(0, PAGE), links: { current: `${this.url}/v2/notifications` } },
    ];
  }

  private misbehaves(method: string): boolean {
    const { of, times = Infinity } = this.misbehaviour;
    if ((of !== undefined && of !== method) || this.done >= times) return false;
    this.done += 1;
    return true;
  }
}

function failed(status: number, error: string, message: string): object {
  return { status_code: status, errors: [{ error, message }] };
}
