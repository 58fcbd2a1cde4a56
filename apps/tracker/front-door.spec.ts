import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigurationFault } from './configuration-fault';
import { FrontDoor } from './front-door';

const HERE = { host: '127.0.0.1', port: 0 };

/** An application that answers everything with its name. */
const product = {
  getHttpAdapter: () => ({
    getInstance: () => ({
      routing: (_: unknown, response: { end(text: string): void }) => response.end('the product'),
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
    expect((await get('/')).headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
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
