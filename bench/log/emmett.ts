import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { MadeAppend } from '../history/made-events';

/** The parts of emmett-sqlite that are used. It is installed in bench/ only, so its own types are not there to compile with. */
interface EmmettSqlite {
  sqliteConnection(options: { fileName: string }): EmmettConnection;
  getSQLiteEventStore(options: {
    fileName: string;
    connectionOptions: { singleton: true; connection: EmmettConnection };
  }): EmmettStore;
  readMessagesBatch(
    connection: EmmettConnection,
    options: { after: bigint; batchSize: number },
  ): Promise<{ currentGlobalPosition: bigint; messages: readonly unknown[] }>;
}

interface EmmettConnection {
  command(sql: string): Promise<unknown>;
  querySingle<T>(sql: string): Promise<T | null>;
  close(): void;
}

interface EmmettStore {
  appendToStream(
    stream: string,
    events: readonly { type: string; data: unknown; metadata: unknown }[],
    options: { expectedStreamVersion: bigint },
  ): Promise<unknown>;
  schema: { migrate(): Promise<void> };
}

/** The compiled file lies in dist/bench/log; the packages lie in bench/. */
const BENCH_PACKAGE = join(__dirname, '..', '..', '..', 'bench', 'package.json');

function loadEmmett(): EmmettSqlite {
  return createRequire(BENCH_PACKAGE)('@event-driven-io/emmett-sqlite') as EmmettSqlite;
}

/** Whether the packages in bench/ are installed and their binary was compiled. */
export function hasEmmett(): boolean {
  try {
    loadEmmett();
    return true;
  } catch {
    return false;
  }
}

/**
 * An event store of emmett on one connection, made as durable as the product's log: WAL, synchronous FULL, one commit
 * for each append.
 */
export class EmmettLog {
  private constructor(
    private readonly emmett: EmmettSqlite,
    private readonly connection: EmmettConnection,
    private readonly store: EmmettStore,
  ) {}

  /** @param synchronous `OFF` only for filling a file that is measured by reading it */
  static async open(folder: string, synchronous: 'FULL' | 'OFF' = 'FULL'): Promise<EmmettLog> {
    const emmett = loadEmmett();
    const fileName = EmmettLog.fileIn(folder);
    const connection = emmett.sqliteConnection({ fileName });
    await connection.command(`PRAGMA synchronous = ${synchronous}`);
    const store = emmett.getSQLiteEventStore({ fileName, connectionOptions: { singleton: true, connection } });
    await store.schema.migrate();
    const log = new EmmettLog(emmett, connection, store);
    await log.assertPragma('journal_mode', 'wal');
    await log.assertPragma('synchronous', synchronous === 'FULL' ? 2 : 0);
    return log;
  }

  static fileIn(folder: string): string {
    return join(folder, 'emmett.sqlite');
  }

  /** Appends one event. With several on their way it answers before it has committed: callers wait for each. */
  async append({ stream, expected, event }: MadeAppend): Promise<void> {
    const version = expected === 'no-stream' ? 0n : BigInt(expected + 1);
    await this.store.appendToStream(stream, [event], { expectedStreamVersion: version });
  }

  /** Appends many events as a stream of their own, in one commit. */
  async appendStream(
    stream: string,
    events: readonly { type: string; data: unknown; metadata: unknown }[],
  ): Promise<void> {
    await this.store.appendToStream(stream, events, { expectedStreamVersion: 0n });
  }

  /** Reads everything, a page at a time; answers with the number of events. */
  async readAll(batchSize: number): Promise<number> {
    let after = 0n;
    for (let count = 0; ;) {
      const { currentGlobalPosition, messages } = await this.emmett.readMessagesBatch(this.connection, {
        after,
        batchSize,
      });
      count += messages.length;
      if (messages.length < batchSize) return count;
      after = currentGlobalPosition;
    }
  }

  close(): void {
    this.connection.close();
  }

  private async assertPragma(name: string, wanted: string | number): Promise<void> {
    const row = await this.connection.querySingle<Record<string, string | number>>(`PRAGMA ${name}`);
    const stands = row?.[name];
    if (stands !== wanted) throw new Error(`emmett-sqlite runs with ${name} ${String(stands)}, not ${wanted}`);
  }
}
