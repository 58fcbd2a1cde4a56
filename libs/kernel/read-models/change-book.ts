import type { AsAt } from './as-at';

/** One difference between two record numbers. */
export interface Change {
  readonly kind: 'added' | 'completed' | 'date-moved' | 'rating-changed' | 'removed' | 'amended';
  /** Stream of the record, and what it is called. */
  readonly stream: string;
  readonly name: string;
  readonly group?: string;
  /** Path of its page. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Further words, such as how often a date has moved. */
  readonly note?: string;
  /** Record number of the latest event that made the difference. */
  readonly recordNumber: number;
}

/** A context's answer to "what changed?" for its record types. */
export interface ChangeSource {
  /** Differences between the record at `from` (exclusive) and at `to` (inclusive), of one group's records or of all. */
  changesBetween(from: AsAt, to: AsAt, group?: string): readonly Change[];
}

/** Where contexts register what changed in their records, so that one page covers every record type. */
export class ChangeBook {
  private readonly sources: ChangeSource[] = [];

  register(source: ChangeSource): void {
    this.sources.push(source);
  }

  changesBetween(from: AsAt, to: AsAt, group?: string): readonly Change[] {
    return this.sources
      .flatMap((source) => source.changesBetween(from, to, group))
      .sort((a, b) => b.recordNumber - a.recordNumber || (a.stream < b.stream ? -1 : 1));
  }
}
