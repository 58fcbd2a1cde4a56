import {
  categoryOf,
  recordIdOf,
  type AccessClass,
  type Facts,
  type Known,
  type OpenedEvent,
  type RecordNote,
  type Sentence,
  type SentenceBook,
} from '@minutebook/kernel';
import type { Projection, Tables } from '@minutebook/kernel/read-models';
import { indexedText, mark } from './trail-words';

/** A field that an event changed: what stood there before and what after; null = empty. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Each event as one line: sentence, who, role, when, why, and what each field was before and after. */
export function trailProjection(book: SentenceBook): Projection {
  return {
    name: 'audit-trail.trail',
    version: 3,
    handles: 'all',
    tables: {},
    lists: [],
    ownTables: `
      CREATE TABLE IF NOT EXISTS line (
        n INTEGER PRIMARY KEY, time INTEGER NOT NULL, recorded_at INTEGER NOT NULL, kind TEXT NOT NULL, access TEXT NOT NULL,
        stream TEXT NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL, name TEXT NOT NULL, path TEXT,
        group_id TEXT, account TEXT NOT NULL, role TEXT NOT NULL, acting_for TEXT, permitted_by TEXT NOT NULL,
        origin TEXT NOT NULL, via TEXT NOT NULL, link_sent_at INTEGER, source TEXT, effective_on TEXT, reason TEXT,
        sentence TEXT NOT NULL, sealed TEXT NOT NULL, wording TEXT, changes TEXT) STRICT;
      CREATE TABLE IF NOT EXISTS known (stream TEXT PRIMARY KEY, note TEXT, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS actor (account TEXT PRIMARY KEY, first INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS message (event_id TEXT PRIMARY KEY, sent_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, content='', columnsize=0, detail=none, tokenize='ascii');`,
    apply: (event, tables) => applyTo(book, event, tables),
    finish: (tables) => new KnownRecords(tables).write(),
  };
}

const NO_FACTS: Facts = {};

interface KnownRecord {
  readonly note: RecordNote | undefined;
  readonly facts: Facts;
}

const UNKNOWN: KnownRecord = { note: undefined, facts: NO_FACTS };
/** Where the streams are kept whose record is not in the table yet; no stream has a name without a dash. */
const UNWRITTEN = 'unwritten';

/** What the trail has been told of each record. It is asked several times for each event, so it is kept in memory. */
class KnownRecords implements Known {
  constructor(private readonly tables: Tables) {}

  facts(stream: string): Facts {
    return this.record(stream).facts;
  }

  note(stream: string): RecordNote | undefined {
    return this.record(stream).note;
  }

  /** A record's facts change with most of its events: they are written once for all events of a batch. */
  learn(stream: string, record: KnownRecord): void {
    this.tables.kept.set(stream, record);
    this.unwritten.add(stream);
  }

  write(): void {
    const insert = this.tables.own.prepare('INSERT OR REPLACE INTO known (stream, note, facts) VALUES (?, ?, ?)');
    for (const stream of this.unwritten) {
      const { note, facts } = this.record(stream);
      insert.run(stream, note ? JSON.stringify(note) : null, JSON.stringify(facts));
    }
    this.unwritten.clear();
  }

  private get unwritten(): Set<string> {
    const streams = (this.tables.kept.get(UNWRITTEN) as Set<string> | undefined) ?? new Set();
    this.tables.kept.set(UNWRITTEN, streams);
    return streams;
  }

  private record(stream: string): KnownRecord {
    const kept = this.tables.kept.get(stream) as KnownRecord | undefined;
    if (kept) return kept;
    const row = this.tables.own.prepare('SELECT note, facts FROM known WHERE stream = ?').get(stream);
    const note = row?.['note'];
    const record: KnownRecord = row
      ? {
          note: typeof note === 'string' ? (JSON.parse(note) as RecordNote) : undefined,
          facts: JSON.parse(String(row['facts'])) as Facts,
        }
      : UNKNOWN;
    this.tables.kept.set(stream, record);
    return record;
  }
}

/** What the trail works out of one event: its sentence, and the record that it belongs to, as known afterwards. */
interface Told {
  readonly said: Sentence;
  readonly access: AccessClass;
  readonly name: string;
  readonly note: RecordNote | undefined;
  readonly group: string | undefined;
  readonly changes: readonly FieldChange[];
}

function applyTo(book: SentenceBook, event: OpenedEvent, tables: Tables): void {
  const told = tell(book, event, tables);
  if (book.entryFor(event.type)?.sendsLinks) noteMessage(event, tables);
  writeLine(event, told, tables);
  writeWords(event, told, tables);
}

function tell(book: SentenceBook, event: OpenedEvent, tables: Tables): Told {
  const { stream, type } = event;
  const known = new KnownRecords(tables);
  const entry = book.entryFor(type);
  const said: Sentence = entry?.describe(event, known) ?? unknownKind(type);
  const factsBefore = known.facts(stream);
  const changes = fieldChanges(factsBefore, said.facts ?? NO_FACTS);
  const noteBefore = known.note(stream);
  const note = entry?.note?.(event, known) ?? noteBefore;
  if (note !== noteBefore || changes.length > 0)
    known.learn(stream, { note, facts: { ...factsBefore, ...said.facts } });
  return {
    said,
    access: entry?.access ?? 'programme',
    name: note?.name ?? `${categoryOf(stream)} ${recordIdOf(stream)}`,
    note,
    group: note?.group ?? (note?.parent === undefined ? undefined : known.note(note.parent)?.group),
    changes,
  };
}

function writeLine(event: OpenedEvent, told: Told, tables: Tables): void {
  const { metadata } = event;
  const { said, note, changes } = told;
  tables.own
    .prepare(
      `INSERT INTO line (n, time, recorded_at, kind, access, stream, revision, event_id, name, path, group_id, account, role,
         acting_for, permitted_by, origin, via, link_sent_at, source, effective_on, reason, sentence, sealed, wording, changes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      event.recordNumber,
      event.recordTime,
      metadata.recordedAt,
      event.type,
      told.access,
      event.stream,
      event.revision,
      event.id,
      told.name,
      note?.path ?? null,
      told.group ?? null,
      metadata.actor.account,
      metadata.actor.role,
      metadata.actor.actingFor ?? null,
      metadata.actor.grant,
      metadata.origin,
      metadata.via,
      metadata.via === 'link' ? sentAt(metadata.causationId, tables) : null,
      metadata.source === undefined ? null : JSON.stringify(metadata.source),
      metadata.effectiveOn ?? null,
      metadata.reason ?? null,
      said.sentence,
      said.sealed,
      said.wording ?? null,
      changes.length === 0 ? null : JSON.stringify(changes),
    );
  tables.own
    .prepare('INSERT OR IGNORE INTO actor (account, first) VALUES (?, ?)')
    .run(metadata.actor.account, event.recordNumber);
}

function noteMessage({ id, metadata }: OpenedEvent, tables: Tables): void {
  tables.own.prepare('INSERT INTO message (event_id, sent_at) VALUES (?, ?)').run(id, metadata.recordedAt);
}

/** When the message was sent whose link an event came by, where the trail knows of it. */
function sentAt(messageEventId: string, tables: Tables): number | null {
  const row = tables.own.prepare('SELECT sent_at FROM message WHERE event_id = ?').get(messageEventId);
  return row === undefined ? null : Number(row['sent_at']);
}

/** What the line is found by: its words, and the marks of who did what to which record of whose. */
function writeWords(event: OpenedEvent, { said, access, name, note, group, changes }: Told, tables: Tables): void {
  const marks = [
    mark('actor', tables.ident(event.metadata.actor.account)),
    mark('kind', tables.ident(event.type)),
    mark('access', tables.ident(access)),
    mark('record', tables.ident(event.stream)),
    ...(note?.parent === undefined ? [] : [mark('record', tables.ident(note.parent))]),
    ...(group === undefined ? [] : [mark('group', tables.ident(group))]),
  ];
  const text = [name, said.sentence, said.wording, event.metadata.reason, ...changes.map(({ after }) => after)]
    .filter((part) => part !== undefined && part !== null)
    .join(' ');
  tables.own
    .prepare('INSERT INTO words (rowid, text) VALUES (?, ?)')
    .run(event.recordNumber, `${indexedText(text)} ${marks.join(' ')}`);
}

function fieldChanges(before: Facts, set: Facts): FieldChange[] {
  return Object.entries(set)
    .filter(([field, after]) => (before[field] ?? null) !== after)
    .map(([field, after]) => ({ field, before: before[field] ?? null, after }));
}

/** An event that a later release wrote: the trail still shows that it is there. */
function unknownKind(type: string): Sentence {
  const sentence = `An event of the kind ${type} was recorded.`;
  return { sentence, sealed: sentence };
}
