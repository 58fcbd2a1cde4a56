import fc from 'fast-check';
import { AnswerTokens } from './answer-tokens';

const SECRET = new Uint8Array(32).fill(7);
const tokens = new AnswerTokens(SECRET);

const uuid = fc.uuid();
const stream = fc.stringMatching(/^[a-z]{1,20}-[A-Za-z0-9-]{1,64}$/);
const expires = fc.integer({ min: 0, max: 2 ** 45 });

describe('the token of a link', () => {
  it('tells its message, its record and its expiry, and is the same each time that it is made', () => {
    fc.assert(
      fc.property(uuid, stream, expires, (key, record, until) => {
        const token = tokens.tokenFor({ key, record, expires: until });
        const read = tokens.read(token);
        expect(read).toMatchObject({ key, expires: until });
        expect(read?.isFor(record)).toBe(true);
        expect(tokens.tokenFor({ key, record, expires: until })).toBe(token);
      }),
    );
  });

  it('is short, and goes through any mail program as it is', () => {
    fc.assert(
      fc.property(uuid, stream, expires, (key, record, until) => {
        expect(tokens.tokenFor({ key, record, expires: until })).toMatch(/^[A-Za-z0-9_-]{68}$/);
      }),
    );
  });

  it('is none of ours any more once any bit of it is another', () => {
    const bit = fc.integer({ min: 0, max: 51 * 8 - 1 });
    fc.assert(
      fc.property(uuid, stream, expires, bit, (key, record, until, at) => {
        const bytes = Buffer.from(tokens.tokenFor({ key, record, expires: until }), 'base64url');
        bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
        expect(tokens.read(bytes.toString('base64url'))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('is none of ours where it was cut short, made longer or written in another way', () => {
    const token = tokens.tokenFor({ key: '2f6d9c34-58aa-5e0b-8c27-91b0e4d7f502', record: 'action-a', expires: 1 });
    const cut = Array.from({ length: token.length }, (_, length) => token.slice(0, length));
    const others = [`${token}A`, `${token}=`, ` ${token}`, `${token}\n`, `${token.slice(0, -1)}+`, 'á'.repeat(68)];
    expect([...cut, ...others].filter((each) => tokens.read(each) !== undefined)).toEqual([]);
  });

  it('fits no other message and no other record', () => {
    fc.assert(
      fc.property(uuid, uuid, stream, stream, expires, (key, otherKey, record, other, until) => {
        fc.pre(key !== otherKey && record !== other);
        const read = tokens.read(tokens.tokenFor({ key, record, expires: until }));
        expect(read?.isFor(other)).toBe(false);
        const ofOther = tokens.tokenFor({ key: otherKey, record, expires: until });
        expect(tokens.read(ofOther)?.key).not.toBe(key);
      }),
    );
  });

  it('is none of ours where another service, with another secret, has signed it', () => {
    const theirs = new AnswerTokens(new Uint8Array(32).fill(8));
    const token = theirs.tokenFor({ key: '2f6d9c34-58aa-5e0b-8c27-91b0e4d7f502', record: 'action-a', expires: 1 });
    expect(theirs.read(token)).toBeDefined();
    expect(tokens.read(token)).toBeUndefined();
  });

  it('is only made for a message', () => {
    expect(() => tokens.tokenFor({ key: 'none', record: 'action-a', expires: 1 })).toThrow(RangeError);
  });
});
