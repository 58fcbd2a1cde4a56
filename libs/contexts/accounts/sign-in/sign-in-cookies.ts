import '@fastify/cookie';
import { randomUUID } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { SystemClock } from '@minutebook/kernel/recording';
import type { IdentifiedRequest, Reply } from '../application/identity';
import { OPENED_BY, SEALED_BY } from '../sessions';
import type { CookiePolicy } from '../application/request-session';

export const DEVICE_COOKIE = 'minutebook-device';
export const HALF_WAY_COOKIE = 'minutebook-half-way';

/** A device is known for a year after it last signed in, in seconds. */
const DEVICE_SECONDS = 365 * 24 * 60 * 60;
/** Between the password and the one-time password, in seconds. */
const HALF_WAY_SECONDS = 5 * 60;

/** A browser that has signed in to an account before. */
export interface KnownDevice {
  readonly id: string;
  readonly account: string;
}

/** Somebody whose password was right and whose one-time password is still to come. */
export interface HalfWay {
  readonly account: string;
  readonly next: string;
}

/**
 * Encrypted cookies of the sign-in (JWE, A256GCM): which account this browser signed in to before, and who is half way
 * in. Each says what it is for, so that none can be taken for another or for a session.
 */
export class SignInCookies {
  constructor(
    private readonly secret: Uint8Array,
    private readonly clock: SystemClock,
    private readonly policy: CookiePolicy,
  ) {}

  async device(request: IdentifiedRequest): Promise<KnownDevice | undefined> {
    const found = await this.open(request, DEVICE_COOKIE);
    return found && { id: String(found['id']), account: String(found['account']) };
  }

  /** Knows this browser from now on, under the id that it had. */
  async knowDevice(request: IdentifiedRequest, reply: Reply, account: string): Promise<void> {
    const before = await this.device(request);
    const id = before?.account === account ? before.id : randomUUID();
    await this.write(reply, DEVICE_COOKIE, { id, account }, DEVICE_SECONDS);
  }

  async halfWay(request: IdentifiedRequest): Promise<HalfWay | undefined> {
    const found = await this.open(request, HALF_WAY_COOKIE);
    return found && { account: String(found['account']), next: String(found['next']) };
  }

  async goHalfWay(reply: Reply, { account, next }: HalfWay): Promise<void> {
    await this.write(reply, HALF_WAY_COOKIE, { account, next }, HALF_WAY_SECONDS);
  }

  endHalfWay(reply: Reply): void {
    void reply.clearCookie(this.policy.nameOf(HALF_WAY_COOKIE), this.policy.options());
  }

  private async write(
    reply: Reply,
    name: string,
    content: Readonly<Record<string, string>>,
    seconds: number,
  ): Promise<void> {
    const now = Math.floor(this.clock.now() / 1000);
    const sealed = await new EncryptJWT(content)
      .setProtectedHeader(SEALED_BY)
      .setAudience(name)
      .setExpirationTime(now + seconds)
      .encrypt(this.secret);
    void reply.setCookie(this.policy.nameOf(name), sealed, { ...this.policy.options(), maxAge: seconds });
  }

  private async open(request: IdentifiedRequest, name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const cookie = request.cookies[this.policy.nameOf(name)];
    if (cookie === undefined || cookie === '') return undefined;
    try {
      const currentDate = new Date(this.clock.now());
      return (await jwtDecrypt(cookie, this.secret, { audience: name, currentDate, ...OPENED_BY })).payload;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  }
}
