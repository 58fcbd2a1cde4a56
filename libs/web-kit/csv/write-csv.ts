import type { LocalDate } from '@minutebook/kernel';
import { stringify } from 'csv-stringify/sync';
import { neutraliseCell } from './formula-safe-cell';

/** A value of an exported list. A number stays a number; null and undefined are empty cells. */
export type CsvValue = string | number | null | undefined;

/** One row: the value of each column by its heading. */
export type CsvRow = Readonly<Record<string, CsvValue>>;

/** Heading of the last column of every export: the date that the data stand at. */
export const DATA_DATE_COLUMN = 'data_as_at';

/** The date of the data: written into each row. */
export interface CsvOptions {
  readonly dataDate: LocalDate;
}

/**
 * An exported list as CSV: UTF-8 with a byte order mark and CRLF, so that Excel opens it right, all texts quoted, and
 * texts that a spreadsheet would take for a formula made harmless. The date of the data stands in a column of its own,
 * so that each row keeps it when rows are sorted, copied or put together with others.
 *
 * @param columns the headings, in order; each is also the key of its value in a row
 */
export function writeCsv(columns: readonly string[], rows: readonly CsvRow[], options: CsvOptions): string {
  return [...csvPieces(columns, [rows], options)].join('');
}

/** The same in pieces, for lists too long to hold: the headings first, then each page of rows as it is asked for. */
export function* csvPieces(
  columns: readonly string[],
  pages: Iterable<readonly CsvRow[]>,
  { dataDate }: CsvOptions,
): Generator<string> {
  yield stringify([[...columns, DATA_DATE_COLUMN].map(neutraliseCell)], { ...FORM, bom: true });
  for (const rows of pages)
    if (rows.length > 0)
      yield stringify(
        rows.map((row) => [...columns.map((column) => cellOf(row[column])), dataDate]),
        FORM,
      );
}

const FORM = { record_delimiter: 'windows', quoted_string: true } as const;

const cellOf = (value: CsvValue) => (typeof value === 'string' ? neutraliseCell(value) : (value ?? ''));
