import { CsvError, parse } from 'csv-parse/sync';
import { restoreCell } from '@minutebook/web-kit/csv';

/**
 * What is wrong with a file, or what the reader should know of it, in the user's words. `row` counts as a spreadsheet
 * does (the headings stand in row 1); without it the whole file is meant.
 */
export interface CsvRemark {
  readonly row?: number;
  readonly column?: string;
  readonly message: string;
}

/** A row of the file: its number in a spreadsheet, and its cells by the name of their column, trimmed. */
export interface CsvRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly errors: readonly CsvRemark[];
}

/** Longest file that is read, in characters: 1,000 rows of very full actions need a fifth of it. */
export const MAX_CSV_CHARACTERS = 5_000_000;

/**
 * Reads a CSV file in UTF-8, with or without a byte order mark, whatever its line ends. Column names are compared in
 * lower case with `_` for spaces. Rows without any text are left out, but counted, so that row numbers stay those of
 * the spreadsheet.
 */
export function readCsvTable(file: string | Uint8Array): CsvTable {
  const decoded = decode(file);
  if ('fault' in decoded) return failed(decoded.fault);
  if (decoded.text.length > MAX_CSV_CHARACTERS) {
    return failed(`The file is too large: at most ${MAX_CSV_CHARACTERS.toLocaleString('en-GB')} characters are read.`);
  }
  const parsed = records(decoded.text);
  if ('fault' in parsed) return failed(parsed.fault);
  const headingIndex = parsed.records.findIndex(hasText);
  const headings = parsed.records[headingIndex];
  if (headings === undefined) return failed('The file is empty.');

  if (trailingBlanksCut(headings).length === 1 && /[;\t]/.test(headings[0] ?? '')) {
    return failed('The columns are not separated by commas. Save the file as “CSV UTF-8 (Comma delimited)”.');
  }
  const errors: CsvRemark[] = [];
  const columns = trailingBlanksCut(headings).map(columnName);
  headingFaults(columns).forEach((message) => errors.push({ row: headingIndex + 1, message }));
  const rows: CsvRow[] = [];
  parsed.records.forEach((record, index) => {
    if (index <= headingIndex || !hasText(record)) return;
    const row = index + 1;
    if (record.length < columns.length || trailingBlanksCut(record).length > columns.length) {
      errors.push({
        row,
        message: `The row has ${record.length} cells, but there are ${columns.length} columns. Put double quotes round a text that holds a comma.`,
      });
      return;
    }
    rows.push({ row, cells: new Map(columns.map((name, at) => [name, plainCell(record[at] ?? '')])) });
  });
  return { columns, rows, errors };
}

/** As it is recorded: line ends in one form, no white space round it. */
const plainCell = (cell: string) => restoreCell(cell).replace(/\r\n?/g, '\n').trim();

const failed = (message: string): CsvTable => ({ columns: [], rows: [], errors: [{ message }] });

const hasText = (record: readonly string[]) => record.some((cell) => cell.trim() !== '');

/** Spreadsheets write empty cells to the right of a table. */
function trailingBlanksCut(record: readonly string[]): readonly string[] {
  const last = record.findLastIndex((cell) => cell.trim() !== '');
  return record.slice(0, last + 1);
}

const columnName = (heading: string) =>
  restoreCell(heading)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

function headingFaults(columns: readonly string[]): string[] {
  const twice = columns.filter((name, at) => name !== '' && columns.indexOf(name) !== at);
  const faults = [...new Set(twice)].map((name) => `There are two columns named “${name}”.`);
  return columns.includes('') ? [...faults, 'A column has no name.'] : faults;
}

const UTF16 =
  'The file is in UTF-16 (Excel’s “Unicode Text”), not in UTF-8. Save it as “CSV UTF-8 (Comma delimited)” and try again.';

function decode(file: string | Uint8Array): { readonly text: string } | { readonly fault: string } {
  if (typeof file === 'string') return { text: file.replace(/^\uFEFF/, '') };
  const [first, second] = file;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { fault: UTF16 };
  // Without its mark, UTF-16 shows as a zero byte in every Latin letter.
  if (file.subarray(0, 200).filter((byte) => byte === 0).length > Math.min(file.length, 200) / 4) {
    return { fault: UTF16 };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file) };
  } catch {
    const line = lineOfFirstBadByte(file);
    return {
      fault: `The file is not in UTF-8: line ${line} holds a letter as Windows-1252 or Latin-1 write it (Excel’s “CSV (Comma delimited)”). Save it as “CSV UTF-8 (Comma delimited)” and try again.`,
    };
  }
}

function lineOfFirstBadByte(file: Uint8Array): number {
  const bytes = Buffer.from(file);
  const again = Buffer.from(bytes.toString('utf8'));
  const at = bytes.findIndex((byte, index) => byte !== again[index]);
  return bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
}

function records(text: string): { readonly records: readonly string[][] } | { readonly fault: string } {
  try {
    return { records: parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] }) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` in line ${error.lines}` : '';
    return error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? { fault: 'A double quote is opened and never closed. A double quote inside a text is written twice.' }
      : { fault: `The double quotes${line} cannot be understood. A double quote inside a text is written twice.` };
  }
}
