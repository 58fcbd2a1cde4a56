import type { SqlDatabase, SqlStatement } from '@minutebook/kernel/read-models';

/** What its owner does around the commits of a `GroupCommit`. */
export interface GroupCommitOwner {
  /** The transaction is on the disk. Called before its jobs are answered. */
  committed?(): void;
  /** Nothing of the transaction was kept: whatever the jobs noted in memory is void. */
  rolledBack?(): void;
  /**
   * The error is one job's own, decided before it wrote anything. Any other error ends the transaction, which SQLite
   * may have rolled back by itself already.
   */
  isRefusal(error: unknown): boolean;
  /** The error that each job of a failed transaction is answered with. */
  failure(error: unknown, whileCommitting: boolean): Error;
}

interface Job {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  refused: boolean;
  outcome: unknown;
}

/**
 * So many jobs that arrive in one turn are committed together, all or none; more wait for the next transaction, so that a
 * flood does not keep the process from its readers.
 */
export const LARGEST_GROUP = 256;

/**
 * Commits jobs that arrive in the same turn of the event loop, or while a commit runs, in one transaction, and answers
 * them when it is on the disk. One job alone is committed in the same turn: there is no timer.
 *
 * A job decides before it writes: one that refuses is answered with its refusal and the others go on; any other error
 * ends the whole transaction.
 */
export class GroupCommit {
  private queue: Job[] = [];
  private scheduled = false;
  private readonly begin: SqlStatement;
  private readonly commit: SqlStatement;
  private readonly rollback: SqlStatement;

  constructor(
    database: SqlDatabase,
    private readonly owner: GroupCommitOwner,
  ) {
    this.begin = database.prepare('BEGIN IMMEDIATE');
    this.commit = database.prepare('COMMIT');
    this.rollback = database.prepare('ROLLBACK');
  }

  /** Runs the work within the next transaction; answers what it returned once that is committed. */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, resolve: (value) => resolve(value as T), reject, refused: false, outcome: undefined });
      this.schedule();
    });
  }

  /** Commits everything that waits, at once. */
  flush(): void {
    while (this.queue.length > 0) this.commitNext();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.queue.length > 0) this.commitNext();
      if (this.queue.length > 0) this.schedule();
    });
  }

  private commitNext(): void {
    const group = this.queue.length > LARGEST_GROUP ? this.queue.splice(0, LARGEST_GROUP) : this.queue;
    if (group === this.queue) this.queue = [];
    let committing = false;
    try {
      this.begin.run();
      for (const job of group) this.runJob(job);
      committing = true;
      this.commit.run();
    } catch (error) {
      this.abandon(group, this.owner.failure(error, committing));
      return;
    }
    this.owner.committed?.();
    for (const job of group) answer(job);
  }

  private runJob(job: Job): void {
    try {
      job.outcome = job.work();
    } catch (error) {
      if (!this.owner.isRefusal(error)) throw error;
      job.refused = true;
      job.outcome = error;
    }
  }

  private abandon(group: readonly Job[], failure: Error): void {
    try {
      this.rollback.run();
    } catch {
      // SQLite has rolled back by itself, or the transaction never began.
    }
    this.owner.rolledBack?.();
    // Refused ones too: what they were refused for may have been another job's, which is gone.
    for (const job of group) job.reject(failure);
  }
}

function answer(job: Job): void {
  if (job.refused) job.reject(job.outcome);
  else job.resolve(job.outcome);
}
