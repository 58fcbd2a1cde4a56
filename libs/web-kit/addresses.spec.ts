import { askedAgain, keptFilters, sortableHead, sortAsked, withQuery } from './addresses';

describe('a path with a query', () => {
  it('carries what is named, and escapes it', () => {
    expect(withQuery('/plans', { theme: 'Health & care', page: 2 })).toBe('/plans?theme=Health+%26+care&page=2');
  });

  it('keeps what it carried, names it anew, or takes it out', () => {
    expect(withQuery('/plans?a=1&b=2', { b: 3 })).toBe('/plans?a=1&b=3');
    expect(withQuery('/plans?a=1&b=2', { a: undefined, b: '' })).toBe('/plans');
    expect(withQuery('/plans?a=1', { a: null, c: 0 })).toBe('/plans?c=0');
  });

  it('repeats a name that has several values', () => {
    expect(withQuery('/plans?rag=red', { rag: ['amber', 'green'] })).toBe('/plans?rag=amber&rag=green');
  });

  it('leaves the fragment at the end', () => {
    expect(withQuery('/actions/1#report-2', { asAt: '2014-06-15' })).toBe('/actions/1?asAt=2014-06-15#report-2');
  });
});

const address = { path: '/plans', query: { theme: 'Health', rag: ['red', 'amber'], after: 'xyz', empty: '' } };

describe('the same page asked otherwise', () => {
  it('keeps the filters and drops the cursor', () => {
    expect(askedAgain(address, { asAt: '2014-06-15' })).toBe('/plans?theme=Health&rag=red&rag=amber&asAt=2014-06-15');
  });

  it('may name a cursor itself', () => {
    expect(askedAgain({ path: '/trail', query: { before: '9' } }, { after: '3' })).toBe('/trail?after=3');
  });

  it('as a form carries its filters as hidden fields, without what it asks itself', () => {
    expect(keptFilters(address, ['theme'])).toEqual([
      { name: 'rag', value: 'red' },
      { name: 'rag', value: 'amber' },
    ]);
  });
});

describe('the order of a list', () => {
  const columns = ['reference', 'due'] as const;
  const unasked = { column: 'reference', descending: false } as const;
  const asked = (sort?: string | string[]) => sortAsked({ path: '/plans', query: { sort } }, columns, unasked);

  it('is read from the address', () => {
    expect(asked('due')).toEqual({ column: 'due', descending: false });
    expect(asked('-due')).toEqual({ column: 'due', descending: true });
  });

  it.each([undefined, '', '-', '--due', 'title; drop table', ['due', 'due']])('is the usual one for %p', (sort) => {
    expect(asked(sort as string)).toEqual(unasked);
  });

  it('is turned round by the head of its own column, and begins ascending on another', () => {
    const at = { path: '/plans', query: { theme: 'Health', after: 'xyz' } };
    const sorted = { column: 'due', descending: false };
    expect(sortableHead(at, sorted, 'due', { text: 'Due' })).toEqual({
      text: 'Due',
      sort: { href: '/plans?theme=Health&sort=-due', direction: 'ascending' },
    });
    expect(sortableHead(at, { ...sorted, descending: true }, 'due', { text: 'Due' }).sort).toEqual({
      href: '/plans?theme=Health&sort=due',
      direction: 'descending',
    });
    expect(sortableHead(at, sorted, 'reference', { text: 'Ref.', format: 'numeric' })).toEqual({
      text: 'Ref.',
      format: 'numeric',
      sort: { href: '/plans?theme=Health&sort=reference', direction: undefined },
    });
  });
});
