import { isLocalDate } from '../calendar/local-date';
import { DEFAULT_RAG_SCHEME, RAG_SCHEMES, ragRating, ragScheme, ragSchemeOn } from './rag-schemes';

describe('the rating schemes', () => {
  it('have ids of their own, the default among them', () => {
    const ids = RAG_SCHEMES.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(DEFAULT_RAG_SCHEME);
  });

  it.each(RAG_SCHEMES)('$id: versions in the order of their dates, each with its source', ({ versions }) => {
    const dates = versions.map(({ from }) => from);

    expect(versions.length).toBeGreaterThan(0);
    expect(dates.every(isLocalDate)).toBe(true);
    expect(dates).toEqual([...new Set(dates)].sort());
    for (const { source } of versions) expect(source).not.toBe('');
  });

  it.each(RAG_SCHEMES.flatMap(({ id, versions }) => versions.map((version) => ({ id, ...version }))))(
    '$id from $from: each rating has a code in lower case, a word, a meaning and a shape with its colour',
    ({ ratings }) => {
      const codes = ratings.map(({ code }) => code);
      const looks = ratings.map(({ colour, shape }) => `${colour} ${shape}`);

      expect(new Set(codes).size).toBe(codes.length);
      expect(new Set(looks).size).toBe(looks.length);
      for (const { code, label, meaning, colour, shape } of ratings) {
        expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(label).toMatch(/^[A-Z]/);
        expect(meaning).not.toBe('');
        expect(['red', 'amber-red', 'amber', 'amber-green', 'green', 'grey']).toContain(colour);
        expect(['triangle', 'diamond', 'circle', 'square']).toContain(shape);
      }
    },
  );
});

describe('a scheme on a date', () => {
  it('is the latest version that had begun', () => {
    expect(ragSchemeOn('rag-dates', '2014-06-16')?.from).toBe('2007-04-01');
    expect(ragSchemeOn('rag-dates', '2007-04-01')?.from).toBe('2007-04-01');
  });

  it('is the first version where none had begun, for a plan may be older than our knowledge of it', () => {
    expect(ragSchemeOn('rag-dates', '2006-01-01')?.from).toBe('2007-04-01');
  });

  it('is nothing where there is no such scheme', () => {
    expect(ragScheme('brag')).toBeUndefined();
    expect(ragSchemeOn('brag', '2014-06-16')).toBeUndefined();
    expect(ragRating('brag', 'red', '2014-06-16')).toBeUndefined();
  });

  it('says what a rating means', () => {
    expect(ragRating('rag-dates', 'red', '2014-06-16')).toMatchObject({
      label: 'Red',
      meaning: 'Over one month behind',
    });
    expect(ragRating('rag', 'rescheduled', '2014-06-16')).toBeUndefined();
    expect(ragRating('rag', 'Red', '2014-06-16')).toBeUndefined();
  });
});
