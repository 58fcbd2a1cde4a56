import type { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Alarm, LaidAside } from '@minutebook/kernel/recording';

/** What a job holds besides its key, which is its id. */
export interface AlarmData {
  readonly at: number;
  /** When it was laid aside, by the record's clock. */
  readonly since?: number;
}

export type AlarmJob = Job<AlarmData>;
export type AlarmQueue = Queue<AlarmData>;

/** BullMQ multiplies the time of a job by 4096, which numbers bear for some decades; what rings too early is set again. */
const LONGEST_DELAY_MS = 366 * 24 * 3_600_000;
/** BullMQ takes no number for the id of a job, and keeps lists of its own beside the jobs. */
const ID_BEGINS = 'a.';
/** So many jobs at once: Redis serves nobody else meanwhile. */
const BATCH = 500;
/** A job that would ring so much too late is moved. */
const LATE_MS = 1_000;

/** What waits is put where the next one is taken from; answers 0 where it does not wait any more. */
const BRING_FORWARD = `
  local found = redis.call('LREM', KEYS[1], 0, ARGV[1]) + redis.call('ZREM', KEYS[2], ARGV[1])
  if found > 0 then
    redis.call('RPUSH', KEYS[1], ARGV[1])
    redis.call('HSET', KEYS[3], 'delay', 0)
  end
  return found`;
/** Only where nobody has written another time meanwhile. */
const FORGET = "if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end";

export const keyOf = (id: string): string => id.slice(ID_BEGINS.length);
const idOf = (key: string): string => ID_BEGINS + key;

/** What waits; `due` is of the machine's clock, `at` of the record's. */
interface Waiting extends Alarm {
  readonly due: number;
  readonly tried: boolean;
}

/**
 * The alarms as jobs of BullMQ, one of a key. A job that is there is not moved but made anew, which takes two steps, and waits
 * for the end of its ring: the new time is written down beside the jobs first, so that whoever comes after can finish it.
 */
export class AlarmJobs {
  private readonly movesKey: string;
  private readonly begunKey: string;

  constructor(
    private readonly queue: AlarmQueue,
    private readonly client: Redis,
    private readonly now: () => number,
    private readonly tries: number,
  ) {
    this.movesKey = queue.toKey('moves');
    this.begunKey = queue.toKey('begun');
  }

  /** Marks the queue as begun; false where it was already. A mark that is gone tells of a flush, to one who asks. */
  async begin(): Promise<boolean> {
    return (await this.client.set(this.begunKey, '1', 'NX')) === 'OK';
  }

  /** Of several with one key the last counts. */
  async put(alarms: readonly Alarm[]): Promise<void> {
    const times = [...new Map(alarms.map(({ key, at }) => [key, at]))];
    for (const some of batches(times)) await this.putSome(some);
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const some of batches(keys)) {
      const removed = await this.removeFree(some);
      if (removed.length > 0) await this.client.hdel(this.movesKey, ...removed);
    }
  }

  /** Sets anew what is to move and does not ring; of all keys unless told. */
  async finishMoves(keys?: readonly string[]): Promise<void> {
    const wanted = keys ?? (await this.client.hkeys(this.movesKey));
    for (const some of batches(wanted)) await this.finishSome(some);
  }

  /** Makes those that were laid aside alarms again; answers with them. */
  async putAgain(keys: readonly string[]): Promise<readonly Alarm[]> {
    const found: Alarm[] = [];
    for (const some of batches([...new Set(keys)])) {
      const since = await this.piped(some.map((key) => ['zscore', this.queue.toKey('failed'), idOf(key)]));
      const failed = some.filter((_, nth) => since[nth] !== null);
      found.push(...(await this.read(failed.map((key) => [idOf(key), 0]))).map(({ key, at }) => ({ key, at })));
    }
    await this.put(found);
    return found;
  }

  async laidAside(limit: number): Promise<readonly LaidAside[]> {
    if (limit < 1) return [];
    const jobs = await this.queue.getFailed(0, limit - 1);
    return jobs.map((job) => ({
      key: keyOf(job.id ?? ''),
      at: job.data.at,
      since: job.data.since ?? job.finishedOn ?? job.data.at,
      tries: job.attemptsMade,
      reason: job.failedReason ?? '',
    }));
  }

  /** What the record's clock has reached; not what waits for its next try. */
  async due(): Promise<Map<string, number>> {
    const now = this.now();
    const jobs = [...(await this.waiting()), ...(await this.delayed())];
    return new Map(jobs.filter(({ at, tried }) => at <= now && !tried).map(({ key, at }) => [key, at]));
  }

  /** Makes it the next that is taken; false where it waits no more. */
  async bringForward(key: string): Promise<boolean> {
    const [wait, delayed] = [this.queue.toKey('wait'), this.queue.toKey('delayed')];
    const found = await this.client.eval(BRING_FORWARD, 3, wait, delayed, this.queue.toKey(idOf(key)), idOf(key));
    return Number(found) > 0;
  }

  /** BullMQ waits by the machine's clock: after the record's was set forward, what waits would ring too late. */
  async hurry(): Promise<void> {
    const now = this.now();
    const machine = Date.now();
    const late = (await this.delayed()).filter(
      ({ at, due, tried }) => !tried && due - machine - delayOf(at, now) > LATE_MS,
    );
    for (const some of batches(late)) {
      // What has rung or was moved meanwhile needs no hurry.
      await Promise.allSettled(
        some.map(({ key, at }) => this.queue.getBackend().changeDelay(idOf(key), delayOf(at, now))),
      );
    }
  }

  /** Lets a worker look at once when the next one is due: one that rested has forgotten it, and would wait for seconds. */
  async wake(): Promise<void> {
    await this.client.zadd(this.queue.toKey('marker'), 0, '0');
  }

  private async putSome(times: readonly (readonly [string, number])[]): Promise<void> {
    const present = await this.piped(
      times.flatMap(([key]) => [
        ['exists', this.queue.toKey(idOf(key))],
        ['hexists', this.movesKey, key],
      ]),
    );
    const isThere = (nth: number): boolean => present[2 * nth] === 1 || present[2 * nth + 1] === 1;
    await this.add(times.filter((_, nth) => !isThere(nth)));
    const moved = times.filter((_, nth) => isThere(nth));
    if (moved.length === 0) return;
    await this.client.hset(this.movesKey, ...moved.flatMap(([key, at]) => [key, String(at)]));
    await this.finishSome(moved.map(([key]) => key));
  }

  private async finishSome(keys: readonly string[]): Promise<void> {
    const times = await this.client.hmget(this.movesKey, ...keys);
    const found = new Map<string, number>();
    for (const [nth, key] of keys.entries()) {
      const at = times[nth];
      if (typeof at === 'string') found.set(key, Number(at));
    }
    if (found.size === 0) return;
    const free = new Set(await this.removeFree([...found.keys()]));
    const placed = [...found].filter(([key]) => free.has(key));
    await this.add(placed);
    await this.piped(placed.map(([key, at]) => ['eval', FORGET, '1', this.movesKey, key, String(at)]));
  }

  /** Answers with those that do not ring, and are there no more. */
  private async removeFree(keys: readonly string[]): Promise<readonly string[]> {
    const removed = await Promise.all(keys.map((key) => this.queue.remove(idOf(key))));
    return keys.filter((_, nth) => removed[nth] === 1);
  }

  private async add(times: readonly (readonly [string, number])[]): Promise<void> {
    if (times.length === 0) return;
    const now = this.now();
    await this.queue.addBulk(
      times.map(([key, at]) => ({
        name: 'alarm',
        data: { at },
        opts: {
          jobId: idOf(key),
          delay: delayOf(at, now),
          attempts: this.tries,
          backoff: { type: 'custom' },
          removeOnComplete: true,
          removeOnFail: false,
          stackTraceLimit: 0,
        },
      })),
    );
  }

  private async waiting(): Promise<readonly Waiting[]> {
    const ids = await this.client.lrange(this.queue.toKey('wait'), 0, -1);
    return this.read(ids.map((id) => [id, 0]));
  }

  private async delayed(): Promise<readonly Waiting[]> {
    const [scored] = (await this.piped([
      ['zrange', this.queue.toKey('delayed'), '0', '-1', 'WITHSCORES'],
    ])) as string[][];
    if (scored === undefined) return [];
    const pairs: [string, number][] = [];
    for (let nth = 0; nth < scored.length; nth += 2)
      pairs.push([scored[nth] ?? '', Math.floor(Number(scored[nth + 1]) / 0x1000)]);
    return this.read(pairs);
  }

  private async read(pairs: readonly (readonly [string, number])[]): Promise<readonly Waiting[]> {
    const rows = await this.piped(pairs.map(([id]) => ['hmget', this.queue.toKey(id), 'data', 'atm']));
    return pairs.flatMap(([id, due], nth) => {
      const [data, tried] = rows[nth] as (string | null)[];
      if (typeof data !== 'string') return [];
      const { at } = JSON.parse(data) as AlarmData;
      return [{ key: keyOf(id), at, due, tried: typeof tried === 'string' }];
    });
  }

  private async piped(commands: readonly string[][]): Promise<readonly unknown[]> {
    if (commands.length === 0) return [];
    const answers = await this.client.pipeline(commands.map((command) => [...command])).exec();
    return (answers ?? []).map(([error, answer]) => {
      if (error) throw error;
      return answer;
    });
  }
}

/** Ms that a job waits for its time. */
export function delayOf(at: number, now: number): number {
  return Math.min(Math.max(Math.ceil(at - now), 0), LONGEST_DELAY_MS);
}

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH);
}
