import { randomUUID } from 'node:crypto';
import { setTimeout as passing } from 'node:timers/promises';
import { DelayedError, Queue, Worker, type WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import {
  acceptAlarms,
  QueueUnavailable,
  realSystemClock,
  type Alarm,
  type AlarmCounts,
  type Clock,
  type LaidAside,
  type ReminderQueue,
} from '@minutebook/kernel/recording';
import { AlarmJobs, delayOf, keyOf, type AlarmData, type AlarmJob, type AlarmQueue } from './alarm-jobs';
import { checkQueueAddress, checkQueuePrefix, type QueueAddress } from './queue-address';
import { checkServer, clientOptions, commandClient, connected, unavailable } from './queue-connection';

export interface BullMqReminderQueueOptions {
  /** The record's clock. */
  readonly clock: Clock;
  /** Ms before the second, third, … try of a handler that failed; after the last the alarm is laid aside. */
  readonly waits: readonly number[];
  /** The deployment's own part of every key in Redis. */
  readonly prefix: string;
  /** So many ring at once at most in this process; 4 unless told. */
  readonly concurrency?: number;
  /** After so long, in ms, what a process rang that was killed is free again; half a minute unless told. */
  readonly leaseMs?: number;
  /** How long `close` waits for what is ringing, in ms; ten seconds unless told. */
  readonly closeMs?: number;
  /** The record's clock may be set without a word: it is looked at so often, in ms; five seconds unless told. */
  readonly lookAgainMs?: number;
  /** How long a command or a first connection is waited for, in ms; ten seconds unless told. */
  readonly answerMs?: number;
  /** Hears why nothing can ring, and `undefined` once it can again. */
  readonly onTrouble?: (text: string | undefined) => void;
  /** Hears what an operator should mend in this Redis, though it works. */
  readonly onWarning?: (text: string) => void;
}

const QUEUE = 'alarms';
/** The record's clock was set forward where it gained so much, in ms, on the machine's. */
const JUMP_MS = 60_000;
/** The two clocks do not tick together: what rings too early waits for so long at least. */
const EARLY_MS = 50;
/** After an error on the way to Redis. */
const RETRY_MS = 1_000;

/**
 * Opens the reminder queue in a Redis.
 *
 * Throws `QueueAddressFault`; fails with `QueueUnavailable` (does not answer, refuses us, too old).
 */
export async function openBullMqReminderQueue(
  url: string,
  options: BullMqReminderQueueOptions,
): Promise<ReminderQueue> {
  const address = checkQueueAddress(url);
  checkQueuePrefix(options.prefix);
  const settings = {
    concurrency: 4,
    leaseMs: 30_000,
    closeMs: 10_000,
    lookAgainMs: 5_000,
    answerMs: 10_000,
    onTrouble: () => undefined,
    onWarning: () => undefined,
    ...options,
  };
  const client = commandClient(address, patienceOf(settings));
  try {
    await connected(client, patienceOf(settings));
    for (const warning of await checkServer(client)) settings.onWarning(warning);
  } catch (error) {
    client.disconnect();
    throw error;
  }
  return new BullMqReminderQueue(address, client, settings);
}

type Settings = Required<BullMqReminderQueueOptions>;
type Handler = (alarm: Alarm) => Promise<void>;

class BullMqReminderQueue implements ReminderQueue {
  private readonly queue: AlarmQueue;
  private readonly jobs: AlarmJobs;
  /** Sets and cancels follow one another: two at once could take each other's jobs away. */
  private changes: Promise<unknown> = Promise.resolve();
  private ringing: Ringing | undefined;
  private sweeper: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private readonly ended = new Set<string>();
  private catchingUp: Promise<void> | undefined;
  /** What is left to ring of a jump of the clock. */
  private reached: Map<string, number> | undefined;
  /** Both clocks when they were last compared. */
  private seen: { readonly record: number; readonly machine: number };
  private trouble: string | undefined;
  private closing: Promise<void> | undefined;
  private abandon: () => void = () => undefined;
  /** Fails once nothing is waited for any more. What was ringing is free again after its lease. */
  private readonly abandoned: Promise<never>;

  constructor(
    private readonly address: QueueAddress,
    private readonly client: Redis,
    private readonly settings: Settings,
  ) {
    this.queue = new Queue<AlarmData>(QUEUE, {
      connection: client,
      prefix: settings.prefix,
      skipVersionCheck: true,
      skipMetasUpdate: true,
    });
    this.queue.on('error', this.onError);
    client.on('error', this.onError).on('ready', () => this.report(undefined));
    this.jobs = new AlarmJobs(this.queue, client, () => settings.clock.now(), settings.waits.length + 1);
    this.seen = this.times();
    this.abandoned = new Promise((_, reject) => (this.abandon = () => reject(new DelayedError())));
    this.abandoned.catch(() => undefined);
  }

  async set(alarms: readonly Alarm[]): Promise<void> {
    acceptAlarms(alarms);
    const given = alarms.map(({ key, at }) => ({ key, at }));
    await this.change(() => this.jobs.put(given));
    this.noteReached(given);
  }

  async cancel(keys: readonly string[]): Promise<void> {
    const given = [...keys];
    await this.change(() => this.jobs.remove(given));
  }

  ring(handler: Handler, onEmptied: () => void = () => undefined): void {
    if (this.ringing !== undefined || this.closing !== undefined) return;
    const worker = new Worker<AlarmData>(QUEUE, (job, token = '') => this.ringOne(job, token), {
      ...this.workerOptions(),
      connection: clientOptions(this.address, patienceOf(this.settings)),
      concurrency: this.settings.concurrency,
      stalledInterval: this.settings.leaseMs / 2,
    });
    worker.on('error', this.onError);
    worker.on('completed', (job) => this.noteEnd(job)).on('failed', (job) => job && this.noteEnd(job));
    this.ringing = { handler, onEmptied, worker };
    this.sweeper = setInterval(() => this.sweep(), this.settings.lookAgainMs);
    this.sweep(true);
  }

  async clockMoved(): Promise<void> {
    this.requireOpen();
    const before = this.catchingUp;
    const mine = (before ?? Promise.resolve()).then(() => this.asking(() => this.catchUp()));
    const settled = mine.catch(() => undefined);
    this.catchingUp = settled;
    try {
      await mine;
    } finally {
      if (this.catchingUp === settled) this.catchingUp = undefined;
    }
  }

  async counts(): Promise<AlarmCounts> {
    const counts = await this.asking(() => this.queue.getJobCounts('wait', 'delayed', 'active', 'failed'));
    const { wait = 0, delayed = 0, active = 0, failed = 0 } = counts;
    return { waiting: wait + delayed, ringing: active, laidAside: failed };
  }

  async laidAside(limit: number): Promise<readonly LaidAside[]> {
    const found = await this.asking(() => this.jobs.laidAside(limit));
    return [...found].sort((one, other) => other.since - one.since);
  }

  async retry(keys: readonly string[]): Promise<number> {
    const given = [...keys];
    const found = await this.change(() => this.jobs.putAgain(given));
    this.noteReached(found);
    return found.length;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    clearInterval(this.sweeper);
    const bound = new AbortController();
    const late = passing(this.settings.closeMs, undefined, { signal: bound.signal })
      .then(() => this.abandon())
      // A Redis that does not answer hears nothing more of us.
      .then(() => passing(Math.min(this.settings.answerMs, RETRY_MS), undefined, { signal: bound.signal }))
      .catch(() => undefined);
    const worker = this.ringing?.worker;
    const ends = Promise.allSettled([worker?.close(), this.catchingUp, this.sweeping]).then(() => this.changes);
    await Promise.race([ends.catch(() => undefined), late]);
    bound.abort();
    await worker?.getBackend().close(true);
    await this.queue.close();
    this.client.disconnect();
  }

  private workerOptions(): Omit<WorkerOptions, 'connection'> {
    const { prefix, leaseMs, waits } = this.settings;
    return {
      prefix,
      lockDuration: leaseMs,
      // An alarm that outlived several processes is no fault of its own.
      maxStalledCount: 1_000_000,
      runRetryDelay: RETRY_MS,
      settings: { backoffStrategy: (tries) => waits[tries - 1] ?? 0 },
    };
  }

  /** Asks the handler; whoever called us tells BullMQ of its answer. */
  private async ringOne(job: AlarmJob, token: string): Promise<void> {
    const { at } = job.data;
    const now = this.settings.clock.now();
    if (at > now) {
      await job.moveToDelayed(Date.now() + Math.max(delayOf(at, now), EARLY_MS), token);
      throw new DelayedError();
    }
    const failure = await Promise.race([this.failureOf({ key: keyOf(job.id ?? ''), at }), this.abandoned]);
    if (failure === undefined) return;
    if (job.attemptsMade + 1 >= (job.opts.attempts ?? 1))
      await job.updateData({ at, since: this.settings.clock.now() });
    throw failure;
  }

  /** An error of our own: some of BullMQ's would mean something to it. */
  private async failureOf(alarm: Alarm): Promise<Error | undefined> {
    try {
      await this.ringing?.handler(alarm);
      return undefined;
    } catch (error) {
      return new Error(error instanceof Error ? error.message : String(error));
    }
  }

  /** What was set anew while it rang is set now. */
  private noteEnd({ id = '' }: AlarmJob): void {
    this.ended.add(keyOf(id));
    if (this.ended.size > 1) return;
    this.afterChanges(() => {
      const keys = [...this.ended];
      this.ended.clear();
      return this.jobs.finishMoves(keys);
    }).catch(this.onError);
  }

  /** Looks after what others have left undone, and at the record's clock. */
  private sweep(atBegin = false): void {
    if (this.sweeping !== undefined || this.closing !== undefined) return;
    this.sweeping = this.sweepOnce(atBegin)
      .then(() => this.report(undefined), this.onError)
      .finally(() => (this.sweeping = undefined));
  }

  private async sweepOnce(atBegin: boolean): Promise<void> {
    const isEmptied = await this.jobs.begin();
    if (isEmptied && !atBegin) this.ringing?.onEmptied();
    await this.afterChanges(() => this.jobs.finishMoves());
    const { record, machine } = this.times();
    const jumped = record - this.seen.record > machine - this.seen.machine + JUMP_MS;
    if (this.catchingUp === undefined) this.seen = { record, machine };
    if (atBegin) await this.jobs.hurry();
    if (jumped && this.catchingUp === undefined && this.closing === undefined)
      void this.clockMoved().catch(this.onError);
  }

  private times(): { readonly record: number; readonly machine: number } {
    return { record: this.settings.clock.now(), machine: realSystemClock.monotonic() };
  }

  /** One after another in the order of their times, once what is ringing already has come to its end. */
  private async catchUp(): Promise<void> {
    if (this.ringing === undefined) return;
    await this.client.ping();
    const { worker } = this.ringing;
    await worker.pause();
    // Takes one at a time, in an order of our own, while the worker rests.
    const single = new Worker<AlarmData>(QUEUE, null, {
      ...this.workerOptions(),
      connection: this.client,
      skipVersionCheck: true,
      autorun: false,
    });
    single.on('error', this.onError);
    try {
      await this.afterChanges(() => this.jobs.finishMoves());
      await this.ringReached(single);
      this.seen = this.times();
      await this.jobs.hurry();
      await this.jobs.wake();
    } finally {
      this.reached = undefined;
      await single.close();
      if (this.closing === undefined) await worker.resume();
    }
  }

  private async ringReached(single: Worker<AlarmData>): Promise<void> {
    do {
      this.reached = await this.jobs.due();
      for (let key = earliest(this.reached); key !== undefined; key = earliest(this.reached)) {
        if (this.closing !== undefined) return;
        this.reached.delete(key);
        if (await this.jobs.bringForward(key)) await this.ringNext(single);
      }
    } while ((await this.jobs.due()).size > 0);
  }

  private async ringNext(single: Worker<AlarmData>): Promise<void> {
    const token = randomUUID();
    const job = (await single.getNextJob(token, { block: false })) as AlarmJob | undefined;
    if (job === undefined) return;
    const { leaseMs } = this.settings;
    const renewal = setInterval(() => void job.extendLock(token, leaseMs).catch(this.onError), leaseMs / 2);
    try {
      const failure = await this.ringOne(job, token).then(
        () => undefined,
        (error: Error) => error,
      );
      if (failure instanceof DelayedError) return;
      if (failure === undefined) await job.moveToCompleted(undefined, token, false);
      else await job.moveToFailed(failure, token, false);
    } finally {
      clearInterval(renewal);
    }
    await this.afterChanges(() => this.jobs.finishMoves([keyOf(job.id ?? '')]));
  }

  private noteReached(alarms: readonly Alarm[]): void {
    const now = this.settings.clock.now();
    for (const { key, at } of alarms) {
      if (at <= now) this.reached?.set(key, at);
      else this.reached?.delete(key);
    }
  }

  private async change<T>(work: () => Promise<T>): Promise<T> {
    return this.asking(() => this.afterChanges(work));
  }

  private afterChanges<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.changes.then(work);
    this.changes = mine.catch(() => undefined);
    return mine;
  }

  private async asking<T>(question: () => Promise<T>): Promise<T> {
    this.requireOpen();
    try {
      return await question();
    } catch (error) {
      throw unavailable(error);
    }
  }

  private requireOpen(): void {
    if (this.closing !== undefined) throw new QueueUnavailable('The reminder queue is closed');
  }

  private readonly onError = (error: unknown): void => {
    // A number is BullMQ's own word: what rang was not ours any more, and rings again.
    if (typeof (error as { code?: unknown }).code !== 'number') this.report(unavailable(error).message);
  };

  private report(trouble: string | undefined): void {
    if (trouble === this.trouble || this.closing !== undefined) return;
    this.trouble = trouble;
    this.settings.onTrouble(trouble);
  }
}

interface Ringing {
  readonly handler: Handler;
  readonly onEmptied: () => void;
  readonly worker: Worker<AlarmData>;
}

function patienceOf({ answerMs }: Settings): { readonly answerMs: number; readonly connectionMs: number } {
  return { answerMs, connectionMs: answerMs };
}

/** By time, and by key among those of one time. */
function earliest(alarms: ReadonlyMap<string, number>): string | undefined {
  let first: Alarm | undefined;
  for (const [key, at] of alarms)
    if (first === undefined || at < first.at || (at === first.at && key < first.key)) first = { key, at };
  return first?.key;
}
