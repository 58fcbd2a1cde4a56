import type { LocalDate } from '@minutebook/kernel';
import { stringify } from 'csv-stringify/sync';
import { neutraliseCell } from './csv-cells';

/** A value of an exported list. A number stays a number; null and undefined are empty cells. */
export type CsvValue = string | number | null | undefined;

/** Heading of the last column of every export: the date that the data stand at. */
export const DATA_DATE_COLUMN = 'data_as_at';

/**
 * An exported list as CSV: UTF-8 with a byte order mark and CRLF, so that Excel opens it right, all texts quoted, and
 * texts that a spreadsheet would take for a formula made harmless. The date of the data stands in a column of its own,
 * so that each row keeps it when rows are sorted, copied or put together with others.
 *
 * @param columns the headings, in order; each is also the key of its value in a row
 */
export function writeCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, CsvValue>>[],
  { dataDate }: { readonly dataDate: LocalDate },
): string {
  const cells = rows.map((row) => [...columns.map((column) => cellOf(row[column])), dataDate]);
  const headings = [...columns, DATA_DATE_COLUMN].map(neutraliseCell);
  return stringify([headings, ...cells], { bom: true, record_delimiter: 'windows', quoted_string: true });
}

const cellOf = (value: CsvValue) => (typeof value === 'string' ? neutraliseCell(value) : (value ?? ''));
