import type { OpenedEvent } from '../event-sourcing/sentence-book';
import type { SqlDatabase, SqlValue } from './sql';

export type ColumnType = 'TEXT' | 'INTEGER';
export type Columns = Readonly<Record<string, ColumnType>>;
export type Row = Readonly<Record<string, SqlValue>>;

/**
 * A read model derived from the log. `apply` uses only the event's own data and metadata; it writes through `tables`,
 * which commits the rows together with the record number, so that applying an event twice changes nothing.
 * A change of columns or of meaning is a new `version`: it gets a file of its own and is filled beside the old one.
 */
export interface Projection {
  /** `<context>.<name>`, never changed. */
  readonly name: string;
  readonly version: number;
  /** Event types, or all of them. */
  readonly handles: readonly string[] | 'all';
  /** Temporal tables: every version of every row is kept, valid from its record number to the next version. */
  readonly tables: Readonly<Record<string, Columns>>;
  /** Membership lists: who is on list X of Y, from and to. */
  readonly lists: readonly string[];
  /** Statements that make tables of the projection's own, beside the temporal ones; each row carries its record number. */
  readonly ownTables?: string;
  apply(event: OpenedEvent, tables: Tables): void;
  /** Once at the end of each batch, before it is committed: writes what `apply` has left for then. */
  finish?(tables: Tables): void;
}

/** What a projection writes with. Keys are record ids as text; the store keeps integers. */
export interface Tables {
  /** The row now, with null for columns never set; undefined where there is none. */
  row(table: string, key: string): Row | undefined;
  /** A new version of a row; columns that are left out keep their value. */
  put(table: string, key: string, row: Row): void;
  join(list: string, of: string, member: string): void;
  leave(list: string, of: string, member: string): void;
  /** The projection's own tables; statements are prepared once. */
  readonly own: SqlDatabase;
  /**
   * What the projection keeps in memory of its own tables, so that it need not read back what it wrote. Empty at the
   * start, whenever a batch is undone, and whenever it has grown large: whatever is missing stands in the tables.
   */
  readonly kept: Map<string, unknown>;
  /** The integer that stands for a text in this file. */
  ident(text: string): number;
}

/** A version of a row: its columns, the text key, and the record number at which it began. */
export type Version<R extends Row = Row> = R & { readonly key: string; readonly recordNumber: number };

/** What a query reads one projection with, as it stood at a record number (`at`, inclusive). */
export interface TemporalReader {
  /** The version of one row that stood at a record number. */
  row<R extends Row>(table: string, key: string, at: number): Version<R> | undefined;
  /** The rows of the members of a list at a record number; unordered. */
  members<R extends Row>(table: string, list: string, of: string, at: number): Version<R>[];
  /** All versions of one row up to a record number, newest first. */
  history<R extends Row>(table: string, key: string, at: number, limit?: number): Version<R>[];
  /** The keys of a table that got a new version after `from` and by `to`, each with the record number of its last. */
  changedBetween(table: string, from: number, to: number): { readonly key: string; readonly recordNumber: number }[];
  /** Memberships of a list that ended after `from` and by `to`. */
  endedBetween(
    list: string,
    from: number,
    to: number,
  ): { readonly of: string; readonly member: string; readonly recordNumber: number }[];
  /** The projection's own tables. */
  readonly own: SqlDatabase;
  /** The integer that stands for a text in this file, if any row ever used it. */
  identOf(text: string): number | undefined;
}
