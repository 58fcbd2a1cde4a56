/**
 * A mark is a word of the index that no text can hold: it begins with a private-use character, which is taken out of
 * everything that people write. So a word and a filter are one intersection inside the index, and a filter that matches
 * nothing costs nothing.
 */
const MARK = '\uE000';

/** The letter that each kind of mark goes by in the index. */
const LETTERS = { actor: 'a', kind: 'k', group: 'g', record: 'r', access: 'x' } as const;

export type MarkKind = keyof typeof LETTERS;

export function mark(kind: MarkKind, ident: number): string {
  return `${MARK}${LETTERS[kind]}${ident}`;
}

/** Text as the index keeps it: letters and digits in lower case without accents, everything else a space. */
export function indexedText(text: string): string {
  // The index itself folds ASCII and splits at its punctuation; only other text needs folding here.
  if (!/[\u0080-\uffff]/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase();
}

/** The words that a reader asks for, as the index keeps them. */
export function wordsAsked(query: string): readonly string[] {
  return indexedText(query)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
