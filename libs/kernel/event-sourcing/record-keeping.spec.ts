import { isRecordKeeping } from './record-keeping';

describe('the keeping of a record', () => {
  it.each(['TextRemoved', 'PersonErased'])('is what %s tells of', (type) => {
    expect(isRecordKeeping({ type })).toBe(true);
  });

  it.each(['ActionAdded', 'ErasureAsked', 'toString'])('is not what %s tells of', (type) => {
    expect(isRecordKeeping({ type })).toBe(false);
  });
});
