import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The cookie that keeps a mark; a mark is worth nothing without the password. */
export const DEVICE_COOKIE = 'minutebook-device';

/**
 * Marks a browser as one from which an account has signed in (OWASP, device cookies). It lets nobody in; it only says that an
 * attempt to sign in is not counted with those of strangers, so that strangers cannot lock the account's owner out.
 */
export class DeviceMarks {
  private readonly key: Buffer;

  constructor(sessionSecret: Uint8Array) {
    this.key = createHmac('sha256', sessionSecret).update('device marks').digest();
  }

  /** A new mark, for after a sign-in. */
  markFor(account: string): string {
    const device = randomBytes(16).toString('base64url');
    return `${device}.${this.sealOf(device, account).toString('base64url')}`;
  }

  /** The device that a mark names; undefined where it is not ours, or was made for another account. */
  deviceOf(mark: string | undefined, account: string): string | undefined {
    const [device = '', seal = ''] = (mark ?? '').split('.');
    const given = Buffer.from(seal, 'base64url');
    const right = this.sealOf(device, account);
    return given.length === right.length && timingSafeEqual(given, right) ? device : undefined;
  }

  private sealOf(device: string, account: string): Buffer {
    return createHmac('sha256', this.key).update(`${device}\n${account}`).digest();
  }
}
