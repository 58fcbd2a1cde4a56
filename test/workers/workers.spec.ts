import { randomBytes } from 'node:crypto';
import { setTimeout as passing } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { EventStoreTestServer } from '@minutebook/eventstoredb-test-server';
import { VaultRedis } from '@minutebook/key-vault-redis/redis-vault.fixture';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { RedisServer } from '@minutebook/redis-test-server';
import { openLog } from '../../apps/tracker/record/log-place';
import {
  failingWorker,
  freePort,
  newDataFolder,
  Product,
  removeDataFolders,
  WorkerProcess,
} from '../tracker/product.fixture';

const PREFIX = 'derby';
const PATIENCE_MS = 40_000;

describe('Workers', () => {
  let store: EventStoreTestServer;
  let queue: RedisServer;
  let keys: VaultRedis;
  let settings: Readonly<Record<string, string>>;

  beforeAll(async () => {
    [store, queue, keys] = await Promise.all([EventStoreTestServer.start(), RedisServer.start(), VaultRedis.start()]);
    settings = {
      EVENT_LOG: store.connectionString,
      EVENT_LOG_PREFIX: PREFIX,
      KEY_VAULT_URL: keys.server.url,
      REDIS_URL: queue.url,
      MASTER_KEY: randomBytes(32).toString('base64'),
      SESSION_SECRET: randomBytes(32).toString('base64'),
    };
  });
  afterAll(async () => {
    await Promise.all([store.stop(), queue.stop(), keys.stop()]);
    removeDataFolders();
  });

  async function recorded(type: string): Promise<readonly LoggedEvent[]> {
    const log = await openLog({ engine: 'eventstoredb', connectionString: store.connectionString, prefix: PREFIX });
    const found: LoggedEvent[] = [];
    try {
      for await (const page of log.readAll()) found.push(...page.filter((event) => event.type === type));
    } finally {
      await log.close();
    }
    return found;
  }

  async function movedTo(product: Product, day: string): Promise<void> {
    const cookie = await product.signIn('demo-administrator');
    const page = await (await product.get('/demonstration', { cookie })).text();
    // The page has a form in its head too: each field once.
    const fields = new Map(
      [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    const body = new URLSearchParams([...fields, ['to-day', day], ['to-month', '6'], ['to-year', '2014']]);
    const answer = await fetch(`${product.url}/demonstration/move-clock`, {
      method: 'POST',
      headers: { cookie },
      body,
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
  }

  it('remind in place of the tracker, each mail once, also after one is killed and the alarms are gone', async () => {
    // given a tracker that reminds nobody, and two workers
    const product = await Product.start(newDataFolder(), { ...settings, POLICIES: 'off' });
    const healthPort = await freePort();
    const [killed, kept] = await Promise.all([
      WorkerProcess.start(newDataFolder(), settings),
      WorkerProcess.start(newDataFolder(), { ...settings, HEALTH_PORT: String(healthPort) }),
    ]);
    const health = await fetch(`http://127.0.0.1:${healthPort}/health/ready`);
    expect([health.status, await health.json()]).toEqual([200, expect.objectContaining({ status: 'ready' })]);
    expect((await fetch(`http://127.0.0.1:${healthPort}/`)).status).toBe(404);

    // when a day passes on which two are asked about an action
    await movedTo(product, '17');

    // then each was sent one mail, by whichever worker began it
    await until(async () => (await recorded('ReminderAccepted')).length >= 2);
    const [sent, accepted] = [await recorded('ReminderSent'), await recorded('ReminderAccepted')];
    expect(sent.map(({ stream }) => stream).sort()).toEqual(accepted.map(({ stream }) => stream).sort());
    expect(new Set(accepted.map(({ stream }) => stream))).toHaveProperty('size', 2);

    // when one is killed, the alarms are emptied, and days pass until somebody is asked again
    await killed.stop('SIGKILL');
    const client = new Redis(queue.url);
    await client.flushall();
    client.disconnect();
    await movedTo(product, '20');

    // then the other goes on, and nobody gets anything twice
    await until(async () => (await recorded('ReminderAccepted')).length >= 3);
    const all = (await recorded('ReminderAccepted')).map(({ stream }) => stream);
    expect(new Set(all)).toHaveProperty('size', all.length);
    expect((await recorded('ReminderSent')).filter(({ data }) => (data as { attempt: number }).attempt > 1)).toEqual(
      [],
    );
    expect((await kept.stop()).code).toBe(0);
    await product.stop();
  });

  it.each([
    ['the event store', { EVENT_LOG: undefined }, /needs the event store/],
    ['the shared alarms', { REDIS_URL: undefined }, /set REDIS_URL/],
    ['the shared keys', { KEY_VAULT_URL: undefined }, /set KEY_VAULT_URL/],
    ['anything to do', { POLICIES: 'off' }, /nothing to do/],
    ['a port for its health', { HEALTH_PORT: 'here' }, /HEALTH_PORT must be a whole number/],
  ])('do not start without %s, and say so in one sentence', async (_, changes, sentence) => {
    const told = Object.fromEntries(
      Object.entries({ ...settings, ...changes }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    );

    const { code, stdout, stderr } = await failingWorker(newDataFolder(), told);

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('wait for a record to begin, and record nothing before', async () => {
    const starting = WorkerProcess.start(newDataFolder(), {
      ...settings,
      EVENT_LOG_PREFIX: 'later',
      KEY_VAULT_PREFIX: 'later',
    });
    let isRunning = false;
    void starting.then(() => (isRunning = true));

    const product = await Product.start(newDataFolder(), {
      ...settings,
      EVENT_LOG_PREFIX: 'later',
      KEY_VAULT_PREFIX: 'later',
      POLICIES: 'off',
    });
    await until(async () => isRunning);

    const log = await openLog({ engine: 'eventstoredb', connectionString: store.connectionString, prefix: 'later' });
    const [first] = await log.readStream('demonstration-1');
    for await (const [page] of log.readAll({ pageSize: 1 })) {
      expect(page?.id).toBe(first?.id);
      break;
    }
    await log.close();
    await (await starting).stop();
    await product.stop();
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  while (!(await condition())) {
    if (patience.aborted) throw new Error('It did not come to be');
    await passing(100);
  }
}
