import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../adapters/sqlite';
import type { EventMetadata } from '../event-sourcing/event';
import type { OpenedEvent } from '../event-sourcing/sentence-book';
import {
  ConcurrencyConflict,
  type AppendResult,
  type EventLog,
  type ExpectedRevision,
  type LoggedEvent,
  type LogSubscription,
  type NewEvent,
} from '../recording/event-log';
import type { Projection } from './projection';
import type { ReadModelFolder } from './read-models';
import { TemporalStore } from './temporal-store';

/** Metadata of an event that a spec makes up. */
export function metadataAt(recordedAt: number, more: Partial<EventMetadata> = {}): EventMetadata {
  return {
    commandId: '00000000-0000-4000-8000-000000000000',
    correlationId: '00000000-0000-4000-8000-000000000000',
    causationId: '00000000-0000-4000-8000-000000000000',
    recordedAt,
    schemaVersion: 1,
    actor: { account: 'demo-clerk', role: 'clerk', grant: 'demonstration-1@0' },
    origin: 'user',
    via: 'page',
    ...more,
  };
}

/** A log in memory for specs of what stands above the port: no durability, no limits. */
export class LogInMemory implements EventLog {
  readonly events: LoggedEvent[] = [];
  private readonly followers = new Set<() => void>();

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    const held = this.events.filter((event) => event.stream === stream).length;
    const stands: ExpectedRevision = held === 0 ? 'no-stream' : held - 1;
    if (stands !== expected) throw new ConcurrencyConflict(stream, expected, stands);
    for (const [index, event] of events.entries())
      this.events.push({ ...event, stream, revision: held + index, position: String(this.events.length + 1) });
    for (const wake of this.followers) wake();
    return { lastRevision: held + events.length - 1, position: String(this.events.length) };
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly LoggedEvent[]> {
    return this.events.filter((event) => event.stream === stream && event.revision >= fromRevision);
  }

  async *readAll({ after = '0', pageSize = 500 } = {}): AsyncGenerator<readonly LoggedEvent[]> {
    for (let at = Number(after); at < this.events.length; at += pageSize) yield this.events.slice(at, at + pageSize);
  }

  followAll(
    { after = '0', pageSize = 500 }: { readonly after?: string; readonly pageSize?: number },
    handler: (page: readonly LoggedEvent[]) => Promise<void> | void,
  ): LogSubscription {
    let at = Number(after);
    let turn = Promise.resolve();
    const wake = (): void => {
      turn = turn.then(async () => {
        while (at < this.events.length) {
          const page = this.events.slice(at, at + pageSize);
          at += page.length;
          await handler(page);
        }
      });
    };
    this.followers.add(wake);
    wake();
    return {
      stop: async () => {
        this.followers.delete(wake);
        await turn;
      },
      ended: new Promise(() => undefined),
    };
  }

  async close(): Promise<void> {}
}

/** Read-model files in a folder of their own, without pointers on the disk. */
export class SpecFolder implements ReadModelFolder {
  private readonly folder = mkdtempSync(join(tmpdir(), 'minutebook-read-models-'));
  private readonly serving = new Map<string, string>();
  private made = 0;

  openServing({ name, version }: Projection) {
    const file = this.serving.get(`${name}@${version}`);
    return file === undefined ? undefined : openDatabase(join(this.folder, file), { synchronous: 'off' });
  }

  servingFile({ name, version }: Projection) {
    return this.serving.get(`${name}@${version}`);
  }

  files(): readonly string[] {
    return readdirSync(this.folder);
  }

  create({ name }: Projection) {
    const file = `${name}.${++this.made}`;
    return { file, database: openDatabase(join(this.folder, file), { journalMode: 'off', synchronous: 'off' }) };
  }

  serve({ name, version }: Projection, file: string) {
    this.serving.set(`${name}@${version}`, file);
    return openDatabase(join(this.folder, file), { synchronous: 'off' });
  }

  discard(file: string): void {
    for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(join(this.folder, part), { force: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** An empty store of a projection, in memory. */
export function storeOf(projection: Projection): TemporalStore {
  return new TemporalStore(openDatabase(':memory:', { journalMode: 'memory', synchronous: 'off' }), projection);
}

/** Applies opened events to a store as the follower does, skipping what it has applied already. */
export function applyAll(store: TemporalStore, projection: Projection, events: readonly OpenedEvent[]): void {
  for (const event of events) {
    if (event.recordNumber <= store.progress.recordNumber) continue;
    store.applyBatch(() => {
      store.beginEvent(event.recordNumber);
      projection.apply(event, store);
      return { recordNumber: event.recordNumber, recordTime: event.recordTime, position: String(event.recordNumber) };
    });
  }
}
