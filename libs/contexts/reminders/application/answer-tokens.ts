import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a link stands for: one record that one message asked about, until an instant. */
export interface AnswerToken {
  /** Key of the message, a UUID. */
  readonly key: string;
  /** Stream of the record. */
  readonly record: string;
  /** Epoch ms of the machine's clock. */
  readonly expires: number;
}

/** What a token tells by itself; which record it means is found among those that the message lists. */
export interface ReadToken {
  readonly key: string;
  readonly expires: number;
  /** Whether it was made for this record. */
  isFor(record: string): boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One byte that says how the rest is laid out, the key of the message, the mark of the record, the expiry, the signature. */
const LAYOUT = 1;
const KEY_AT = 1;
const MARK_AT = 17;
const MARK_BYTES = 12;
const EXPIRES_AT = 29;
const SIGNATURE_AT = 35;
const SIGNATURE_BYTES = 16;
const LENGTH = SIGNATURE_AT + SIGNATURE_BYTES;

/** 51 bytes are 68 characters of base64url with no bit to spare, so that a token can be written in one way only. */
const WRITTEN = /^[A-Za-z0-9_-]{68}$/;

/**
 * Signs the links of a mail (HMAC-SHA-256, of which 128 bits travel: RFC 2104, section 5). Nothing about a token is kept, so
 * that a message which is sent once more may hold the same ones.
 */
export class AnswerTokens {
  private readonly signing: Uint8Array;

  constructor(secret: Uint8Array) {
    // A key of its own: no cookie and no other token of ours can be taken for one of these.
    this.signing = new Uint8Array(hkdfSync('sha256', secret, '', 'minutebook answer link', 32));
  }

  tokenFor({ key, record, expires }: AnswerToken): string {
    if (!UUID.test(key)) throw new RangeError('The key of a message is a UUID');
    const bytes = Buffer.alloc(LENGTH);
    bytes[0] = LAYOUT;
    bytes.write(key.replaceAll('-', ''), KEY_AT, 'hex');
    markOf(record).copy(bytes, MARK_AT);
    bytes.writeUIntBE(expires, EXPIRES_AT, 6);
    this.signatureOf(bytes).copy(bytes, SIGNATURE_AT);
    return bytes.toString('base64url');
  }

  /** What a token tells, whether it is still good or not; undefined where we have not made it. */
  read(token: string): ReadToken | undefined {
    if (!WRITTEN.test(token)) return undefined;
    const bytes = Buffer.from(token, 'base64url');
    const isOurs = timingSafeEqual(bytes.subarray(SIGNATURE_AT), this.signatureOf(bytes));
    if (!isOurs || bytes[0] !== LAYOUT) return undefined;
    const mark = bytes.subarray(MARK_AT, EXPIRES_AT);
    return {
      key: bytes.toString('hex', KEY_AT, MARK_AT).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      expires: bytes.readUIntBE(EXPIRES_AT, 6),
      isFor: (record) => mark.equals(markOf(record)),
    };
  }

  private signatureOf(bytes: Buffer): Buffer {
    const signature = createHmac('sha256', this.signing).update(bytes.subarray(0, SIGNATURE_AT)).digest();
    return signature.subarray(0, SIGNATURE_BYTES);
  }
}

/** Ids of records may be long: their digest tells them apart. */
function markOf(record: string): Buffer {
  return createHash('sha256').update(record).digest().subarray(0, MARK_BYTES);
}
