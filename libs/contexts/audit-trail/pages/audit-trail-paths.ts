import { withQuery } from '@minutebook/web-kit';

/** What the audit trail can be narrowed to by its address. Dates are ISO dates, both inclusive. */
export interface TrailAddress {
  /** Stream of a record; the lines of records within it belong to it too. */
  readonly record?: string;
  readonly group?: string;
  readonly actor?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly q?: string;
}

/** The audit trail, narrowed. */
export function auditTrailPath(asked: TrailAddress = {}): string {
  return withQuery('/audit-trail', { ...asked });
}

/** One event's own page. */
export function trailEntryPath(recordNumber: number): string {
  return `/audit-trail/${recordNumber}`;
}

export const AUDIT_TRAIL_CSV_PATH = '/audit-trail.csv';

/** What changed from the end of one date to the end of another; the last four weeks unless told. */
export function changesPath(
  asked: { readonly from?: string; readonly to?: string; readonly group?: string } = {},
): string {
  return withQuery('/changes', { ...asked });
}

export const CHANGES_CSV_PATH = '/changes.csv';
