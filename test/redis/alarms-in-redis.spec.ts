import { setTimeout as passing } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { RedisServer } from '@minutebook/redis-test-server';
import { failingStart, newDataFolder, Product, removeDataFolders } from '../tracker/product.fixture';

const ALARMS = 'minutebook:alarms:delayed';
const PATIENCE_MS = 30_000;

describe('REDIS_URL', () => {
  let server: RedisServer;
  let client: Redis;

  beforeAll(async () => {
    server = await RedisServer.start();
    client = new Redis(server.url);
  });
  afterAll(async () => {
    client.disconnect();
    await server.stop();
    removeDataFolders();
  });

  it('keeps the alarms of reminders in a Redis, and sets them anew after a flush', async () => {
    // given
    const product = await Product.start(newDataFolder(), { REDIS_URL: server.url });
    await until(async () => (await client.zcard(ALARMS)) > 0);
    const before = await client.zrange(ALARMS, '0', '-1');

    // when
    await client.flushall();
    await until(async () => (await client.zcard(ALARMS)) >= before.length);

    // then
    expect(await client.zrange(ALARMS, '0', '-1')).toEqual(before);
    const { stderr } = await product.stop();
    expect(stderr).not.toContain('Redis');
  });

  it('that is not there yet is waited for, and the open port says so', async () => {
    // given
    await server.kill();
    const product = await Product.startWaiting(newDataFolder(), { REDIS_URL: server.url });
    const waiting = async (): Promise<string> => (await product.get('/health/ready')).text();
    await until(async () => (await waiting()).includes('Waiting for the alarms of reminders'));
    expect((await product.get('/health/ready')).status).toBe(503);

    // when
    await server.restart();

    // then
    await until(async () => (await product.get('/health/ready')).status === 200);
    const { stderr } = await product.stop();
    expect(stderr).toContain(
      'Waiting for the alarms of reminders: The Redis of the reminder queue does not answer: ECONNREFUSED.\n',
    );
    expect(stderr).not.toContain(' at ');
  });

  it('whose user is refused ends the start with one sentence', async () => {
    const { code, stdout, stderr } = await failingStart(newDataFolder(), {
      REDIS_URL: server.url.replace('redis://', 'redis://nobody:wrong@'),
    });

    expect(code).toBe(1);
    expect(stderr).toContain('The Redis of the reminder queue refuses us (WRONGPASS)');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).not.toContain('ready');
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  while (!(await condition())) {
    if (patience.aborted) throw new Error('It did not come to be');
    await passing(50);
  }
}
