import {
  CHAIN_GENESIS,
  chainHash,
  ConcurrencyConflict,
  digestOfText,
  eventChecksum,
  eventText,
  type AcceptedEvent,
  type AppendResult,
  type ExpectedRevision,
} from '@minutebook/kernel/recording';
import type { SqlDatabase, SqlStatement } from '@minutebook/kernel/read-models';
import type { EventReader } from './event-reader';
import type { Head } from './head-file';
import { StreamEnds } from './stream-ends';

/**
 * Writes events within a transaction that others begin and commit, and keeps in memory where the log and its streams
 * stand. `noteCommit` and `forget` tell it how the transaction ended.
 */
export class EventWriter {
  private readonly insertEvent: SqlStatement;
  private readonly insertStream: SqlStatement;
  private readonly lastStream: SqlStatement;
  private readonly ends: StreamEnds;
  private committed: Head;
  private recordNumber: number;
  private chain: Buffer;
  /** Undefined until it is needed. */
  private lastStreamId: number | undefined;
  private written: { recordNumber: number; text: string }[] = [];

  constructor(
    database: SqlDatabase,
    private readonly reader: EventReader,
  ) {
    this.insertEvent = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.insertStream = database.prepare('INSERT INTO streams VALUES (?, ?)');
    this.lastStream = database.prepare('SELECT coalesce(max(id), 0) AS id FROM streams');
    this.ends = new StreamEnds((stream) => reader.endOf(stream));
    const end = reader.logEnd();
    this.committed = { recordNumber: end.recordNumber, chain: Buffer.from(end.chain ?? CHAIN_GENESIS) };
    this.recordNumber = this.committed.recordNumber;
    this.chain = this.committed.chain;
  }

  /** Where the log stands on the disk. */
  get head(): Head {
    return this.committed;
  }

  /** The last revision of a stream; undefined where there is none. */
  lastRevisionOf(stream: string): number | undefined {
    return this.ends.get(stream)?.last;
  }

  /** Appends, or finds that it was appended before (event-log.md, section 2.1). Throws `ConcurrencyConflict`. */
  append(stream: string, expected: ExpectedRevision, events: readonly AcceptedEvent[]): AppendResult {
    const end = this.ends.get(stream);
    const stands = end?.last ?? -1;
    const wanted = expected === 'no-stream' ? -1 : expected;
    if (wanted === stands) return this.write(stream, end?.id ?? this.newStream(stream), stands, events);
    const repeated = wanted < stands ? this.findRepeated(stream, wanted, events) : undefined;
    if (repeated !== undefined) return repeated;
    throw new ConcurrencyConflict(stream, expected, stands < 0 ? 'no-stream' : stands);
  }

  /** The transaction is on the disk: gives the events that it added. */
  noteCommit(): readonly { recordNumber: number; text: string }[] {
    const { written } = this;
    this.committed = { recordNumber: this.recordNumber, chain: this.chain };
    this.written = [];
    return written;
  }

  /** Nothing of the transaction was kept. */
  forget(): void {
    ({ recordNumber: this.recordNumber, chain: this.chain } = this.committed);
    this.written = [];
    this.ends.clear();
    this.lastStreamId = undefined;
  }

  private write(stream: string, id: number, after: number, events: readonly AcceptedEvent[]): AppendResult {
    let revision = after;
    for (const event of events) {
      revision += 1;
      const recordNumber = this.recordNumber + 1;
      const text = eventText({ id: event.id, stream, revision, type: event.type }, event.data, event.metadata);
      const digest = digestOfText(text);
      const chain = chainHash(this.chain, digest);
      this.insertEvent.run(recordNumber, id, revision, text, eventChecksum(text, recordNumber), digest, chain);
      this.recordNumber = recordNumber;
      this.chain = chain;
      this.written.push({ recordNumber, text });
    }
    this.ends.set(stream, { id, last: revision });
    return { lastRevision: revision, position: String(this.recordNumber) };
  }

  private newStream(stream: string): number {
    const id = (this.lastStreamId ?? this.readLastStreamId()) + 1;
    this.insertStream.run(id, stream);
    this.lastStreamId = id;
    return id;
  }

  /** The first answer, where the events after `wanted` have the same ids as those that are asked for. */
  private findRepeated(stream: string, wanted: number, events: readonly AcceptedEvent[]): AppendResult | undefined {
    const there = this.reader.ofStream(stream, wanted + 1, events.length);
    const last = there.at(-1);
    if (last === undefined || there.length !== events.length) return undefined;
    if (there.some((event, index) => event.id !== events[index]?.id)) return undefined;
    return { lastRevision: last.revision, position: last.position };
  }

  private readLastStreamId(): number {
    return this.lastStream.get()?.['id'] as number;
  }
}
