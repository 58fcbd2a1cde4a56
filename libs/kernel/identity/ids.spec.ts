import { isId } from './ids';

describe('an id', () => {
  it.each(['GG-WSG', '2f6d9c34-58aa-5e0b-8c27-91b0e4d7f502', 'a', 'A'.repeat(64)])('is %s', (text) => {
    expect(isId(text)).toBe(true);
  });

  it.each(['', 'A'.repeat(65), 'GG WSG', 'GG_WSG', 'a/b', 'a\n', '../a', 'é', undefined, null, 7, ['a']])(
    'is not %j',
    (value) => {
      expect(isId(value)).toBe(false);
    },
  );
});
