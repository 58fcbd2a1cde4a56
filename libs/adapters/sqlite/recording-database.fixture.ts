import type { SqlDatabase, SqlStatement, SqlValue } from '@minutebook/kernel/read-models';

/** A database that notes which statements were run, and fails those that it is told to. */
export class RecordingDatabase implements SqlDatabase {
  readonly ran: string[] = [];
  private readonly failures = new Map<string, { error: Error; times: number }>();

  constructor(private readonly database: SqlDatabase) {}

  /** Fails the next runs of a statement that begins so, before it reaches SQLite. */
  fail(beginning: string, error: Error, times = 1): void {
    this.failures.set(beginning, { error, times });
  }

  /** How often statements that begin so were run. */
  count(beginning: string): number {
    return this.ran.filter((sql) => sql.startsWith(beginning)).length;
  }

  exec(sql: string): void {
    this.note(sql);
    this.database.exec(sql);
  }

  prepare(sql: string): SqlStatement {
    const statement = this.database.prepare(sql);
    const noting =
      <T>(work: (...values: SqlValue[]) => T) =>
      (...values: SqlValue[]): T => {
        this.note(sql);
        return work(...values);
      };
    return {
      run: noting((...values) => statement.run(...values)),
      get: noting((...values) => statement.get(...values)),
      all: noting((...values) => statement.all(...values)),
    };
  }

  close(): void {
    this.database.close();
  }

  private note(sql: string): void {
    this.ran.push(sql);
    for (const [beginning, failure] of this.failures) {
      if (!sql.startsWith(beginning) || failure.times === 0) continue;
      failure.times -= 1;
      throw failure.error;
    }
  }
}

/** An error as SQLite raises it. */
export function sqliteError(errcode: number, message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode });
}
