import type { LocalDate } from '../calendar/local-date';

/**
 * The moment that a page shows: what the record said at a record number, seen from a date. Facts that depend on the date
 * (overdue, days left) are worked out in the query from the page date.
 */
export interface AsAt {
  readonly recordNumber: number;
  readonly pageDate: LocalDate;
  /** Whether it is the present: head of the record and today. */
  readonly live: boolean;
}
