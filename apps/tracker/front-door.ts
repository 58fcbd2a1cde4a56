import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigurationFault } from './configuration-fault';

/** As long as a browser may keep a connection without using it, in ms; longer than what stands before us keeps it. */
const KEEP_ALIVE_MS = 72_000;
/** What one connection may cost us. Whoever sends a request byte by byte, or opens connections without end, is cut off. */
export interface ConnectionLimits extends ServerOptions {
  /** Longest head of a request, its address included, in bytes. */
  readonly maxHeaderSize: number;
  /** How long a head may take to arrive, in ms. */
  readonly headersTimeout: number;
  /** How long a whole request may take to arrive, in ms: a file of 1 MB over a slow line. */
  readonly requestTimeout: number;
  /** How often that is looked after, in ms. */
  readonly connectionsCheckingInterval: number;
  /** How long nothing may be sent either way, in ms: also who does not read the answer is cut off. */
  readonly idleTimeout: number;
  readonly maxConnections: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  idleTimeout: 120_000,
  maxConnections: 2_000,
};

/** A page that says "wait" asks again after so many seconds. */
const ASK_AGAIN = 3;

/**
 * The port. It is open from the first moment: until the product is ready, it says what is being waited for, so that
 * whoever watches over it sees a process that lives, and readers see more than a refused connection.
 */
export class FrontDoor {
  private answer: (request: IncomingMessage, response: ServerResponse) => void = (request, response) =>
    this.askToWait(request, response);
  private waitingFor = 'Minutebook is starting';

  private constructor(private readonly server: Server) {}

  /** Throws `ConfigurationFault` where the machine does not let us listen there. */
  static async open(
    { host, port }: { readonly host: string; readonly port: number },
    limits = CONNECTION_LIMITS,
  ): Promise<FrontDoor> {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, ...limits });
    server.timeout = limits.idleTimeout;
    server.maxConnections = limits.maxConnections;
    const door = new FrontDoor(server);
    server.on('request', (request, response) => door.answer(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
      server.listen(port, host, resolve);
    });
    return door;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Says to whoever comes too early what is being waited for, as a sentence without its full stop. */
  waitFor(what: string): void {
    this.waitingFor = what;
  }

  /** From now on the product answers. */
  handOver(app: NestFastifyApplication): void {
    const fastify = app.getHttpAdapter().getInstance();
    this.answer = (request, response) => fastify.routing(request, response);
  }

  /** Takes no more connections, and ends those that are idle; answers under way are given. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    await closed;
  }

  private askToWait(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/health/live') return send(response, 200, JSON_TYPE, '{"status":"live"}');
    response.setHeader('Retry-After', String(ASK_AGAIN));
    const { waitingFor } = this;
    if (path === '/health/ready')
      return send(response, 503, JSON_TYPE, JSON.stringify({ status: 'not ready', waitingFor }));
    if (path?.startsWith('/api/'))
      return send(
        response,
        503,
        'application/problem+json; charset=utf-8',
        JSON.stringify({ type: 'about:blank', status: 503, title: `${waitingFor}.`, rule: 'not-ready', errors: [] }),
      );
    return send(response, 503, 'text/html; charset=utf-8', waitingPage(waitingFor));
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  response.end(body);
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** Ink on paper; the product's own styles are not there yet. */
const STYLE =
  'body{margin:0;background:#fbf8f1;color:#14203a;font:1.125rem/1.5 Arial,sans-serif}' +
  'main{max-width:40rem;margin:15vh auto 0;padding:0 1.5rem;border-left:3px double #b9a98f}h1{font-size:1.75rem;margin:0 0 .5rem}p{margin:0}';
/** Nothing may be loaded or run but this very style. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Small on purpose: nothing of the product is there yet to make a page with. */
function waitingPage(what: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${ASK_AGAIN}"><title>One moment – Minutebook</title><style>${STYLE}</style></head>
<body><main><h1>One moment</h1><p>${escaped(what)}. This page asks again by itself.</p></main></body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigurationFault(
      `Something else already listens on ${host}:${port}. Stop it, or set PORT to another number.`,
    );
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
    return new ConfigurationFault(
      `This machine does not let us listen on ${host}:${port}. Set HOST and PORT to others.`,
    );
  return error;
}
