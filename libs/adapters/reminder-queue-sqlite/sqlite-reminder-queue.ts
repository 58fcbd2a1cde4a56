import { randomUUID } from 'node:crypto';
import { setTimeout as passing } from 'node:timers/promises';
import { GroupCommit, type GroupCommitOwner } from '@minutebook/sqlite';
import {
  acceptAlarms,
  QueueUnavailable,
  realSystemClock,
  type Alarm,
  type AlarmCounts,
  type Clock,
  type LaidAside,
  type ReminderQueue,
  type SystemClock,
} from '@minutebook/kernel/recording';
import type { SqlDatabase, SqlRow, SqlStatement, SqlValue } from '@minutebook/kernel/read-models';
import { openAlarmFile } from './alarm-file';

export interface SqliteReminderQueueOptions {
  /** The record's clock. */
  readonly clock: Clock;
  /** Ms before the second, third, … try of a handler that failed; after the last the alarm is laid aside. */
  readonly waits: readonly number[];
  /** So many ring at once at most; 4 unless told. */
  readonly concurrency?: number;
  /** After so long, in ms, what a process rang that was killed is free again; half a minute unless told. */
  readonly leaseMs?: number;
  /** How long `close` waits for what is ringing, in ms; ten seconds unless told. */
  readonly closeMs?: number;
  /** The record's clock may be set without a word: it is looked at so often, in ms; five seconds unless told. */
  readonly lookAgainMs?: number;
  /** Hears why nothing can ring, and `undefined` once it can again. */
  readonly onTrouble?: (text: string | undefined) => void;
  readonly system?: SystemClock;
}

/**
 * Opens the reminder queue in a file, and begins one where there is none.
 *
 * Fails with `QueueUnavailable` (cannot be opened, not a queue, or of a newer format).
 */
export async function openSqliteReminderQueue(
  file: string,
  options: SqliteReminderQueueOptions,
): Promise<ReminderQueue> {
  return new SqliteReminderQueue(openAlarmFile(file), {
    concurrency: 4,
    leaseMs: 30_000,
    closeMs: 10_000,
    lookAgainMs: 5_000,
    onTrouble: () => undefined,
    system: realSystemClock,
    ...options,
  });
}

interface Claimed extends Alarm {
  readonly setting: number;
  readonly tries: number;
}

/** The record's clock was set forward where it gained so much, in ms, on the machine's. */
const JUMP_MS = 60_000;

type Handler = (alarm: Alarm) => Promise<void>;

class SqliteReminderQueue implements ReminderQueue, GroupCommitOwner {
  private readonly holder = randomUUID();
  private readonly commits: GroupCommit;
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly ringing = new Set<Promise<void>>();
  private handler: Handler | undefined;
  private timer: NodeJS.Timeout | undefined;
  private renewal: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private catchingUp: Promise<void> | undefined;
  private troubled = false;
  /** Both clocks when alarms were last claimed. */
  private seen: { readonly record: number; readonly machine: number };
  private closing: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly database: SqlDatabase,
    private readonly options: Required<SqliteReminderQueueOptions>,
  ) {
    this.commits = new GroupCommit(database, this);
    this.statements = statementsOf(database);
    this.seen = this.times();
  }

  async set(alarms: readonly Alarm[]): Promise<void> {
    acceptAlarms(alarms);
    const given = alarms.map(({ key, at }) => ({ key, at }));
    await this.commit(() => {
      for (const { key, at } of given) this.statements.set.run(key, at);
    });
    this.look();
  }

  async cancel(keys: readonly string[]): Promise<void> {
    const given = [...keys];
    await this.commit(() => {
      for (const key of given) this.statements.cancel.run(key, this.options.system.now());
    });
  }

  ring(handler: Handler): void {
    this.handler = handler;
    this.renewal ??= setInterval(() => this.renew(), this.options.leaseMs / 3);
    this.look();
  }

  async clockMoved(): Promise<void> {
    if (this.closing !== undefined) throw closedQueue();
    const before = this.catchingUp;
    const mine = (before ?? Promise.resolve()).then(() => this.catchUp());
    const settled = mine.catch(() => undefined);
    this.catchingUp = settled;
    try {
      await mine;
    } finally {
      if (this.catchingUp === settled) this.catchingUp = undefined;
      this.look();
    }
  }

  async counts(): Promise<AlarmCounts> {
    const row = this.read(() => this.statements.counts.get(this.options.system.now()));
    return {
      waiting: row?.['waiting'] as number,
      ringing: row?.['ringing'] as number,
      laidAside: row?.['laid_aside'] as number,
    };
  }

  async laidAside(limit: number): Promise<readonly LaidAside[]> {
    return this.read(() => this.statements.laidAside.all(limit)).map((row) => ({
      key: row['key'] as string,
      at: row['at'] as number,
      since: row['since'] as number,
      tries: row['tries'] as number,
      reason: row['reason'] as string,
    }));
  }

  async retry(keys: readonly string[]): Promise<number> {
    const given = [...keys];
    const found = await this.commit(() => given.filter((key) => this.statements.retry.get(key) !== undefined).length);
    this.look();
    return found;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  isRefusal(): boolean {
    return false;
  }

  failure(error: unknown): Error {
    return unavailable(error);
  }

  private async end(): Promise<void> {
    clearTimeout(this.timer);
    clearInterval(this.renewal);
    await this.looking;
    const patience = new AbortController();
    const bound = passing(this.options.closeMs, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.ringing), bound]);
    patience.abort();
    this.commits.flush();
    this.closed = true;
    this.database.close();
  }

  /** Claims what is due, as far as there is room, and sets the timer to what comes next. */
  private look(): void {
    if (this.handler === undefined || this.closing !== undefined || this.catchingUp !== undefined) return;
    if (this.looking !== undefined) {
      this.lookAgain = true;
      return;
    }
    clearTimeout(this.timer);
    this.lookAgain = false;
    this.looking = this.lookOnce();
  }

  private async lookOnce(): Promise<void> {
    await this.claimDue();
    this.looking = undefined;
    if (this.lookAgain) this.look();
  }

  private async claimDue(): Promise<void> {
    let wait = this.options.lookAgainMs;
    try {
      const room = this.options.concurrency - this.ringing.size;
      if (room <= 0) return;
      for (const alarm of await this.claim(room, false)) void this.begin(alarm);
      if (this.catchingUp === undefined && this.closing === undefined && this.hasJumped()) {
        void this.clockMoved().catch((error: unknown) => this.report(unavailable(error).message));
        return;
      }
      if (this.ringing.size < this.options.concurrency) wait = Math.min(wait, this.untilNext());
      this.report(undefined);
    } catch (error) {
      this.report(unavailable(error).message);
    }
    if (this.closing === undefined) this.timer = setTimeout(() => this.look(), wait);
  }

  /** Ms until something may be due: its time, its next try, or the end of a lease. */
  private untilNext(): number {
    const now = this.options.clock.now();
    const machine = this.options.system.now();
    const at = this.statements.nextAt.get(now)?.['at'] as number | undefined;
    const free = this.statements.nextFree.get(now, this.holder)?.['free'] as number | null;
    return Math.max(1, Math.min(at === undefined ? Infinity : at - now, free === null ? Infinity : free - machine));
  }

  private claim(limit: number, inOrder: boolean): Promise<readonly Claimed[]> {
    return this.commit(() => {
      // What a jump has reached rings in order, whoever notices the jump first.
      if (!inOrder && (this.catchingUp !== undefined || this.hasJumped())) return [];
      this.seen = this.times();
      const machine = this.options.system.now();
      const due = this.statements.due.all(this.options.clock.now(), machine, machine, limit);
      for (const row of due)
        this.statements.hold.run(this.holder, machine + this.options.leaseMs, row['key'] as SqlValue);
      return due.map(claimedOf);
    });
  }

  private hasJumped(): boolean {
    const { record, machine } = this.times();
    return record - this.seen.record > machine - this.seen.machine + JUMP_MS;
  }

  private times(): { readonly record: number; readonly machine: number } {
    return { record: this.options.clock.now(), machine: this.options.system.monotonic() };
  }

  private begin(alarm: Claimed): Promise<void> {
    const ending = this.ringOne(alarm)
      .catch((error: unknown) => this.report(unavailable(error).message))
      .finally(() => {
        this.ringing.delete(ending);
        this.look();
      });
    this.ringing.add(ending);
    return ending;
  }

  private async ringOne({ key, at, setting, tries }: Claimed): Promise<void> {
    const failure = await this.failureOf({ key, at });
    if (this.closed) return;
    await this.commits.run(() => {
      if (failure === undefined) this.statements.answered.run(key, this.holder, setting);
      else this.noteFailure(key, setting, tries, failure);
      // What was set anew while it rang is free again.
      this.statements.release.run(key, this.holder);
    });
  }

  private noteFailure(key: string, setting: number, tries: number, reason: string): void {
    const wait = this.options.waits[tries];
    if (wait === undefined) this.statements.layAside.run(this.options.clock.now(), reason, key, this.holder, setting);
    else this.statements.tryAgain.run(this.options.system.now() + wait, key, this.holder, setting);
  }

  private async failureOf(alarm: Alarm): Promise<string | undefined> {
    try {
      await this.handler?.(alarm);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** One after another in the order of their times, once what is ringing already has come to its end. */
  private async catchUp(): Promise<void> {
    if (this.handler === undefined) return;
    await this.looking;
    await Promise.all(this.ringing);
    while (this.closing === undefined) {
      const [alarm] = await this.claim(1, true);
      if (alarm === undefined) return;
      await this.begin(alarm);
    }
  }

  private renew(): void {
    if (this.ringing.size === 0 || this.closing !== undefined) return;
    const until = this.options.system.now() + this.options.leaseMs;
    this.commits
      .run(() => this.statements.renew.run(until, this.holder))
      .catch((error: unknown) => this.report(unavailable(error).message));
  }

  private report(trouble: string | undefined): void {
    if (trouble === undefined && !this.troubled) return;
    this.troubled = trouble !== undefined;
    this.options.onTrouble(trouble);
  }

  private async commit<T>(work: () => T): Promise<T> {
    if (this.closing !== undefined) throw closedQueue();
    return this.commits.run(work);
  }

  private read<T>(work: () => T): T {
    if (this.closing !== undefined) throw closedQueue();
    try {
      return work();
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function statementsOf(database: SqlDatabase): Record<StatementName, SqlStatement> {
  const entries = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)]);
  return Object.fromEntries(entries) as Record<StatementName, SqlStatement>;
}

type StatementName = keyof typeof SQL;

const SQL = {
  set: `INSERT INTO alarms (key, at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET
    at = excluded.at, setting = setting + 1, tries = 0, not_before = 0, since = NULL, reason = NULL`,
  cancel: 'DELETE FROM alarms WHERE key = ? AND held_until <= ?',
  due: `SELECT key, at, setting, tries FROM alarms
    WHERE since IS NULL AND at <= ? AND not_before <= ? AND held_until <= ? ORDER BY at, key LIMIT ?`,
  hold: 'UPDATE alarms SET held_by = ?, held_until = ? WHERE key = ?',
  renew: 'UPDATE alarms SET held_until = ? WHERE held_by = ?',
  answered: 'DELETE FROM alarms WHERE key = ? AND held_by = ? AND setting = ?',
  tryAgain: 'UPDATE alarms SET tries = tries + 1, not_before = ? WHERE key = ? AND held_by = ? AND setting = ?',
  layAside: `UPDATE alarms SET tries = tries + 1, since = ?, reason = ? WHERE key = ? AND held_by = ? AND setting = ?`,
  release: 'UPDATE alarms SET held_by = NULL, held_until = 0 WHERE key = ? AND held_by = ?',
  nextAt: 'SELECT at FROM alarms WHERE since IS NULL AND at > ? ORDER BY at LIMIT 1',
  nextFree: `SELECT MIN(MAX(not_before, held_until)) AS free FROM alarms
    WHERE since IS NULL AND at <= ? AND held_by IS NOT ?`,
  counts: `SELECT count(*) FILTER (WHERE since IS NULL AND held_until <= ?1) AS waiting,
    count(*) FILTER (WHERE since IS NULL AND held_until > ?1) AS ringing,
    count(*) FILTER (WHERE since IS NOT NULL) AS laid_aside FROM alarms`,
  laidAside: `SELECT key, at, since, tries, reason FROM alarms
    WHERE since IS NOT NULL ORDER BY since DESC, key LIMIT ?`,
  retry: `UPDATE alarms SET since = NULL, reason = NULL, tries = 0, not_before = 0, setting = setting + 1
    WHERE key = ? AND since IS NOT NULL RETURNING key`,
} as const;

function claimedOf(row: SqlRow): Claimed {
  return {
    key: row['key'] as string,
    at: row['at'] as number,
    setting: row['setting'] as number,
    tries: row['tries'] as number,
  };
}

function closedQueue(): QueueUnavailable {
  return new QueueUnavailable('The reminder queue is closed');
}

function unavailable(error: unknown): QueueUnavailable {
  if (error instanceof QueueUnavailable) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new QueueUnavailable(`The reminder queue cannot be kept or read: ${reason}`, { cause: error });
}
