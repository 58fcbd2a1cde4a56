import fc from 'fast-check';
import { asAt, endStories } from '../../../kernel/testing/story.fixture';
import { LEAD, MONITOR } from '../../action-plans/domain/action.fixture';
import { commented, notedOf, story, trailAfter } from './trail.fixture';
import type { TrailFilter, TrailQuery } from './trail.query';

afterEach(endStories);

function numbers(trail: TrailQuery, filter: TrailFilter, at = 100): readonly number[] {
  return trail.page(filter, asAt(at), 50).lines.map(({ recordNumber }) => recordNumber);
}

describe('the filters of the audit trail', () => {
  it('find the lines of a record, those of the records within it included', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { record: 'action-a1' })).toEqual([6, 5, 4, 3]);
    expect(numbers(trail, { record: 'actionPlan-plan-1' })).toEqual([6, 5, 4, 3, 2]);
    expect(numbers(trail, { record: 'action-a2' })).toEqual([]);
  });

  it('find the lines of a group’s records, of an account, and of a kind', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { group: 'GG-WSG' })).toEqual([6, 5, 4, 3, 2, 1]);
    expect(numbers(trail, { actor: MONITOR })).toEqual([5]);
    expect(numbers(trail, { actor: LEAD })).toEqual([6, 4, 3]);
    expect(numbers(trail, { kind: 'DueDateMoved' })).toEqual([6]);
    expect(numbers(trail, { group: 'GG-ASC' })).toEqual([]);
    expect(numbers(trail, { actor: 'nobody' })).toEqual([]);
    expect(numbers(trail, { kind: 'Progress' })).toEqual([]);
  });

  it('take an empty filter for none', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { record: '', group: '', actor: '', kind: '', words: ' ' })).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('all hold at once', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { record: 'action-a1', group: 'GG-WSG', actor: LEAD, kind: 'ProgressReported' })).toEqual([
      4,
    ]);
    expect(numbers(trail, { actor: LEAD, words: 'vacant', from: 3 })).toEqual([4]);
    expect(numbers(trail, { actor: MONITOR, words: 'vacant' })).toEqual([]);
    expect(numbers(trail, { actor: LEAD, words: 'vacant', from: 4 })).toEqual([]);
  });

  it('show nothing that was recorded later than the moment, nor at or before the start', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { record: 'action-a1' }, 4)).toEqual([4, 3]);
    expect(numbers(trail, { from: 3 }, 5)).toEqual([5, 4]);
    expect(numbers(trail, {}, 0)).toEqual([]);
  });

  it('never take an account for a kind, nor a record for a group', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { kind: LEAD })).toEqual([]);
    expect(numbers(trail, { group: 'action-a1' })).toEqual([]);
    expect(numbers(trail, { record: 'GG-WSG' })).toEqual([]);
  });
});

describe('words asked of the audit trail', () => {
  it('find sentences, names, commentaries, reasons and what fields were set to', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { words: 'established' })).toEqual([1]);
    expect(numbers(trail, { words: 'vacant' })).toEqual([4]);
    expect(numbers(trail, { words: 'idea' })).toEqual([6]);
    expect(numbers(trail, { words: 'confirmation' })).toEqual([4]);
    expect(numbers(trail, { words: 'IMPLEMENT qa' })).toEqual([6, 5, 4, 3]);
  });

  it('must all occur, in whatever order, whole', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { words: 'vacant post' })).toEqual([4]);
    expect(numbers(trail, { words: 'vacant idea' })).toEqual([]);
    expect(numbers(trail, { words: 'vaca' })).toEqual([]);
  });

  it('are found with or without accents, capitals and punctuation', async () => {
    const trail = await trailAfter(...story, commented('Café “Zoë”: 50% of £1,200 – Straße № 5 ﬁnished'));

    for (const words of ['cafe', 'CAFÉ', 'café', 'zoe', 'Zoë!', '1,200', '“Zoë”', 'straße', '50%', 'finished'])
      expect([words, numbers(trail, { words })]).toEqual([words, [7]]);
    expect(numbers(trail, { words: 'naive' })).toEqual([6]);
    expect(numbers(trail, { words: "o'brien's" })).toEqual([6]);
    expect(numbers(trail, { words: 'O’Brien' })).toEqual([6]);
  });

  it('are never taken for the search’s own language', async () => {
    const trail = await trailAfter(...story, commented('one or two', 2), commented('not near the end', 3));

    expect(numbers(trail, { words: 'one OR vacant' })).toEqual([]);
    expect(numbers(trail, { words: 'OR' })).toEqual([7]);
    expect(numbers(trail, { words: 'NOT' })).toEqual([8]);
    expect(numbers(trail, { words: 'NEAR(not end)' })).toEqual([8]);
    expect(numbers(trail, { words: '"vacant' })).toEqual([4]);
    expect(numbers(trail, { words: 'vacant*' })).toEqual([4]);
    expect(numbers(trail, { words: 'vaca*' })).toEqual([]);
    expect(numbers(trail, { words: '-vacant' })).toEqual([4]);
    expect(numbers(trail, { words: 'text:vacant' })).toEqual([]);
    expect(numbers(trail, { words: '^vacant' })).toEqual([4]);
    expect(numbers(trail, { words: '{vacant} + post' })).toEqual([4]);
  });

  it('find nothing where no letter or digit was asked for', async () => {
    const trail = await trailAfter(...story);

    for (const words of ['"', '*', '-', '()', '…', '£', '\u0000', '\uE000', '🙂'])
      expect([words, numbers(trail, { words })]).toEqual([words, []]);
  });

  it('cannot reach the marks of the filters, whatever was typed then or is asked now', async () => {
    const trail = await trailAfter(...story, commented('\uE000a1 \uE000r2 \uE000k3'));

    expect(numbers(trail, { words: '\uE000a1' })).toEqual([7]);
    expect(numbers(trail, { actor: MONITOR })).toEqual([5]);
    expect(numbers(trail, { kind: 'GovernanceGroupEstablished' })).toEqual([1]);
  });

  it('are never an error', async () => {
    const trail = await trailAfter(...story);
    const piece = fc.oneof(
      fc.constantFrom(
        'OR',
        'AND',
        'NOT',
        'NEAR',
        '"',
        "'",
        '*',
        '-',
        '(',
        ')',
        ':',
        '^',
        '+',
        '\uE000',
        '\u0000',
        '\\',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.constantFrom('', ' '), (pieces, between) => {
        const words = pieces.join(between);

        expect(() => trail.page({ words, actor: LEAD }, asAt(6), 5)).not.toThrow();
        expect(() => trail.page({ record: words, group: words, actor: words, kind: words }, asAt(6), 5)).not.toThrow();
      }),
    );
  });

  it('may be as many as an address can hold', async () => {
    const trail = await trailAfter(...story);

    expect(numbers(trail, { words: 'vacant '.repeat(8_000) })).toEqual([4]);
    expect(numbers(trail, { words: Array.from({ length: 8_000 }, (_, nth) => `word${nth}`).join(' ') })).toEqual([]);
  });

  it('find a line by any word of its commentary', async () => {
    const commentary = 'Ångström, naïve façade; ÆSOP’s “fable” 12½ — ИЮНЬ 2014 日本';
    const trail = await trailAfter(...story, commented(commentary));

    const words = commentary.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

    for (const word of words)
      expect([word, numbers(trail, { words: word })]).toEqual([word, expect.arrayContaining([7])]);
  });
});

describe('the pages of the audit trail', () => {
  const many = [...story, ...Array.from({ length: 17 }, (_, nth) => commented(nth % 2 ? 'odd' : 'even', nth + 2))];

  it('reach every line exactly once, newest first, whatever the filter and the size of a page', async () => {
    const trail = await trailAfter(...many);

    for (const filter of [{}, { record: 'action-a1' }, { words: 'even' }, { actor: LEAD, words: 'odd' }, { from: 5 }])
      for (const limit of [1, 2, 3, 7, 50]) {
        const read: number[] = [];
        for (let before: number | undefined; ;) {
          const page = trail.page(filter, asAt(23), limit, before);
          expect(page.lines.length).toBeLessThanOrEqual(limit);
          read.push(...page.lines.map(({ recordNumber }) => recordNumber));
          if (page.older === null) break;
          before = page.older;
        }
        expect(read).toEqual(numbers(trail, filter, 23));
      }
  });

  it('reach every line exactly once when they are read forwards', async () => {
    const trail = await trailAfter(...many);

    for (const filter of [{}, { words: 'even' }, { from: 5, actor: LEAD }])
      for (const limit of [1, 3, 50]) {
        const read: number[] = [];
        for (let after: number | undefined; ;) {
          const page = trail.pageAfter(filter, asAt(20), limit, after);
          read.push(...page.lines.map(({ recordNumber }) => recordNumber));
          if (page.newer === null) break;
          after = page.newer;
        }
        expect(read).toEqual(numbers(trail, filter, 20).toReversed());
      }
  });

  it('say that there is nothing older on the last page, also where it is full', async () => {
    const trail = await trailAfter(...story);

    expect(trail.page({}, asAt(6), 6)).toMatchObject({ older: null });
    expect(trail.page({}, asAt(6), 5)).toMatchObject({ older: 2 });
    expect(trail.page({ actor: 'nobody' }, asAt(6), 5)).toEqual({ lines: [], older: null });
    expect(trail.pageAfter({ actor: 'nobody' }, asAt(6), 5)).toEqual({ lines: [], newer: null });
  });
});

describe('the access classes of the audit trail', () => {
  const told = () =>
    trailAfter(...story, notedOf('people'), notedOf('hr'), commented('Nothing to hide'), notedOf('special'));

  it('leave out what not every role may read, unless the reader may', async () => {
    const trail = await told();

    expect(numbers(trail, { from: 5 })).toEqual([9, 6]);
    expect(numbers(trail, { from: 5, classes: ['programme', 'people'] })).toEqual([9, 7, 6]);
    expect(numbers(trail, { from: 5, classes: ['programme', 'hr', 'special'] })).toEqual([10, 9, 8, 6]);
    expect(numbers(trail, { classes: [] })).toEqual([]);
  });

  it('hold for every filter, for words and for reading forwards', async () => {
    const trail = await told();

    expect(numbers(trail, { words: 'secret' })).toEqual([]);
    expect(numbers(trail, { words: 'secret', classes: ['programme', 'hr'] })).toEqual([8]);
    expect(numbers(trail, { actor: LEAD, from: 5 })).toEqual([9, 6]);
    expect(numbers(trail, { record: 'action-a1', from: 5, classes: ['special'] })).toEqual([10]);
    expect(trail.pageAfter({ from: 5 }, asAt(10), 50).lines.map(({ recordNumber }) => recordNumber)).toEqual([6, 9]);
  });

  it('give a full page also where most of what was read is left out', async () => {
    const hidden = Array.from({ length: 30 }, () => notedOf('people'));
    const trail = await trailAfter(...story, ...hidden, commented('Last'));

    expect(trail.page({}, asAt(37), 3)).toMatchObject({
      lines: [{ recordNumber: 37 }, { recordNumber: 6 }, { recordNumber: 5 }],
      older: 5,
    });
    expect(trail.page({ record: 'action-a1' }, asAt(37), 2)).toMatchObject({
      lines: [{ recordNumber: 37 }, { recordNumber: 6 }],
    });
  });

  it('show of a closed event only that it happened', async () => {
    const trail = await told();

    expect(trail.line(7, asAt(10))).toBeUndefined();
    expect(trail.line(7, asAt(10), ['programme', 'people'])).toMatchObject({ sentence: 'Noted a secret of people.' });
    expect(trail.sealed(7, asAt(10))).toBe('Noted something of people.');
    expect(trail.sealed(7, asAt(6))).toBeUndefined();
  });
});
