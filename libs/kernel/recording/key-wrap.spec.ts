import { createCipheriv, randomBytes } from 'node:crypto';
import { KeyWrap } from './key-wrap';

/** RFC 3394, section 4.6: 256 bits of key data with a 256-bit key. */
const RFC_3394_4_6 = {
  masterKey: Buffer.from('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F', 'hex'),
  key: Buffer.from('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F', 'hex'),
  wrapped: Buffer.from('28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21', 'hex'),
};

describe('Wrapping keys', () => {
  it('gives the result that RFC 3394 publishes, and opens it', () => {
    const wrap = new KeyWrap(RFC_3394_4_6.masterKey);

    expect(wrap.wrap([RFC_3394_4_6.key])).toEqual([RFC_3394_4_6.wrapped]);
    expect(wrap.unwrap([RFC_3394_4_6.wrapped])).toEqual([RFC_3394_4_6.key]);
  });

  it('wraps a page of keys as OpenSSL wraps each of them', () => {
    const masterKey = randomBytes(32);
    const keys = Array.from({ length: 2_500 }, () => randomBytes(32));
    const wrap = new KeyWrap(masterKey);

    const wrapped = wrap.wrap(keys);

    expect(wrapped.every((each, index) => each.equals(byOpenSsl(masterKey, keys[index] as Buffer)))).toBe(true);
    expect(wrap.unwrap(wrapped).every((key, index) => key?.equals(keys[index] as Buffer))).toBe(true);
  });

  it('opens no key whose wrapping was changed in any byte, and the others of its page all the same', () => {
    const wrap = new KeyWrap(randomBytes(32));
    const keys = [randomBytes(32), randomBytes(32), randomBytes(32)];
    for (let byte = 0; byte < 40; byte++) {
      const wrapped = wrap.wrap(keys);
      (wrapped[1] as Buffer)[byte] = ((wrapped[1] as Buffer)[byte] as number) ^ 1;

      expect(wrap.unwrap(wrapped)).toEqual([keys[0], undefined, keys[2]]);
    }
  });

  it('opens nothing with another master key, and nothing of another length', () => {
    const wrapped = new KeyWrap(randomBytes(32)).wrap([randomBytes(32)]);
    const other = new KeyWrap(randomBytes(32));

    expect(other.unwrap(wrapped)).toEqual([undefined]);
    expect(other.unwrap([Buffer.alloc(0), Buffer.alloc(39), Buffer.alloc(41)])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes keys of 32 bytes and no others', () => {
    expect(() => new KeyWrap(randomBytes(16))).toThrow('32 bytes');
    expect(() => new KeyWrap(randomBytes(32)).wrap([randomBytes(31)])).toThrow('32 bytes');
  });

  it('wraps and opens nothing where nothing is given', () => {
    const wrap = new KeyWrap(randomBytes(32));

    expect(wrap.wrap([])).toEqual([]);
    expect(wrap.unwrap([])).toEqual([]);
  });
});

function byOpenSsl(masterKey: Buffer, key: Buffer): Buffer {
  const cipher = createCipheriv('id-aes256-wrap', masterKey, Buffer.alloc(8, 0xa6));
  return Buffer.concat([cipher.update(key), cipher.final()]);
}
