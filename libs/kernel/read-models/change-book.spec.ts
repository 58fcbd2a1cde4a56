import { asAt } from '../testing/story.fixture';
import { ChangeBook, type Change } from './change-book';

const change = (name: string, recordNumber: number): Change => ({
  kind: 'amended',
  what: 'Title',
  stream: `sample-${name}`,
  name,
  path: `/${name}`,
  before: null,
  after: null,
  recordNumber,
});

describe('what changed', () => {
  const book = new ChangeBook();
  book.register({ changesBetween: () => [change('plan', 1)] });
  book.register({ changesBetween: () => [change('holder', 2)] }, 'people');

  const names = (...classes: Parameters<ChangeBook['changesBetween']>[2]) =>
    book.changesBetween(asAt(0), asAt(9), classes).map(({ name }) => name);

  it('holds of every record type what its reader may read, latest first', () => {
    expect(names('programme', 'people')).toEqual(['holder', 'plan']);
    expect(names('programme')).toEqual(['plan']);
    expect(names()).toEqual([]);
  });
});
