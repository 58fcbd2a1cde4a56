import { categoryOf, recordIdOf } from './event';

describe('a stream', () => {
  it.each([
    ['action-2f6d9c34-58aa', 'action', '2f6d9c34-58aa'],
    ['governanceGroup-GG-WSG', 'governanceGroup', 'GG-WSG'],
    ['demonstration-1', 'demonstration', '1'],
  ])('%s is of the category %s and tells of %s', (stream, category, id) => {
    expect(categoryOf(stream)).toBe(category);
    expect(recordIdOf(stream)).toBe(id);
  });

  it('without a dash is a category of its own', () => {
    expect(categoryOf('ledger')).toBe('ledger');
  });
});
