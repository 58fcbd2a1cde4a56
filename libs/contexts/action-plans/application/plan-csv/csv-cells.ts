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

/** What parts the items of a list in one cell: `|` for sentences, `;` for roles. */
export type ListSeparator = '|' | ';';

/** The items of a list in one cell, trimmed, without empty ones. A backslash before the separator makes it a letter. */
export function splitList(cell: string, separator: ListSeparator): string[] {
  const parts = separator === '|' ? cell.split(/(?<!\\)\|/) : cell.split(/(?<!\\);/);
  return parts.map((part) => part.replaceAll(`\\${separator}`, separator).trim()).filter((part) => part !== '');
}

/** Writes a list so that `splitList` reads the same items again. */
export function joinList(items: readonly string[], separator: ListSeparator): string {
  const escaped = items.map((item) => {
    const text = item.replaceAll(separator, `\\${separator}`);
    // A backslash at the end would otherwise stand right before the separator.
    return text.endsWith('\\') ? `${text} ` : text;
  });
  return escaped.join(separator === '|' ? ' | ' : '; ');
}
