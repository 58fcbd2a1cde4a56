import { isSealed } from './text';

describe('a text', () => {
  it('is sealed where it says so', () => {
    expect(isSealed({ sealed: 1, keyId: 'k', iv: 'i', tag: 't', text: 'x' })).toBe(true);
  });

  it.each(['open words', '', undefined, null, 1, {}, { sealed: 2 }, { sealed: '1' }, []])(
    'is not sealed: %j',
    (value) => {
      expect(isSealed(value)).toBe(false);
    },
  );
});
