import { createCipheriv, createDecipheriv, type Cipher, type Decipher } from 'node:crypto';

/** Bytes of a data key, and of the master key. */
export const KEY_BYTES = 32;
/** Bytes of a wrapped data key. */
const WRAPPED_BYTES = KEY_BYTES + 8;

/** The value that RFC 3394 puts before a key, and expects there when it is unwrapped (section 2.2.3.1). */
const INTEGRITY_VALUE = 0xa6;
const HALVES = KEY_BYTES / 8;
const ROUNDS = 6;
const BLOCK = 16;
/** So many keys at most go through one call of the cipher. */
const BATCH = 1_024;

/**
 * Wraps data keys by a master key with AES-256 Key Wrap (RFC 3394), which authenticates what it wraps.
 *
 * A page of keys is worked on in step: each of the 24 steps of the algorithm is one call of the block cipher for all
 * keys. Key by key, setting up a cipher costs many times the wrapping itself.
 */
export class KeyWrap {
  private readonly encrypt: Cipher;
  private readonly decrypt: Decipher;

  constructor(masterKey: Uint8Array) {
    if (masterKey.length !== KEY_BYTES) throw new RangeError(`A master key has ${KEY_BYTES} bytes`);
    this.encrypt = createCipheriv('aes-256-ecb', masterKey, null).setAutoPadding(false);
    this.decrypt = createDecipheriv('aes-256-ecb', masterKey, null).setAutoPadding(false);
  }

  wrap(keys: readonly Uint8Array[]): Buffer[] {
    return inBatches(keys, (batch) => this.wrapBatch(batch));
  }

  /** The keys; undefined for each that was not wrapped by this master key, or is damaged. */
  unwrap(wrapped: readonly Uint8Array[]): (Buffer | undefined)[] {
    return inBatches(wrapped, (batch) => this.unwrapBatch(batch));
  }

  private wrapBatch(keys: readonly Uint8Array[]): Buffer[] {
    const results = keys.map((key) => {
      if (key.length !== KEY_BYTES) throw new RangeError(`A data key has ${KEY_BYTES} bytes`);
      const result = Buffer.allocUnsafeSlow(WRAPPED_BYTES).fill(INTEGRITY_VALUE, 0, 8);
      result.set(key, 8);
      return result;
    });
    let blocks: Buffer = Buffer.alloc(results.length * BLOCK);
    for (let step = 1; step <= ROUNDS * HALVES; step++) {
      const half = 8 + ((step - 1) % HALVES) * 8;
      gather(results, half, blocks);
      blocks = this.encrypt.update(blocks);
      scatter(blocks, results, half);
      for (const result of results) flip(result, step);
    }
    return results;
  }

  private unwrapBatch(wrapped: readonly Uint8Array[]): (Buffer | undefined)[] {
    const results = wrapped.map((each) => {
      const result = Buffer.allocUnsafeSlow(WRAPPED_BYTES);
      // One of another length cannot be a wrapped key: zeros do not pass the check either.
      return each.length === WRAPPED_BYTES ? (result.set(each), result) : result.fill(0);
    });
    let blocks: Buffer = Buffer.alloc(results.length * BLOCK);
    for (let step = ROUNDS * HALVES; step >= 1; step--) {
      const half = 8 + ((step - 1) % HALVES) * 8;
      for (const result of results) flip(result, step);
      gather(results, half, blocks);
      blocks = this.decrypt.update(blocks);
      scatter(blocks, results, half);
    }
    return results.map((result) => (isIntact(result) ? result.subarray(8) : undefined));
  }
}

/** What a vault keeps to tell its master key by: a known key, wrapped. */
export function proofOf(wrap: KeyWrap): Buffer {
  return wrap.wrap([Buffer.alloc(KEY_BYTES)])[0] as Buffer;
}

function inBatches<T>(keys: readonly Uint8Array[], work: (batch: readonly Uint8Array[]) => T[]): T[] {
  if (keys.length <= BATCH) return keys.length === 0 ? [] : work(keys);
  return [...work(keys.slice(0, BATCH)), ...inBatches(keys.slice(BATCH), work)];
}

/** Puts the register of each key and one of its halves side by side: a block for the cipher. */
function gather(results: readonly Buffer[], half: number, blocks: Buffer): void {
  for (const [index, result] of results.entries()) {
    const at = index * BLOCK;
    for (let byte = 0; byte < 8; byte++) {
      blocks[at + byte] = result[byte] as number;
      blocks[at + 8 + byte] = result[half + byte] as number;
    }
  }
}

function scatter(blocks: Buffer, results: readonly Buffer[], half: number): void {
  for (const [index, result] of results.entries()) {
    const at = index * BLOCK;
    for (let byte = 0; byte < 8; byte++) {
      result[byte] = blocks[at + byte] as number;
      result[half + byte] = blocks[at + 8 + byte] as number;
    }
  }
}

/** Mixes the number of the step into the register's last byte; there are fewer than 256 steps. */
function flip(result: Buffer, step: number): void {
  result[7] = (result[7] as number) ^ step;
}

function isIntact(result: Buffer): boolean {
  let difference = 0;
  for (let byte = 0; byte < 8; byte++) difference |= (result[byte] as number) ^ INTEGRITY_VALUE;
  return difference === 0;
}
