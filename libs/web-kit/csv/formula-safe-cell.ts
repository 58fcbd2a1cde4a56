/**
 * Where a spreadsheet would take a text for a formula: `=`, `+`, `-` or `@` (also as full-width forms) after any white
 * space, or a leading tab or line end, each after any number of apostrophes (OWASP, CSV injection).
 */
const READ_AS_FORMULA = /^'*(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

/** A text as a cell that no spreadsheet takes for a formula: an apostrophe is put in front where one would. */
export function neutraliseCell(text: string): string {
  return READ_AS_FORMULA.test(text) ? `'${text}` : text;
}

/** Takes back exactly what `neutraliseCell` did. */
export function restoreCell(cell: string): string {
  return cell.startsWith("'") && READ_AS_FORMULA.test(cell) ? cell.slice(1) : cell;
}
