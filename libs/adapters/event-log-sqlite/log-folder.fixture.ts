import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@minutebook/sqlite';
import type { EventLog, LoggedEvent, NewEvent } from '@minutebook/kernel/recording';
import { openSqliteEventLog, type ReadableEventLog } from '.';

/** Folders for logs of one spec, taken away at its end. */
export class LogFolders {
  private readonly root = mkdtempSync(join(tmpdir(), 'minutebook-log-'));

  /** A folder of this name, which may not be there yet. */
  at(name: string): string {
    return join(this.root, name);
  }

  /** A copy of a closed log: what is done to it is not seen by connections that are still about. */
  copy(from: string, to: string): string {
    cpSync(from, this.at(to), { recursive: true });
    return this.at(to);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function anEvent(data: unknown = { note: 'a fact' }): NewEvent {
  return {
    id: randomUUID(),
    type: 'NoteTaken',
    data,
    metadata: {
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      recordedAt: Date.UTC(2014, 5, 16, 8),
      schemaVersion: 1,
      actor: { account: 'a-17', role: 'action-lead', grant: 'account-17@2' },
      origin: 'user',
      via: 'page',
    },
  };
}

export function aStream(): string {
  return `action-${randomUUID()}`;
}

/** Makes a log of so many events, three to a stream, and closes it. */
export async function writeLog(folder: string, count: number): Promise<LoggedEvent[]> {
  const log = await openSqliteEventLog(folder);
  await appendEvents(log, count);
  const events = await allEvents(log);
  await log.close();
  return events;
}

/** Appends so many events, three to a stream. */
export async function appendEvents(log: EventLog, count: number): Promise<void> {
  const appends: Promise<unknown>[] = [];
  for (let left = count; left > 0; left -= 3) {
    const events = Array.from({ length: Math.min(left, 3) }, (_, index) => anEvent({ index, left }));
    appends.push(log.append(aStream(), 'no-stream', events));
  }
  await Promise.all(appends);
}

export async function allEvents(log: ReadableEventLog, pageSize = 100): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const page of log.readAll({ pageSize })) events.push(...page);
  return events;
}

/** Changes a closed log behind its back. */
export function tamper(folder: string, sql: string, ...values: (string | number | Uint8Array)[]): void {
  const database = openDatabase(join(folder, 'events.sqlite'));
  if (values.length === 0) database.exec(sql);
  else database.prepare(sql).run(...values);
  database.close();
}
