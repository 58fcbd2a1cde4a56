/** Lists as CSV, safe to open in a spreadsheet. */
export { neutraliseCell, restoreCell } from './formula-safe-cell';
export { csvPieces, DATA_DATE_COLUMN, writeCsv, type CsvOptions, type CsvRow, type CsvValue } from './write-csv';
