import { isLocalDate, endOfLondonDay, londonDateOf } from '../calendar/local-date';
import type { OpenedEvent } from '../event-sourcing/sentence-book';
import {
  comparePositions,
  type EventLog,
  type LoggedEvent,
  type LogSubscription,
  type LogUnavailable,
  type OnOutage,
  type Position,
} from '../recording/event-log';
import type { AsAt } from './as-at';
import type { Projection, TemporalReader } from './projection';
import { lastRecordBefore, recordTimeOf, recordTimesProjection } from './record-times.projection';
import type { SqlDatabase } from './sql';
import { TemporalStore, type Progress } from './temporal-store';

/** Where the files of read models lie: the adapter knows the disk. */
export interface ReadModelFolder {
  /** The file that serves a projection's version now; undefined where none was ever completed. */
  openServing(projection: Projection): SqlDatabase | undefined;
  /** The name of that file. */
  servingFile(projection: Projection): string | undefined;
  /** A new empty file for a projection, fast and careless: if its filling is cut short, it is thrown away. */
  create(projection: Projection): { readonly file: string; readonly database: SqlDatabase };
  /** From now on this file serves. Answers with it, opened to serve. */
  serve(projection: Projection, file: string): SqlDatabase;
  /** Removes a file that will never serve, or no longer does; it has been closed. */
  discard(file: string): void;
}

/** Fills fresh files from the whole log, elsewhere than in this thread; answers with the file of each projection. */
export type BuildElsewhere = (
  projections: readonly Projection[],
  onProgress: (recordNumber: number) => void,
) => Promise<ReadonlyMap<string, string>>;

/** Opens the sealed texts of a page of events, once for all projections. */
export type OpenTexts = (page: readonly LoggedEvent[]) => Promise<readonly LoggedEvent[]>;

/** Events applied in one go before other work of the thread gets its turn. */
const BATCH = 500;
/** Moments whose record number is remembered. */
const REMEMBERED_MOMENTS = 1_000;
/** Streams whose last applied revision is remembered, for waiting. */
const REMEMBERED_STREAMS = 10_000;

interface Serving {
  readonly projection: Projection;
  store: TemporalStore;
}

/** Says in the user's words why a moment cannot be shown. */
export interface AsAtFault {
  readonly fault: string;
}

/**
 * The read models of this process: fills them from the log, follows it, answers which record number a date means, waits
 * for a command's own event, and swaps in a rebuilt file while the old one serves.
 */
export class ReadModels {
  private readonly serving = new Map<string, Serving>();
  private readonly applied = new Map<string, { revision: number; recordNumber: number }>();
  private readonly waiting = new Set<() => void>();
  /** By instant: the last record before it. */
  private readonly moments = new Map<number, number>();
  private head: Progress = { recordNumber: 0, recordTime: 0, position: '' };
  private subscription: LogSubscription | undefined;
  private readonly listeners = new Set<(events: readonly LoggedEvent[]) => void>();
  private turn: Promise<unknown> = Promise.resolve();
  private rebuilding: Promise<unknown> = Promise.resolve();
  private failed: Error | undefined;
  private outOfReach: LogUnavailable | undefined;
  private isReady = false;
  private resumed = 0;

  constructor(
    private readonly options: {
      readonly log: EventLog;
      readonly openTexts: OpenTexts;
      readonly projections: readonly Projection[];
      readonly folder: ReadModelFolder;
      readonly build: BuildElsewhere;
      /** Told of every batch that was applied, and of the record time that it reached. */
      readonly onApplied?: (events: readonly LoggedEvent[], recordTime: number) => void;
      readonly onProgress?: (recordNumber: number) => void;
      readonly onFailure?: (error: Error) => void;
      readonly onOutage?: OnOutage;
    },
  ) {}

  /** Completes the files that are missing, applies the log up to its head, then follows it. */
  async start(): Promise<void> {
    const { folder, log } = this.options;
    const all = [recordTimesProjection, ...this.options.projections];
    const missing: Projection[] = [];
    for (const projection of all) {
      const database = folder.openServing(projection);
      if (database) this.serving.set(projection.name, { projection, store: new TemporalStore(database, projection) });
      else missing.push(projection);
    }
    if (missing.length > 0) await this.complete(missing);
    this.head = this.slowest();
    this.resumed = this.head.recordNumber;
    const after = (): { after?: Position } => (this.head.position === '' ? {} : { after: this.head.position });
    for await (const page of log.readAll({ ...after(), pageSize: BATCH })) {
      await this.applyPage(page);
      this.options.onProgress?.(this.head.recordNumber);
    }
    this.isReady = true;
    const onOutage = (reason: LogUnavailable | undefined): void => {
      this.outOfReach = reason;
      this.options.onOutage?.(reason);
    };
    this.subscription = log.followAll({ ...after(), pageSize: BATCH, onOutage }, (page) =>
      this.inTurn(() => this.applyPage(page)),
    );
    this.subscription.ended.catch((error: Error) => this.fail(error));
  }

  /** Whether the first load is complete and the log is being followed. */
  get ready(): boolean {
    return this.isReady && this.failed === undefined;
  }

  /** Why the log cannot be reached, while it cannot: what is shown may be older than what is recorded. */
  get outage(): LogUnavailable | undefined {
    return this.outOfReach;
  }

  /** Why following stopped, if it did. */
  get failure(): Error | undefined {
    return this.failed;
  }

  /** The record number up to which the files stood before they followed the log in this process. */
  get resumedFrom(): number {
    return this.resumed;
  }

  /** Last record number that every read model has applied, and its record time (epoch ms). */
  get reached(): Progress {
    return this.head;
  }

  reader(name: string): TemporalReader {
    const serving = this.serving.get(name);
    if (!serving) throw new Error(`There is no read model ${name}`);
    return serving.store;
  }

  /** The record number of an event, once counted; null before, and for events long past. */
  recordNumberOf(stream: string, revision: number): number | null {
    const applied = this.applied.get(stream);
    return applied?.revision === revision ? applied.recordNumber : null;
  }

  /** Waits until an event is applied everywhere; false where that took longer than `timeoutMs`. */
  async waitFor(stream: string, revision: number, timeoutMs: number): Promise<boolean> {
    const isApplied = (): boolean => (this.applied.get(stream)?.revision ?? -1) >= revision;
    if (isApplied()) return true;
    return new Promise((resolve) => {
      const settle = (answer: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(answer);
      };
      const look = (): void => {
        if (isApplied()) settle(true);
      };
      const timer = setTimeout(() => settle(false), timeoutMs);
      this.waiting.add(look);
      look();
      if (!this.applied.has(stream))
        void this.isLongPast(stream, revision).then((isPast) => {
          if (isPast) settle(true);
        });
    });
  }

  /** Whether an event lies before what was applied since the start; false also where the log cannot be asked. */
  private async isLongPast(stream: string, revision: number): Promise<boolean> {
    try {
      const [event] = await this.options.log.readStream(stream, revision);
      return event !== undefined && comparePositions(event.position, this.head.position) <= 0;
    } catch {
      return false;
    }
  }

  /**
   * The moment that a page shows. A date means the last record before that day ended in London, seen from that day; a
   * record number is seen from the London date of its record time; nothing means the present.
   */
  asAt(moment: string | undefined, today: string): AsAt | AsAtFault {
    const head = this.head.recordNumber;
    const times = this.reader(recordTimesProjection.name);
    if (moment === undefined || moment === '') return { recordNumber: head, pageDate: today, live: true };
    if (/^\d{1,15}$/.test(moment)) {
      const recordTime = recordTimeOf(times, Number(moment));
      if (recordTime === undefined) return { fault: `There is no record number ${moment}; the last one is ${head}` };
      return { recordNumber: Number(moment), pageDate: londonDateOf(recordTime), live: false };
    }
    if (isLocalDate(moment)) {
      if (moment > today) return { fault: 'The date must be today or in the past' };
      if (moment === today) return { recordNumber: head, pageDate: today, live: true };
      return { recordNumber: this.lastBefore(endOfLondonDay(moment)), pageDate: moment, live: false };
    }
    // With its offset: otherwise it would mean another moment on each machine.
    const instant = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(moment) ? Date.parse(moment) : NaN;
    if (Number.isNaN(instant))
      return { fault: 'Enter a date such as 2014-06-15, an instant such as 2014-06-15T09:00:00Z, or a record number' };
    const pageDate = londonDateOf(instant);
    if (!isLocalDate(pageDate)) return { fault: 'The instant must lie in the years 1900 to 2199' };
    if (pageDate > today) return { fault: 'The instant must be in the past' };
    return { recordNumber: this.lastBefore(instant + 1), pageDate, live: false };
  }

  /** Record time never goes back: once it has passed an instant, the last record before that stands for ever. */
  private lastBefore(instant: number): number {
    const known = this.moments.get(instant);
    if (known !== undefined) return known;
    const found = lastRecordBefore(this.reader(recordTimesProjection.name), instant, this.head.recordNumber);
    if (this.head.recordTime < instant) return found;
    if (this.moments.size >= REMEMBERED_MOMENTS) this.moments.clear();
    this.moments.set(instant, found);
    return found;
  }

  /** Tells a listener of every batch of events that was applied from now on; answers with the way to end that. */
  follow(listener: (events: readonly LoggedEvent[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The projections whose rows may hold texts of events of these types: all but the times of the record. */
  told(types: readonly string[]): readonly string[] {
    return [...this.serving.values()]
      .map(({ projection }) => projection)
      .filter(({ name }) => name !== recordTimesProjection.name)
      .filter(({ handles }) => handles === 'all' || handles.some((type) => types.includes(type)))
      .map(({ name }) => name);
  }

  /**
   * Fills the named projections (all unless told) anew elsewhere while the old files serve, then switches and removes the
   * old ones. One at a time: what a rebuild read before a text was removed must not be switched in after it.
   */
  rebuild(names?: readonly string[], onProgress: (recordNumber: number) => void = () => {}): Promise<void> {
    const done = this.rebuilding.then(() => this.fillAndSwitch(names, onProgress));
    this.rebuilding = done.catch(() => undefined);
    return done;
  }

  private async fillAndSwitch(
    names: readonly string[] | undefined,
    onProgress: (recordNumber: number) => void,
  ): Promise<void> {
    const projections = [...this.serving.values()]
      .map(({ projection }) => projection)
      .filter(({ name }) => names === undefined || names.includes(name));
    const files = await this.options.build(projections, onProgress);
    for (const projection of projections) {
      const old = this.options.folder.servingFile(projection);
      const database = this.options.folder.serve(projection, files.get(projection.name) as string);
      const fresh = new TemporalStore(database, projection);
      await this.catchUp(fresh, projection);
      await this.inTurn(async () => {
        await this.catchUp(fresh, projection);
        const serving = this.serving.get(projection.name) as Serving;
        serving.store.close();
        serving.store = fresh;
        if (old !== undefined) this.options.folder.discard(old);
      });
    }
  }

  async stop(): Promise<void> {
    this.isReady = false;
    await this.subscription?.stop();
    await this.turn;
    for (const { store } of this.serving.values()) store.close();
    this.serving.clear();
  }

  private async complete(missing: readonly Projection[]): Promise<void> {
    const { folder, build, onProgress = () => {} } = this.options;
    const files = (await this.logIsEmpty())
      ? new Map(
          missing.map((projection) => {
            const { file, database } = folder.create(projection);
            new TemporalStore(database, projection).close();
            return [projection.name, file];
          }),
        )
      : await build(missing, onProgress);
    for (const projection of missing) {
      const database = folder.serve(projection, files.get(projection.name) as string);
      this.serving.set(projection.name, { projection, store: new TemporalStore(database, projection) });
    }
  }

  private async logIsEmpty(): Promise<boolean> {
    for await (const page of this.options.log.readAll({ pageSize: 1 })) if (page.length > 0) return false;
    return true;
  }

  private slowest(): Progress {
    return [...this.serving.values()]
      .map(({ store }) => store.progress)
      .reduce((a, b) => (b.recordNumber < a.recordNumber ? b : a));
  }

  private async catchUp(store: TemporalStore, projection: Projection): Promise<void> {
    const after = store.progress.position;
    const follower = new Follower(store.progress, [{ store, projection }]);
    for await (const page of this.options.log.readAll({ ...(after === '' ? {} : { after }), pageSize: BATCH })) {
      const upToHead = page.slice(0, Math.max(0, this.head.recordNumber - store.progress.recordNumber));
      if (upToHead.length === 0) break;
      follower.apply(await this.options.openTexts(upToHead));
    }
  }

  private async applyPage(page: readonly LoggedEvent[]): Promise<void> {
    const opened = await this.options.openTexts(page);
    for (let start = 0; start < opened.length; start += BATCH) {
      const batch = opened.slice(start, start + BATCH);
      const follower = new Follower(this.head, [...this.serving.values()]);
      const before = this.head.recordNumber;
      this.head = follower.apply(batch);
      batch.forEach((event, index) => this.remember(event, before + index + 1));
      this.options.onApplied?.(batch, this.head.recordTime);
      for (const listener of this.listeners) listener(batch);
      for (const look of [...this.waiting]) look();
      if (start + BATCH < opened.length) await new Promise(setImmediate);
    }
  }

  private remember(event: LoggedEvent, recordNumber: number): void {
    this.applied.delete(event.stream);
    this.applied.set(event.stream, { revision: event.revision, recordNumber });
    if (this.applied.size > REMEMBERED_STREAMS) {
      const [oldest] = this.applied.keys();
      if (oldest !== undefined) this.applied.delete(oldest);
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work, work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private fail(error: Error): void {
    this.failed = error;
    this.options.onFailure?.(error);
  }
}

/** Counts events and applies them to several stores, each from where it stands. */
export class Follower {
  constructor(
    private progress: Progress,
    private readonly targets: readonly { readonly projection: Projection; readonly store: TemporalStore }[],
  ) {}

  /** Applies the next events in log order, their texts opened; answers how far that is. */
  apply(events: readonly LoggedEvent[]): Progress {
    let { recordNumber, recordTime } = this.progress;
    const counted = events.map((event): OpenedEvent => {
      recordNumber += 1;
      recordTime = Math.max(recordTime, event.metadata.recordedAt);
      return Object.assign({}, event, { recordNumber, recordTime }) as OpenedEvent;
    });
    const reached: Progress = {
      recordNumber,
      recordTime,
      position: events.at(-1)?.position ?? this.progress.position,
    };
    for (const { projection, store } of this.targets) {
      const already = store.progress.recordNumber;
      if (already >= recordNumber) continue;
      store.applyBatch(() => {
        for (const event of counted) {
          if (event.recordNumber <= already) continue;
          if (projection.handles !== 'all' && !projection.handles.includes(event.type)) continue;
          store.beginEvent(event.recordNumber);
          projection.apply(event, store);
        }
        return reached;
      });
    }
    this.progress = reached;
    return reached;
  }
}
