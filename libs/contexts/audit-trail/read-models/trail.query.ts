import { Injectable } from '@nestjs/common';
import { ACCESS_CLASSES, recordIdOf, type AccessClass } from '@minutebook/kernel';
import {
  ReadModels,
  textOrNull,
  type AsAt,
  type SqlRow,
  type SqlValue,
  type TemporalReader,
} from '@minutebook/kernel/read-models';
import type { FieldChange } from './trail.projection';
import { mark, wordsAsked, type MarkKind } from './trail-words';

/** One event as the trail shows it. */
export interface TrailLine {
  readonly recordNumber: number;
  readonly recordTime: number;
  readonly recordedAt: number;
  readonly kind: string;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly name: string;
  readonly path: string | null;
  readonly groupId: string | null;
  readonly account: string;
  readonly role: string;
  readonly actingFor: string | null;
  /** `stream@revision` of the event that permits the actor's role. */
  readonly grant: string;
  readonly origin: string;
  readonly via: string;
  /** Of what came by the link of a message: when that was sent, epoch ms. */
  readonly linkSentAt: number | null;
  readonly source: { readonly document: string; readonly row?: string } | null;
  readonly effectiveOn: string | null;
  readonly reason: string | null;
  readonly sentence: string;
  readonly wording: string | null;
  readonly changes: readonly FieldChange[];
}

export interface TrailFilter {
  /** Stream of a record; the lines of records within it belong to it too. */
  readonly record?: string;
  readonly group?: string;
  readonly actor?: string;
  readonly kind?: string;
  /** Record number after which lines count. */
  readonly from?: number;
  /** Words that must all occur. */
  readonly words?: string;
  /** The access classes that the reader may read; only what every role may read unless told. */
  readonly classes?: readonly AccessClass[];
}

export interface TrailPage {
  readonly lines: readonly TrailLine[];
  /** Ask `older` with this record number for the next page; null at the end. */
  readonly older: number | null;
}

export interface NewerTrailPage {
  /** Oldest first. */
  readonly lines: readonly TrailLine[];
  /** Ask again with this record number for what follows; null at the end. */
  readonly newer: number | null;
}

/** Asks the audit trail, newest first. */
@Injectable()
export class TrailQuery {
  constructor(private readonly readModels: ReadModels) {}

  /**
   * @param at nothing after it is shown
   * @param before only lines of smaller record numbers (keyset paging)
   */
  page(filter: TrailFilter, at: AsAt, limit: number, before?: number): TrailPage {
    const highest = before === undefined ? at.recordNumber : Math.min(at.recordNumber, before - 1);
    const lowest = (filter.from ?? 0) + 1;
    const match = this.matchOf(filter);
    if (match === 'nothing') return { lines: [], older: null };
    const rows = this.select({ match, closed: closedTo(filter.classes) }, lowest, highest, limit + 1);
    const lines = rows.slice(0, limit).map(lineOf);
    return { lines, older: rows.length > limit ? (lines.at(-1)?.recordNumber ?? null) : null };
  }

  /** The same read forwards, oldest first: only lines of greater record numbers than `after`. */
  pageAfter(filter: TrailFilter, at: AsAt, limit: number, after = 0): NewerTrailPage {
    const match = this.matchOf(filter);
    if (match === 'nothing') return { lines: [], newer: null };
    const lowest = Math.max(filter.from ?? 0, after) + 1;
    const rows = this.select({ match, closed: closedTo(filter.classes) }, lowest, at.recordNumber, limit + 1, 'ASC');
    const lines = rows.slice(0, limit).map(lineOf);
    return { lines, newer: rows.length > limit ? (lines.at(-1)?.recordNumber ?? null) : null };
  }

  /** One event; undefined where there is none by then, or where the access classes of its reader leave it out. */
  line(recordNumber: number, at: AsAt, classes: readonly AccessClass[] = OPEN): TrailLine | undefined {
    const row = this.rowOf(recordNumber, at);
    return row && classes.includes(row['access'] as AccessClass) ? lineOf(row) : undefined;
  }

  /** The event at a revision of a record; undefined likewise. */
  lineAt(
    { stream, revision }: { readonly stream: string; readonly revision: number },
    at: AsAt,
    classes: readonly AccessClass[] = OPEN,
  ): TrailLine | undefined {
    const match = this.matchOf({ record: stream });
    if (match === undefined || match === 'nothing') return undefined;
    const row = this.reader.own
      .prepare(
        'SELECT line.* FROM words JOIN line ON line.n = words.rowid WHERE words MATCH ? AND line.stream = ? AND line.revision = ? AND line.n <= ?',
      )
      .get(match, stream, revision, at.recordNumber);
    return row && classes.includes(row['access'] as AccessClass) ? lineOf(row) : undefined;
  }

  /** What everybody may know of one event: that it happened, without its particulars. */
  sealed(recordNumber: number, at: AsAt): string | undefined {
    const row = this.rowOf(recordNumber, at);
    return row && String(row['sealed']);
  }

  /** Accounts that did anything by then, for the filter. */
  actors(at: AsAt): readonly string[] {
    return this.reader.own
      .prepare('SELECT account FROM actor WHERE first <= ? ORDER BY account')
      .all(at.recordNumber)
      .map((row) => String(row['account']));
  }

  /**
   * Id and name of every record of a category (`governanceGroup`), by name: for filters and for naming a record whose
   * context the trail does not know. Names are today's.
   */
  named(category: string): readonly { readonly id: string; readonly name: string }[] {
    // As a range of the key: of a pattern, every record there is would be looked at. A dot follows the dash.
    return this.reader.own
      .prepare("SELECT stream, note ->> '$.name' AS name FROM known WHERE stream > ? AND stream < ? ORDER BY name")
      .all(`${category}-`, `${category}.`)
      .map((row) => ({ id: recordIdOf(String(row['stream'])), name: String(row['name']) }));
  }

  private rowOf(recordNumber: number, at: AsAt): SqlRow | undefined {
    if (recordNumber > at.recordNumber) return undefined;
    return this.reader.own.prepare('SELECT * FROM line WHERE n = ?').get(recordNumber);
  }

  private select(
    { match, closed }: { readonly match: string | undefined; readonly closed: readonly AccessClass[] },
    lowest: number,
    highest: number,
    limit: number,
    order: 'ASC' | 'DESC' = 'DESC',
  ): SqlRow[] {
    const { own } = this.reader;
    if (match === undefined)
      return own
        .prepare(
          `SELECT * FROM line WHERE n BETWEEN ? AND ? AND access NOT IN (SELECT value FROM json_each(?)) ORDER BY n ${order} LIMIT ?`,
        )
        .all(lowest, highest, JSON.stringify(closed), limit);
    const found = own
      .prepare(
        `SELECT rowid AS n FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid ${order} LIMIT ?`,
      )
      .all(this.without(match, closed), lowest, highest, limit);
    const line = own.prepare('SELECT * FROM line WHERE n = ?');
    return found.map(({ n }) => line.get(n as SqlValue)).filter((row) => row !== undefined);
  }

  /** The same query without the events of some access classes: those are few, so leaving them out costs little. */
  private without(match: string, closed: readonly AccessClass[]): string {
    const marks = closed.map((access) => this.reader.identOf(access)).filter((ident) => ident !== undefined);
    return marks.reduce((query, ident) => `(${query}) NOT "${mark('access', ident)}"`, match);
  }

  /** The index's own query; `nothing` where a filter names what never occurred. */
  private matchOf({ record, group, actor, kind, words }: TrailFilter): string | undefined | 'nothing' {
    const terms = wordsAsked(words ?? '');
    if (words !== undefined && words.trim() !== '' && terms.length === 0) return 'nothing';
    const wanted: readonly [MarkKind, string | undefined][] = [
      ['record', record],
      ['group', group],
      ['actor', actor],
      ['kind', kind],
    ];
    const marks: string[] = [];
    for (const [of, value] of wanted) {
      if (value === undefined || value === '') continue;
      const ident = this.reader.identOf(value);
      if (ident === undefined) return 'nothing';
      marks.push(mark(of, ident));
    }
    const all = [...marks, ...terms];
    return all.length === 0 ? undefined : all.map((term) => `"${term}"`).join(' ');
  }

  private get reader(): TemporalReader {
    return this.readModels.reader('audit-trail.trail');
  }
}

/** What is read where nobody says who reads. */
const OPEN: readonly AccessClass[] = ['programme'];

function closedTo(classes: readonly AccessClass[] = OPEN): readonly AccessClass[] {
  return ACCESS_CLASSES.filter((access) => !classes.includes(access));
}

function lineOf(row: SqlRow): TrailLine {
  return {
    recordNumber: Number(row['n']),
    recordTime: Number(row['time']),
    recordedAt: Number(row['recorded_at']),
    kind: String(row['kind']),
    stream: String(row['stream']),
    revision: Number(row['revision']),
    eventId: String(row['event_id']),
    name: String(row['name']),
    path: textOrNull(row['path']),
    groupId: textOrNull(row['group_id']),
    account: String(row['account']),
    role: String(row['role']),
    actingFor: textOrNull(row['acting_for']),
    grant: String(row['permitted_by']),
    origin: String(row['origin']),
    via: String(row['via']),
    linkSentAt: row['link_sent_at'] === null ? null : Number(row['link_sent_at']),
    source: row['source'] === null ? null : (JSON.parse(String(row['source'])) as { document: string; row?: string }),
    effectiveOn: textOrNull(row['effective_on']),
    reason: textOrNull(row['reason']),
    sentence: String(row['sentence']),
    wording: textOrNull(row['wording']),
    changes: row['changes'] === null ? [] : (JSON.parse(String(row['changes'])) as FieldChange[]),
  };
}
