import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** What a revision is expected to be, in the words of the protocol. */
export type Expected = 'any' | 'no-stream' | 'stream-exists' | bigint;

/** An event as the client proposes it; data and metadata are bytes that nobody here looks into. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface Stored extends Proposed {
  readonly stream: string;
  readonly revision: bigint;
  /** Commit and prepare position alike: a place in bytes, with gaps between events. */
  readonly position: bigint;
  /** Ms since 1970. */
  readonly created: number;
}

export type AppendOutcome =
  | { readonly appended: { readonly lastRevision: bigint; readonly position: bigint } }
  | { readonly wrong: { readonly current: bigint | 'no-stream' } };

/** The server remembers the ids of so many events for appends that expect any revision. */
const RECENT_IDS = 10_000;
/** What a record of the log holds besides the event's own bytes. */
const RECORD_BYTES = 37n;

/**
 * Streams in memory, in the order of one log, and in a journal file where a restart shall find them again. Appends follow
 * the server's table of expected revisions and idempotency, row by row.
 */
export class EventStore {
  readonly all: Stored[] = [];
  private readonly streams = new Map<string, Stored[]>();
  private readonly recent = new Map<string, Stored>();
  private readonly byPosition = new Map<bigint, number>();
  private readonly journal: number | undefined;
  private next = 1_000n;
  private readonly listeners = new Set<() => void>();

  constructor(journal?: string) {
    if (journal !== undefined && existsSync(journal)) this.replay(journal);
    this.journal = journal === undefined ? undefined : openSync(journal, 'a');
  }

  stream(name: string): readonly Stored[] | undefined {
    return this.streams.get(name);
  }

  /** The index in the log of the event at a position; undefined where none begins there. */
  indexAt(position: bigint): number | undefined {
    return this.byPosition.get(position);
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): AppendOutcome {
    const there = this.streams.get(stream) ?? [];
    const current = BigInt(there.length) - 1n;
    const wrong = { wrong: { current: current < 0n ? ('no-stream' as const) : current } };
    if (expected === 'stream-exists' && current < 0n) return wrong;
    const repeated = this.findRepeated(stream, expected, events, there);
    if (repeated === 'corrupted') return wrong;
    if (repeated !== undefined) return { appended: { lastRevision: repeated.revision, position: repeated.position } };
    const wanted = expected === 'no-stream' ? -1n : expected;
    if (typeof wanted === 'bigint' && wanted !== current) return wrong;
    const created = Date.now();
    this.write(stream, events, created);
    this.note({ stream, created, events });
    const last = this.streams.get(stream)?.at(-1) as Stored;
    for (const listener of [...this.listeners]) listener();
    return { appended: { lastRevision: last.revision, position: last.position } };
  }

  /** Calls back after each append, until the answer is called. */
  onAppended(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    if (this.journal !== undefined) closeSync(this.journal);
  }

  /** The last event of an earlier append of the same ids; `corrupted` where only the first of them are the same. */
  private findRepeated(
    stream: string,
    expected: Expected,
    events: readonly Proposed[],
    there: readonly Stored[],
  ): Stored | 'corrupted' | undefined {
    const after = expected === 'no-stream' ? -1n : expected;
    const exact = typeof after === 'bigint';
    // At the stream's end an exact revision is appended to without a look at the ids.
    if (exact && after >= BigInt(there.length) - 1n) return undefined;
    let last: Stored | undefined;
    for (const [index, { id }] of events.entries()) {
      const found = exact ? there[Number(after) + 1 + index] : this.recent.get(`${stream} ${id}`);
      if (found?.id !== id) return index === 0 ? undefined : 'corrupted';
      last = found;
    }
    return last;
  }

  private write(stream: string, events: readonly Proposed[], created: number): void {
    const there = this.streams.get(stream) ?? [];
    this.streams.set(stream, there);
    for (const event of events) {
      const stored: Stored = { ...event, stream, revision: BigInt(there.length), position: this.next, created };
      this.next += RECORD_BYTES + BigInt(event.data.length + event.metadata.length);
      there.push(stored);
      this.byPosition.set(stored.position, this.all.length);
      this.all.push(stored);
      this.recent.set(`${stream} ${event.id}`, stored);
      if (this.recent.size > RECENT_IDS) this.recent.delete(this.recent.keys().next().value as string);
    }
  }

  /** Handed to the system before the append is answered, so that it outlives the process. */
  private note(append: { stream: string; created: number; events: readonly Proposed[] }): void {
    if (this.journal === undefined) return;
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    const events = append.events.map((each) => ({ ...each, data: text(each.data), metadata: text(each.metadata) }));
    writeSync(this.journal, `${JSON.stringify({ ...append, events })}\n`);
  }

  private replay(journal: string): void {
    const text = readFileSync(journal, 'utf8');
    // A last line without its end was never acknowledged: the process was killed while it wrote.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    truncateSync(journal, Buffer.byteLength(whole));
    for (const line of whole.split('\n').slice(0, -1)) {
      const { stream, created, events } = JSON.parse(line) as JournalLine;
      const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
      const proposed = events.map((each) => ({ ...each, data: bytes(each.data), metadata: bytes(each.metadata) }));
      this.write(stream, proposed, created);
    }
  }
}

interface JournalLine {
  readonly stream: string;
  readonly created: number;
  readonly events: readonly (Omit<Proposed, 'data' | 'metadata'> & { data: string; metadata: string })[];
}
