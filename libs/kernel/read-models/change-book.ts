import type { AccessClass } from '../event-sourcing/sentence-book';
import type { AsAt } from './as-at';

/** One difference between two record numbers. */
export interface Change {
  readonly kind: 'added' | 'completed' | 'date-moved' | 'rating-changed' | 'removed' | 'reopened' | 'amended';
  /** What of the record it is, in the user's words: "Due date", "Confirmed rating". */
  readonly what: string;
  /** Stream of the record, and what it is called. */
  readonly stream: string;
  readonly name: string;
  readonly group?: string | undefined;
  /** Path of its page. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Of a date that moved: the date first set, and how often it has moved in all. */
  readonly note?: { readonly firstDue: string | null; readonly timesMoved: number };
  /** Record number of the latest event of the record in the range. */
  readonly recordNumber: number;
}

/** A context's answer to "what changed?" for its record types. */
export interface ChangeSource {
  /** Differences between the record at `from` (exclusive) and at `to` (inclusive), of one group's records or of all. */
  changesBetween(from: AsAt, to: AsAt, group?: string): readonly Change[];
}

/** Where contexts register what changed in their records, so that one page covers every record type. */
export class ChangeBook {
  private readonly sources: { readonly source: ChangeSource; readonly access: AccessClass }[] = [];

  /** @param access who may read what changed in these records */
  register(source: ChangeSource, access: AccessClass = 'programme'): void {
    this.sources.push({ source, access });
  }

  /** @param classes the access classes that the reader may read */
  changesBetween(from: AsAt, to: AsAt, classes: readonly AccessClass[], group?: string): readonly Change[] {
    return this.sources
      .filter(({ access }) => classes.includes(access))
      .flatMap(({ source }) => source.changesBetween(from, to, group))
      .sort((a, b) => b.recordNumber - a.recordNumber || (a.stream < b.stream ? -1 : 1));
  }
}
