import { connect, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigurationFault } from './configuration-fault';
import { CONNECTION_LIMITS, FrontDoor, type ConnectionLimits } from './front-door';

const HERE = { host: '127.0.0.1', port: 0 };

/** An application that answers everything with its name. */
const product = {
  getHttpAdapter: () => ({
    getInstance: () => ({
      routing: (_: unknown, response: { end(text: string): void }) => response.end('the product'),
    }),
  }),
} as unknown as NestFastifyApplication;

/** An application that waits for the whole of what it is sent. */
const listening = {
  getHttpAdapter: () => ({
    getInstance: () => ({
      routing: (request: { resume(): void }) => request.resume(),
    }),
  }),
} as unknown as NestFastifyApplication;

describe('The front door', () => {
  let door: FrontDoor;
  const get = (path: string) => fetch(`http://127.0.0.1:${door.port}${path}`);
  beforeEach(async () => {
    door = await FrontDoor.open(HERE);
  });
  afterEach(() => door.close());

  it('says what is being waited for, to each in their own form', async () => {
    door.waitFor('Waiting for <the log> & more');

    const [live, ready, api, page] = await Promise.all(
      ['/health/live', '/health/ready', '/api/v1/actions', '/actions/1?asAt=2014-06-15'].map(get),
    );

    expect([live?.status, await live?.json()]).toEqual([200, { status: 'live' }]);
    expect([ready?.status, await ready?.json()]).toEqual([
      503,
      { status: 'not ready', waitingFor: 'Waiting for <the log> & more' },
    ]);
    expect([api?.status, await api?.json()]).toEqual([503, expect.objectContaining({ rule: 'not-ready', errors: [] })]);
    expect(page?.status).toBe(503);
    expect(page?.headers.get('retry-after')).toBe('3');
    expect(await page?.text()).toContain('Waiting for &lt;the log> &amp; more. This page asks again by itself.');
  });

  it('lets nothing run or load on the page that waits', async () => {
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('gives every request to the product once it is there', async () => {
    door.handOver(product);

    expect(await (await get('/health/ready')).text()).toBe('the product');
  });

  it('says in a sentence that the port is taken', async () => {
    const second = FrontDoor.open({ host: '127.0.0.1', port: door.port });

    await expect(second).rejects.toBeInstanceOf(ConfigurationFault);
    await expect(second).rejects.toThrow(`Something else already listens on 127.0.0.1:${door.port}`);
  });
});

describe('The front door lets nobody keep it occupied: it cuts off', () => {
  let door: FrontDoor;
  const sockets: Socket[] = [];
  const open = async (limits: Partial<ConnectionLimits>): Promise<void> => {
    door = await FrontDoor.open(HERE, { ...CONNECTION_LIMITS, ...limits });
    door.handOver(product);
  };
  /** What is answered to what is sent, until the door hangs up. */
  const said = async (text: string): Promise<string> => {
    const socket = connect(door.port, HERE.host);
    sockets.push(socket);
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.write(text);
    await new Promise((closed) => socket.once('close', closed).once('error', closed));
    return answer;
  };
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await door.close();
  });

  it('who sends the head of a request byte by byte', async () => {
    await open({ headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 });

    expect(await said('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')).toMatch(/^HTTP\/1.1 408 /);
  });

  it('who announces a body and does not send it', async () => {
    await open({ headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 });
    door.handOver(listening);

    expect(await said('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf')).toMatch(
      /^HTTP\/1.1 408 /,
    );
  });

  it('who neither sends nor reads', async () => {
    await open({ idleTimeout: 50 });

    expect(await said('')).toBe('');
  });

  it('whose head is longer than any of ours', async () => {
    await open({});
    const head = (length: number) =>
      `GET /${'a'.repeat(length)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;

    expect(await said(head(12 * 1024))).toMatch(/^HTTP\/1.1 200 /);
    expect(await said(head(17 * 1024))).toMatch(/^HTTP\/1.1 431 /);
  });

  it.each([
    ['two lengths', 'Content-Length: 1\r\nContent-Length: 2'],
    ['a length and pieces', 'Content-Length: 1\r\nTransfer-Encoding: chunked'],
    ['pieces of an unknown kind', 'Transfer-Encoding: gzip, chunked, identity'],
  ])('who leaves it open where a request ends: %s', async (_case, lines) => {
    await open({});

    expect(await said(`POST / HTTP/1.1\r\nHost: localhost\r\n${lines}\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('who comes when it is full, and takes others as soon as it is not', async () => {
    await open({ maxConnections: 1 });
    const first = connect(door.port, HERE.host);
    sockets.push(first);
    await new Promise((connected) => first.once('connect', connected));

    expect(await said('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toBe('');
    first.destroy();
    await new Promise((closed) => first.once('close', closed));

    const answer = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    let told = '';
    while (told === '') told = await said(answer);
    expect(told).toMatch(/^HTTP\/1.1 200 /);
  });
});
