import { chainHash, CHAIN_GENESIS, digestOfText, LogDamaged } from '@minutebook/kernel/recording';
import type { SqlDatabase, SqlRow } from '@minutebook/kernel/read-models';
import type { EventReader } from './event-reader';
import { openRow } from './event-reader';
import type { Head } from './head-file';
import { readingFailure } from './log-file';

const CHECKED_ROWS = `SELECT position, events.stream AS streamId, name, revision, text, crc, digest, chain
  FROM events LEFT JOIN streams ON streams.id = events.stream WHERE position > ? ORDER BY position LIMIT ?`;

/** The next row of a walk through the log, or why it cannot be trusted. */
export interface CheckedRow {
  readonly recordNumber: number;
  readonly streamId: number;
  readonly stream: string;
  readonly revision: number;
  readonly chain: Uint8Array;
  /** Undefined where the event is what was written. */
  readonly problem: string | undefined;
}

/** Walks a page of the log and checks of each event: its checksum, digest, link of the chain, and place. */
export function checkPage(
  database: SqlDatabase,
  after: { readonly recordNumber: number; readonly chain: Uint8Array },
  limit: number,
): CheckedRow[] {
  let previous = after;
  return readRows(database, after.recordNumber, limit).map((row) => {
    const checked = checkRow(row, previous);
    previous = checked;
    return checked;
  });
}

function readRows(database: SqlDatabase, after: number, limit: number): SqlRow[] {
  try {
    return database.prepare(CHECKED_ROWS).all(after, limit);
  } catch (error) {
    throw readingFailure(error);
  }
}

function checkRow(row: SqlRow, previous: { readonly recordNumber: number; readonly chain: Uint8Array }): CheckedRow {
  const chain = bytes(row['chain']);
  return {
    recordNumber: Number(row['position']),
    streamId: Number(row['streamId']),
    stream: String(row['name']),
    revision: Number(row['revision']),
    chain,
    problem: problemOf(row, chain, previous),
  };
}

function problemOf(
  row: SqlRow,
  chain: Uint8Array,
  previous: { readonly recordNumber: number; readonly chain: Uint8Array },
): string | undefined {
  if (row['position'] !== previous.recordNumber + 1) return `record ${previous.recordNumber + 1} is missing before it`;
  const event = eventOf(row);
  if (event === undefined) return 'its checksum does not match: it is not what was written';
  if (event.stream !== row['name'] || event.revision !== row['revision']) return 'it is filed under another event';
  const digest = digestOfText(row['text'] as string);
  if (!digest.equals(bytes(row['digest']))) return 'its digest does not match: it is not what was written';
  if (!chainHash(previous.chain, digest).equals(chain)) return 'it does not follow from the records before it';
  return undefined;
}

function eventOf(row: SqlRow): ReturnType<typeof openRow> | undefined {
  try {
    return openRow(row);
  } catch {
    return undefined;
  }
}

function bytes(value: unknown): Uint8Array {
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : Buffer.alloc(0);
}

/** Looks at the last so many events when a log is opened; `verify-log` looks at all. */
const TAIL = 1_000;

/** Throws `LogDamaged` where the last events of the log are not what was written. */
export function checkTail(database: SqlDatabase, reader: EventReader): void {
  const end = reader.logEnd().recordNumber;
  const start = Math.max(0, end - TAIL);
  const chain = start === 0 ? CHAIN_GENESIS : reader.chainAt(start);
  if (chain === undefined) throw new LogDamaged(`record ${start}`, `Record ${start} is missing from the log`);
  const rows = checkPage(database, { recordNumber: start, chain }, TAIL);
  const bad = rows.find((row) => row.problem !== undefined);
  if (bad !== undefined) {
    throw new LogDamaged(
      `record ${bad.recordNumber}`,
      `The log is damaged at record ${bad.recordNumber}: ${bad.problem}`,
    );
  }
}

/** Throws `LogDamaged` where the log ends before its head, or is not the log that the head was written for. */
export function checkHead(head: Head | undefined, reader: EventReader): void {
  if (head === undefined || head.recordNumber === 0) return;
  const end = reader.logEnd().recordNumber;
  if (end < head.recordNumber) throw lost(head.recordNumber, end);
  const chain = reader.chainAt(head.recordNumber);
  if (chain === undefined || !head.chain.equals(chain)) {
    throw new LogDamaged(
      'head',
      `The log was changed: record ${head.recordNumber} is not the one that was recorded under that number. Run verify-log, and restore a backup`,
    );
  }
}

/** Events that had been recorded are gone. */
export function lost(recorded: number, end: number): LogDamaged {
  const events = recorded - end === 1 ? 'The last event is lost' : `The last ${recorded - end} events are lost`;
  return new LogDamaged(
    'head',
    `${events}: the log ends at record ${end}, but record ${recorded} had been recorded. Find the newer log, or restore a backup`,
  );
}
