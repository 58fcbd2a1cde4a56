import fc from 'fast-check';
import { wordDifferences, type WordStretch } from './word-differences';

const shown = (stretches: readonly WordStretch[]) =>
  stretches.map(({ text, differs }) => (differs ? `[${text.trim()}]` : text.trim())).join(' ');

describe('the words in which two texts differ', () => {
  it('are marked in each, in its own order', () => {
    const { before, after } = wordDifferences('Meet quarterly in public', 'Meet monthly or more often in public');

    expect(shown(before)).toBe('Meet [quarterly] in public');
    expect(shown(after)).toBe('Meet [monthly or more often] in public');
  });

  it('are none where only the lines break elsewhere', () => {
    const { before, after } = wordDifferences('one two\nthree', 'one\ntwo three');

    expect([...before, ...after].some(({ differs }) => differs)).toBe(false);
  });

  it('are all of a text that was not there', () => {
    expect(wordDifferences('', 'All of it')).toEqual({ before: [], after: [{ text: 'All of it', differs: true }] });
  });

  it('leave the texts as they are, and what stayed is the same in both', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { before, after } = wordDifferences(one, other);
        const stayed = (stretches: readonly WordStretch[]) =>
          stretches
            .filter(({ differs }) => !differs)
            .flatMap(({ text: of }) => of.split(/\s+/).filter((word) => word !== ''));

        expect(before.map(({ text: of }) => of).join('')).toBe(one);
        expect(after.map(({ text: of }) => of).join('')).toBe(other);
        expect(stayed(before)).toEqual(stayed(after));
      }),
    );
  });
});
