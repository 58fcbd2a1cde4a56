import { eventChecksum, LogDamaged, type LoggedEvent, type Position } from '@minutebook/kernel/recording';
import type { SqlDatabase, SqlRow, SqlStatement } from '@minutebook/kernel/read-models';
import { readingFailure } from './log-file';

/** A stream's number in this file, and its last revision. */
export interface StreamEnd {
  readonly id: number;
  readonly last: number;
}

/** Where the log ends: its last record number, 0 where it is empty, and the chain hash there. */
export interface LogEnd {
  readonly recordNumber: number;
  readonly chain: Uint8Array | undefined;
}

/** Reads events, each against its checksum and its place. Throws `LogDamaged`, `LogUnavailable`. */
export class EventReader {
  private readonly page: SqlStatement;
  private readonly streamPage: SqlStatement;
  private readonly streamEnd: SqlStatement;
  private readonly end: SqlStatement;
  private readonly chain: SqlStatement;

  constructor(database: SqlDatabase) {
    const prepare = (sql: string) => attempt(() => database.prepare(sql));
    this.page = prepare('SELECT position, text, crc FROM events WHERE position > ? ORDER BY position LIMIT ?');
    this.streamPage = prepare(
      `SELECT position, text, crc FROM events
       WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision >= ? ORDER BY revision LIMIT ?`,
    );
    this.streamEnd = prepare(
      `SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS last FROM streams WHERE name = ?`,
    );
    this.end = prepare('SELECT position, chain FROM events ORDER BY position DESC LIMIT 1');
    this.chain = prepare('SELECT chain FROM events WHERE position = ?');
  }

  /** The events after a record number, in order, at most `limit`; all up to `end` are known to be there. */
  after(recordNumber: number, limit: number, end: number): LoggedEvent[] {
    const rows = attempt(() => this.page.all(recordNumber, limit));
    const events = rows.map((row, index) => {
      const expected = recordNumber + 1 + index;
      if (row['position'] !== expected) throw missing(expected);
      return openRow(row);
    });
    const last = recordNumber + events.length;
    if (events.length < limit && last < end) throw missing(last + 1);
    return events;
  }

  /** The events of a stream from a revision on, in order, at most `limit` (all, unless told). */
  ofStream(stream: string, fromRevision: number, limit = -1): LoggedEvent[] {
    const rows = attempt(() => this.streamPage.all(stream, fromRevision, limit));
    return rows.map((row, index) => {
      const event = openRow(row);
      if (event.stream !== stream || event.revision !== fromRevision + index) {
        throw new LogDamaged(
          `${stream}@${fromRevision + index}`,
          `The log is damaged: where revision ${fromRevision + index} of ${stream} belongs, another event stands`,
        );
      }
      return event;
    });
  }

  /** Where a stream stands; undefined where there is none. */
  endOf(stream: string): StreamEnd | undefined {
    const row = attempt(() => this.streamEnd.get(stream));
    if (row === undefined) return undefined;
    if (typeof row['last'] !== 'number') throw new LogDamaged(stream, `The log is damaged: ${stream} has no events`);
    return { id: row['id'] as number, last: row['last'] };
  }

  logEnd(): LogEnd {
    const row = attempt(() => this.end.get());
    return row === undefined
      ? { recordNumber: 0, chain: undefined }
      : { recordNumber: row['position'] as number, chain: row['chain'] as Uint8Array };
  }

  /** The chain hash that stands at a record number. */
  chainAt(recordNumber: number): Uint8Array | undefined {
    const chain = attempt(() => this.chain.get(recordNumber))?.['chain'];
    return ArrayBuffer.isView(chain) ? chain : undefined;
  }
}

/** The event of a row whose checksum holds. */
export function openRow(row: SqlRow): LoggedEvent {
  const { position, text, crc } = row;
  if (typeof position !== 'number' || typeof text !== 'string' || eventChecksum(text, position) !== crc) {
    throw new LogDamaged(
      `record ${String(position)}`,
      `Record ${String(position)} is damaged: it is not what was written`,
    );
  }
  return openText(position, text);
}

/** An event from its text. The text is known to be what was written. */
export function openText(recordNumber: number, text: string): LoggedEvent {
  const event = JSON.parse(text) as LoggedEvent & { position: Position };
  event.position = String(recordNumber);
  return event;
}

function missing(recordNumber: number): LogDamaged {
  return new LogDamaged(`record ${recordNumber}`, `Record ${recordNumber} is missing from the log`);
}

/** Does what needs SQLite, and says in the port's words what went wrong. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw readingFailure(error);
  }
}
