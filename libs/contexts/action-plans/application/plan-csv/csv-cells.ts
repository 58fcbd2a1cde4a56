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
