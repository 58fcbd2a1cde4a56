import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteEventLog, openSqliteEventLogReadOnly } from '@minutebook/event-log-sqlite';
import type { DataKey } from '@minutebook/kernel/recording';
import { openSqliteKeyVault } from '@minutebook/key-vault-sqlite';
import { openLog, type LogPlace } from '../../apps/tracker/record/log-place';
import { keyFolder, openRecord, type RecordPlace } from '../../apps/tracker/record/record';
import { EventStoreProcess } from '../event-store/event-store-process';
import { say } from '../say';
import { many } from '../smoke';
import { MadeCouncil } from './made-council';
import type { MadeAppend } from './made-events';
import { MadeHistory } from './made-history';

/** Sizes of the records that are measured, in events; each is of 1,000 actions. */
export type Size = 10_000 | 100_000 | 1_000_000;

/** The master key of made records protects nothing. */
export const MASTER_KEY = Buffer.alloc(32, 7);
/** Appends on their way together while a record is made. */
const WINDOW = 256;
/** Says that a folder holds a whole record with its read models, and of which making. */
const COMPLETE = 'complete-2';
const COMPLETE_COUNCIL = 'complete-council-1';

/** The folder of the log of a made record. */
export function logFolderOf(folder: string): string {
  return join(folder, 'log');
}

/** The log in an event store of ours. */
export function eventStoreAt(port: number): Extract<LogPlace, { engine: 'eventstoredb' }> {
  return { engine: 'eventstoredb', connectionString: `esdb://127.0.0.1:${port}?tls=false`, prefix: 'bench' };
}

/** Where a record lies; with a port, its log is in the event store that answers there. */
export function placeOf(folder: string, port?: number): RecordPlace {
  const log: LogPlace = port === undefined ? { engine: 'sqlite', folder: logFolderOf(folder) } : eventStoreAt(port);
  return { dataDir: folder, log, masterKey: MASTER_KEY };
}

/** How many events a record of some size holds. */
export function eventsOf(size: Size): number {
  return historyOf(size).all;
}

function historyOf(size: Size): MadeHistory {
  return new MadeHistory(many(size / 1_000, 2));
}

/** The records that comparisons read; each is made when it is first needed. */
export class DataSets {
  private copies = 0;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** The folder of a record to which nobody appends. */
  async ofSize(events: Size): Promise<string> {
    const folder = join(this.folder, `record-${events}`);
    if (!existsSync(join(folder, COMPLETE))) {
      rmSync(folder, { recursive: true, force: true });
      await makeRecord(folder, `a record of ${events} events`, historyOf(events).appends());
      writeFileSync(join(folder, COMPLETE), '');
    }
    return folder;
  }

  /** The folder of a copy to which may be appended. */
  async copyOf(events: Size): Promise<string> {
    return this.copied(await this.ofSize(events));
  }

  /** The folder of a copy of a council of so many actions. */
  async councilOf(actions: number): Promise<string> {
    const folder = join(this.folder, `council-${actions}`);
    if (!existsSync(join(folder, COMPLETE_COUNCIL))) {
      rmSync(folder, { recursive: true, force: true });
      await makeRecord(folder, `a council of ${actions} actions`, new MadeCouncil(actions).appends());
      writeFileSync(join(folder, COMPLETE_COUNCIL), '');
    }
    return this.copied(folder);
  }

  /** The folder of a copy that has the keys of a record, but not its log. */
  async keysOf(events: Size): Promise<string> {
    const from = await this.ofSize(events);
    const to = this.empty();
    await cp(keyFolder({ dataDir: from }), keyFolder({ dataDir: to }), { recursive: true });
    return to;
  }

  /** The journal from which an event store holds the same events as a record, in the same order. Nobody appends to it. */
  async journalOf(events: Size): Promise<string> {
    const journal = join(this.folder, `record-${events}-${COMPLETE}.journal`);
    if (existsSync(journal)) return journal;
    const making = `${journal}.making`;
    rmSync(making, { force: true });
    await copyToEventStore(await this.ofSize(events), making, events);
    renameSync(making, journal);
    return journal;
  }

  private async copied(from: string): Promise<string> {
    const to = this.empty();
    await cp(from, to, { recursive: true });
    return to;
  }

  /** An empty folder. */
  empty(): string {
    const folder = join(this.folder, `own-${process.pid}-${++this.copies}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Removes what one comparison wrote. */
  discard(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  /** Removes everything. */
  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function makeRecord(folder: string, what: string, appends: Iterable<MadeAppend>): Promise<void> {
  await appendAll(folder, what, appends);
  await fillReadModels(folder, what);
}

async function appendAll(folder: string, what: string, appends: Iterable<MadeAppend>): Promise<void> {
  const place = placeOf(folder);
  const log = await openSqliteEventLog(logFolderOf(folder));
  const vault = await openSqliteKeyVault(keyFolder(place), place.masterKey);
  const began = Date.now();
  let done = 0;
  for (const window of windowsOf(appends, WINDOW)) {
    await vault.put(new Map(window.flatMap(({ keys }): [string, DataKey][] => [...keys])));
    await Promise.all(window.map(({ stream, expected, event }) => log.append(stream, expected, [event])));
    done += window.length;
    if (done % (WINDOW * 200) === 0) say(`making ${what}: ${done} appended`);
  }
  await log.close();
  await vault.close();
  say(`making ${what}: ${done} appended in ${seconds(began)} s`);
}

async function fillReadModels(folder: string, what: string): Promise<void> {
  const began = Date.now();
  const record = await openRecord(await openSqliteEventLog(logFolderOf(folder)), placeOf(folder), {
    onProgress: (recordNumber) => {
      if (recordNumber % 100_000 === 0) say(`making ${what}: read models at ${recordNumber}`);
    },
  });
  await record.close();
  say(`making ${what}: read models filled in ${seconds(began)} s`);
}

/** One append at a time: the order of the log is part of what is copied. */
async function copyToEventStore(folder: string, journal: string, events: Size): Promise<void> {
  const began = Date.now();
  const store = await EventStoreProcess.start(journal);
  const from = await openSqliteEventLogReadOnly(logFolderOf(folder));
  const to = await openLog(eventStoreAt(store.port));
  let done = 0;
  for await (const page of from.readAll())
    for (const { stream, revision, id, type, data, metadata } of page) {
      await to.append(stream, revision === 0 ? 'no-stream' : revision - 1, [{ id, type, data, metadata }]);
      if (++done % 20_000 === 0) say(`copying a record of ${events} events to an event store: ${done} appended`);
    }
  await Promise.all([from.close(), to.close()]);
  await store.close();
  say(`copying a record of ${events} events to an event store: ${done} appended in ${seconds(began)} s`);
}

function seconds(began: number): string {
  return ((Date.now() - began) / 1_000).toFixed(1);
}

/** Groups what an iterator gives. */
export function* windowsOf(appends: Iterable<MadeAppend>, size: number): Generator<MadeAppend[]> {
  let window: MadeAppend[] = [];
  for (const append of appends) {
    window.push(append);
    if (window.length < size) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}
