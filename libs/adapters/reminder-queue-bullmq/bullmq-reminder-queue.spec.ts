import { setTimeout as passing } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { QueueAway, QueueUnavailable, realSystemClock, type ReminderQueue } from '@minutebook/kernel/recording';
import { RedisServer } from '@minutebook/redis-test-server';
import { openBullMqReminderQueue, type BullMqReminderQueueOptions } from '.';

const HOUR = 3_600_000;
const PATIENCE_MS = 20_000;

describe('The BullMQ reminder queue, with its Redis', () => {
  let server: RedisServer;
  let opened: ReminderQueue[];
  let rung: string[];

  beforeEach(async () => {
    server = await RedisServer.start();
    opened = [];
    rung = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((queue) => queue.close()));
    await server.stop();
  });

  const noting = async ({ key }: { readonly key: string }): Promise<void> => void rung.push(key);

  async function open(options: Partial<BullMqReminderQueueOptions> = {}, url = server.url): Promise<ReminderQueue> {
    const queue = await openBullMqReminderQueue(url, {
      clock: realSystemClock,
      waits: [],
      prefix: 'minutebook',
      leaseMs: 600,
      lookAgainMs: 50,
      closeMs: 200,
      answerMs: 1_000,
      ...options,
    });
    opened.push(queue);
    return queue;
  }

  async function ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(server.url);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  }

  it('rings what was set before Redis was killed and started again, and says so meanwhile', async () => {
    const told: (string | undefined)[] = [];
    let ahead = 0;
    const clock = { now: () => Date.now() + ahead };
    const queue = await open({ clock, onTrouble: (text) => told.push(text) });
    queue.ring(noting);
    await queue.set([{ key: 'a', at: Date.now() + HOUR }]);

    await server.kill();
    await until(() => told.length > 0);
    const refused = await queue.set([{ key: 'b', at: Date.now() }]).catch((error: unknown) => error);
    await server.restart();
    ahead = HOUR;
    await until(() => rung.length === 1);

    expect(refused).toBeInstanceOf(QueueUnavailable);
    expect(told[0]).toMatch(/^The Redis of the reminder queue does not answer: /);
    await until(() => told.at(-1) === undefined);
    expect(rung).toEqual(['a']);
  });

  it('tells one of the processes that ring of a flush, which sets the alarms anew', async () => {
    const [one, other] = [await open(), await open()];
    let told = 0;
    const setAnew = (): void => {
      told += 1;
      void one.set([{ key: 'a', at: Date.now() }]);
    };
    one.ring(noting, setAnew);
    other.ring(noting, setAnew);
    await one.set([{ key: 'a', at: Date.now() + HOUR }]);
    await until(async () => (await ask((client) => client.exists('minutebook:alarms:begun'))) === 1);

    await ask((client) => client.flushall());
    await until(() => rung.length === 1);

    expect(told).toBe(1);
    expect(await other.counts()).toMatchObject({ waiting: 0, laidAside: 0 });
  });

  it('needs no more than a user with its own keys, who may not do what is dangerous', async () => {
    const rules = ['on', '>pw', '~minutebook:alarms:*', '+@all', '-@dangerous', '+info'];
    await ask((client) => client.call('ACL', 'SETUSER', 'minutebook', ...rules));
    const warned: string[] = [];
    const queue = await open(
      { onWarning: (text) => void warned.push(text) },
      server.url.replace('//', '//minutebook:pw@'),
    );
    queue.ring(noting);

    await queue.set([{ key: 'a', at: Date.now() + HOUR }]);
    await queue.set([{ key: 'a', at: Date.now() }]);
    await until(() => rung.length === 1);
    await queue.clockMoved();
    await queue.cancel(['a']);

    expect(await queue.laidAside(10)).toEqual([]);
    expect(warned).toEqual([expect.stringContaining('does not let its settings be read')]);
  });

  it('is closed within its time while Redis is away', async () => {
    const queue = await open();
    queue.ring(() => new Promise(() => undefined));
    await queue.set([{ key: 'a', at: Date.now() }]);
    await until(async () => (await queue.counts()).ringing === 1);

    await server.kill();

    await expect(queue.close()).resolves.toBeUndefined();
  });

  it('rings again what another process sets while it rings', async () => {
    const [one, other] = [await open(), await open()];
    let end = (): void => undefined;
    one.ring(async (alarm) => {
      await noting(alarm);
      if (rung.length === 1) await new Promise<void>((resolve) => (end = resolve));
    });
    await one.set([{ key: 'a', at: Date.now() }]);
    await until(() => rung.length === 1);

    await other.set([{ key: 'a', at: Date.now() }]);
    const { ringing } = await other.counts();
    end();

    await until(() => rung.length === 2);
    expect(ringing).toBe(1);
  });

  it('lets another process ring what a process left that went away', async () => {
    const [one, other] = [await open(), await open()];
    one.ring(async (alarm) => {
      await noting(alarm);
      await new Promise(() => undefined);
    });
    await one.set([{ key: 'a', at: Date.now() }]);
    await until(() => rung.length === 1);

    await one.close();
    other.ring(noting);

    await until(() => rung.length === 2);
    await until(async () => (await other.counts()).ringing === 0);
  });

  it('finishes a move to another time that a process had only begun when it was killed', async () => {
    const queue = await open();
    await queue.set([{ key: 'a', at: Date.now() + HOUR }]);
    await ask((client) => client.hset('minutebook:alarms:moves', 'a', String(Date.now())));

    queue.ring(noting);

    await until(() => rung.length === 1);
    await until(async () => (await queue.counts()).waiting === 0);
    expect(await ask((client) => client.exists('minutebook:alarms:moves'))).toBe(0);
  });

  it('notices a clock that was set forward without a word', async () => {
    let ahead = 0;
    const queue = await open({ clock: { now: () => Date.now() + ahead } });
    queue.ring(noting);
    await queue.set([
      { key: 'second', at: Date.now() + 2 * HOUR },
      { key: 'first', at: Date.now() + HOUR },
      { key: 'third', at: Date.now() + 3 * HOUR + 1_500 },
    ]);

    ahead = 3 * HOUR;

    await until(() => rung.length === 3);
    expect(rung).toEqual(['first', 'second', 'third']);
  });

  it('puts back what comes too early by the record’s clock, which may be slower than the machine’s', async () => {
    const began = Date.now();
    let now = began;
    const queue = await open({ clock: { now: () => now } });
    queue.ring(noting);
    await queue.set([{ key: 'a', at: began + 20 }]);

    const timesTaken = (client: Redis) => client.hget('minutebook:alarms:a.a', 'ats');
    await until(async () => Number(await ask(timesTaken)) >= 2);
    const early = [...rung];
    now = began + 20;
    await until(() => rung.length === 1);

    expect(early).toEqual([]);
  });

  it('lays aside what failed, with the reason and the time, for every process to see', async () => {
    const [one, other] = [await open(), await open()];
    one.ring(() => Promise.reject(new Error('The mail server is away')));
    const at = Date.now();
    await one.set([{ key: 'a', at }]);
    await until(async () => (await other.counts()).laidAside === 1);

    const [laidAside] = await other.laidAside(10);

    expect(laidAside).toMatchObject({ key: 'a', at, tries: 1, reason: 'The mail server is away' });
    expect(laidAside?.since).toBeGreaterThanOrEqual(at);
  });

  it('keeps deployments apart by their prefixes', async () => {
    const [one, other] = [await open(), await open({ prefix: 'other' })];
    other.ring(noting);

    await one.set([{ key: 'mine', at: Date.now() }]);
    await other.set([{ key: 'others', at: Date.now() }]);
    await until(() => rung.length === 1);

    expect(rung).toEqual(['others']);
    expect((await one.counts()).waiting).toBe(1);
    const keys = await ask((client) => client.keys('*'));
    expect(keys.filter((key) => !/^(minutebook|other):alarms:/.test(key))).toEqual([]);
  });

  it('warns of a Redis that may give alarms up, and of no other', async () => {
    const warned: string[] = [];
    const onWarning = (text: string): void => void warned.push(text);
    await open({ onWarning });
    const before = [...warned];
    await ask((client) => client.config('SET', 'maxmemory-policy', 'allkeys-lru'));

    await open({ onWarning });

    expect(before).toEqual([]);
    expect(warned).toEqual([expect.stringContaining('"allkeys-lru" and should be "noeviction"')]);
  });

  it('says that the memory of Redis is full', async () => {
    const queue = await open();
    await ask((client) => client.config('SET', 'maxmemory', '1'));

    await expect(queue.set([{ key: 'a', at: Date.now() }])).rejects.toThrow('the memory of Redis is full');
  });

  it('says what is wrong with a password, and does not repeat it', async () => {
    await ask((client) => client.config('SET', 'requirepass', 'right'));
    const address = (password: string): string => server.url.replace('//', `//:${password}@`);

    const refused = await open({}, address('wr0ng')).catch((error: unknown) => error);
    const taken = await open({}, address('right'));

    expect(refused).toBeInstanceOf(QueueUnavailable);
    expect(refused).not.toBeInstanceOf(QueueAway);
    expect((refused as Error).message).toMatch(/refuses us \((WRONGPASS|NOAUTH)\)/);
    expect(JSON.stringify(refused) + String((refused as Error).stack)).not.toContain('wr0ng');
    expect((await taken.counts()).waiting).toBe(0);
  });

  it('says within its time that there is no Redis', async () => {
    const { url } = server;
    await server.kill();

    const refused = await open({}, url).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(QueueAway);
    expect((refused as Error).message).toContain('ECONNREFUSED');
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  while (!(await condition())) {
    if (patience.aborted) throw new Error('It did not come to be');
    await passing(5);
  }
}
