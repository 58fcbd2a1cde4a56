import { numberOrNull, textOrNull } from './column-values';

describe('a column that may hold nothing', () => {
  it('holds a text, also an empty one, or null', () => {
    expect(['Chair', '', null, undefined, 7].map(textOrNull)).toEqual(['Chair', '', null, null, null]);
  });

  it('holds a number, also nought, or null', () => {
    expect([12, 0, null, undefined].map(numberOrNull)).toEqual([12, 0, null, null]);
  });
});
