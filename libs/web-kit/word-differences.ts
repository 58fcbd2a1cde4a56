/** A stretch of a text that stands in both versions, or in one of them only. */
export interface WordStretch {
  readonly text: string;
  readonly differs: boolean;
}

/** Two versions of a text, each as stretches in its own order. */
export interface WordDifferences {
  readonly before: readonly WordStretch[];
  readonly after: readonly WordStretch[];
}

/**
 * Which words of two texts differ: the longest run of words that both have in the same order is what stayed. White space
 * goes with the word before it, so that the stretches of a text make the text again.
 */
export function wordDifferences(before: string, after: string): WordDifferences {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && isSame(old[start], now[start])) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && isSame(old.at(-1 - end), now.at(-1 - end))) end++;
  const kept = commonWords(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const isKept = (at: number, all: number, inner: ReadonlySet<number>): boolean =>
    at < start || at >= all - end || inner.has(at - start);
  return {
    before: stretchesOf(old.map((text, at) => ({ text, differs: !isKept(at, old.length, kept.before) }))),
    after: stretchesOf(now.map((text, at) => ({ text, differs: !isKept(at, now.length, kept.after) }))),
  };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*|^\s+/gu) ?? [];
}

/** A word is the same at the end of a line as within it. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one?.trim() === other?.trim();
}

/** The places of the longest common subsequence in both lists. */
function commonWords(old: readonly string[], now: readonly string[]) {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] = isSame(old[i], now[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const kept = { before: new Set<number>(), after: new Set<number>() };
  for (let i = 0, j = 0; i < old.length && j < now.length;)
    if (isSame(old[i], now[j])) {
      kept.before.add(i++);
      kept.after.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  return kept;
}

function stretchesOf(words: readonly WordStretch[]): readonly WordStretch[] {
  const stretches: WordStretch[] = [];
  for (const { text, differs } of words) {
    const last = stretches.at(-1);
    if (last?.differs === differs) stretches[stretches.length - 1] = { text: last.text + text, differs };
    else stretches.push({ text, differs });
  }
  return stretches;
}
