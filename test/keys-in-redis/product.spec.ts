import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { VaultRedis } from '@minutebook/key-vault-redis/redis-vault.fixture';
import {
  command,
  failingStart,
  newDataFolder,
  Product,
  removeDataFolders,
  servedRows,
} from '../tracker/product.fixture';

/** Each start of the product takes a second or more. In ms. */
jest.setTimeout(120_000);

const KEYS = 'minutebook-keys:derby';

describe('A product whose keys lie in a Redis', () => {
  let redis: VaultRedis;
  let dataDir: string;
  let settings: Readonly<Record<string, string>>;
  let product: Product;
  let clerk: string;

  beforeAll(async () => {
    redis = await VaultRedis.start();
    dataDir = newDataFolder();
    settings = { KEY_VAULT_URL: redis.server.url, KEY_VAULT_PREFIX: 'derby' };
    product = await Product.start(dataDir, settings);
    clerk = await tokenOf('demo-clerk');
  });
  afterAll(async () => {
    await product.stop();
    await redis.stop();
    removeDataFolders();
  });

  const tokenOf = async (account: string): Promise<string> =>
    (await command(dataDir, ['token', '--account', account], settings)).stdout.trim();
  const newPlan = (title: string): Promise<Response> =>
    product.post('/api/v1/action-plans', clerk, {
      title,
      groupId: 'GG-WSG',
      startsOn: '2014-06-01',
      endsOn: '2015-03-31',
    });
  const keys = (): Promise<Record<string, Buffer>> => redis.ask((client) => client.hgetallBuffer(KEYS));

  it('keeps none in its data folder, and fills its read models anew with them', async () => {
    // Given: a text that was sealed under a key of its own
    const { id } = (await (await newPlan('A plan with its key in a Redis')).json()) as { readonly id: string };
    const live = servedRows(dataDir);

    // When: the read models are filled anew, in a thread of their own
    const { code } = await command(dataDir, ['rebuild'], settings);

    // Then: they say the same, opened, and there are keys in Redis only
    expect(code).toBe(0);
    expect(servedRows(dataDir)).toEqual(live);
    const plan = await product.get(`/api/v1/action-plans/${id}`, { Authorization: `Bearer ${clerk}` });
    expect(await plan.json()).toMatchObject({ title: 'A plan with its key in a Redis' });
    expect(Object.keys(await keys()).length).toBeGreaterThan(0);
    expect(existsSync(join(dataDir, 'keys'))).toBe(false);
  });

  it('leaves nothing of the key of a text that is removed in any file of Redis', async () => {
    // Given: the key of a text, and a request to remove it
    const before = await keys();
    const { id } = (await (await newPlan('Zyxwilla')).json()) as { readonly id: string };
    const [wrapped] = Object.entries(await keys()).flatMap(([key, value]) => (key in before ? [] : [value]));
    const asked = await product.post('/api/v1/erasure-requests', clerk, {
      ...{ ground: 'written-by-mistake', authority: 'Decision of the officer', reason: 'It does not belong here' },
      ...{ stream: `actionPlan-${id}`, revision: 0 },
    });
    const request = `/api/v1/erasure-requests/${((await asked.json()) as { readonly id: string }).id}`;
    const hr = await tokenOf('demo-hr');
    const there = redis.filesHold(wrapped as Buffer);

    // When: somebody agrees to it
    expect((await product.post(`${request}/agree`, hr, {})).status).toBe(200);
    const status = async () =>
      (await (await product.get(request, { Authorization: `Bearer ${hr}` })).json()) as { readonly status?: string };
    while ((await status()).status !== 'carried-out') await pause();

    // Then: what was in the files is in none of them
    expect(there).toBe(true);
    expect(redis.filesHold(wrapped as Buffer)).toBe(false);
  });

  it('answers 503 to what needs a key while Redis is away, and carries it out once it is back', async () => {
    await redis.server.kill();
    const refused = await newPlan('While it is away');
    const page = await product.get('/health/live');
    await redis.server.restart();

    expect([refused.status, await refused.json()]).toEqual([
      503,
      expect.objectContaining({ rule: 'keys-out-of-reach', title: expect.stringContaining('keys of sealed texts') }),
    ]);
    expect(page.status).toBe(200);
    expect((await newPlan('Once it is back')).status).toBeLessThan(300);
  });

  it('is waited for at a start, and then read models are filled with it', async () => {
    await product.stop();
    const rows = servedRows(dataDir);
    rmSync(join(dataDir, 'read-models'), { recursive: true });
    await redis.server.kill();

    product = await Product.startWaiting(dataDir, settings);
    const ready = async () => product.get('/health/ready');
    let said = '';
    while (!said.includes('Waiting for the key vault')) said = await (await ready()).text();
    await redis.server.restart();
    while ((await ready()).status !== 200) await pause();

    expect(said).not.toContain('removed');
    expect(servedRows(dataDir)).toEqual(rows);
  });

  it('is not started in front of one that is empty, unfit, or of another master key: each in one sentence', async () => {
    await product.stop();
    await redis.ask((client) => client.config('SET', 'appendfsync', 'everysec'));
    const unfit = await failingStart(dataDir, settings);
    await redis.ask((client) => client.config('SET', 'appendfsync', 'always'));
    const empty = await failingStart(dataDir, { ...settings, KEY_VAULT_PREFIX: 'leeds' });
    const foreign = await failingStart(dataDir, { ...settings, MASTER_KEY: Buffer.alloc(32, 1).toString('base64') });
    product = await Product.start(dataDir, settings);

    for (const [{ code, stderr }, sentence] of [
      [
        unfit,
        /^The Redis at 127\.0\.0\.1:\d+ cannot keep keys: appendfsync is "everysec" and must be "always" [^\n]+\n$/,
      ],
      [
        empty,
        /^There are no keys in the Redis at 127\.0\.0\.1:\d+, under leeds, though the record has events\. [^\n]+\n$/,
      ],
      [
        foreign,
        /^The keys in the Redis at 127\.0\.0\.1:\d+, under derby cannot be opened with this master key\. [^\n]+\n$/,
      ],
    ] as const)
      expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
  });
});

describe('Two products that serve one record with the keys in a Redis', () => {
  let redis: VaultRedis;
  let store: EventStoreTestServer;
  const products: Product[] = [];

  afterEach(async () => {
    for (const product of products.splice(0)) await product.stop();
    await store.stop();
    await redis.stop();
    removeDataFolders();
  });

  it('show each other’s texts, and a text that one removes reads as removed on both', async () => {
    // Given: two of them, each with a data folder of its own
    redis = await VaultRedis.start();
    store = await EventStoreTestServer.start();
    const settings = {
      EVENT_LOG: store.connectionString,
      EVENT_LOG_PREFIX: 'derby',
      KEY_VAULT_URL: redis.server.url,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      SESSION_SECRET: Buffer.alloc(32, 8).toString('base64'),
    };
    const one = await Product.start(newDataFolder(), settings);
    products.push(one);
    const other = await Product.start(newDataFolder(), { ...settings, POLICIES: 'off' });
    products.push(other);
    const tokenOf = async (account: string): Promise<string> =>
      (await command(one.dataDir, ['token', '--account', account], settings)).stdout.trim();
    const [clerk, hr] = [await tokenOf('demo-clerk'), await tokenOf('demo-hr')];
    const idIn = async (answer: Response): Promise<string> => ((await answer.json()) as { readonly id: string }).id;
    const shown = async (product: Product, id: string): Promise<string | undefined> => {
      const answer = await product.get(`/api/v1/action-plans/${id}`, { Authorization: `Bearer ${clerk}` });
      return ((await answer.json()) as { readonly title?: string }).title;
    };

    // When: a text is recorded by the one, and removed by the other
    const plan = { title: 'Zyxwilla', groupId: 'GG-WSG', startsOn: '2014-06-01', endsOn: '2015-03-31' };
    const id = await idIn(await one.post('/api/v1/action-plans', clerk, plan));
    while ((await shown(other, id)) === undefined) await pause();
    const before = await shown(other, id);
    const wish = { ground: 'written-by-mistake', authority: 'Decision', reason: 'It does not belong here' };
    const target = { stream: `actionPlan-${id}`, revision: 0 };
    const request = await idIn(await other.post('/api/v1/erasure-requests', clerk, { ...wish, ...target }));
    expect((await other.post(`/api/v1/erasure-requests/${request}/agree`, hr, {})).status).toBe(200);

    // Then: it was to be read on the other, and is on neither any more
    expect(before).toBe('Zyxwilla');
    for (const product of products) while ((await shown(product, id)) !== 'removed') await pause();
  });
});

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
