import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { SystemClock } from '@minutebook/kernel/recording';

/** Cookie of a sign-in under way; it travels to the addresses of that sign-in only. */
export const ATTEMPT_COOKIE = 'minutebook-openid';

/** Who has not come back from the provider by then begins again. In seconds. */
export const ATTEMPT_SECONDS = 10 * 60;

/** What a sign-in under way rests on. */
export interface SignInAttempt {
  /** Comes back with the answer: the answer belongs to this browser. */
  readonly state: string;
  /** Comes back in the ID token: the token belongs to this sign-in. */
  readonly nonce: string;
  /** Shown when the code is exchanged: a code that somebody else has seen is worth nothing (PKCE, RFC 7636). */
  readonly codeVerifier: string;
  /** Where to go afterwards: a path of this service. */
  readonly next: string;
}

/** Sign-ins under way: each is a sealed cookie of its browser (JWE, A256GCM), good for ten minutes and for one answer. */
export class SignInAttempts {
  private readonly key: Uint8Array;
  /** States that were answered, with the time from which no cookie holds them any more; the oldest first. */
  private readonly used = new Map<string, number>();

  constructor(
    secret: Uint8Array,
    private readonly clock: SystemClock,
  ) {
    // A key of its own: neither kind of cookie can be taken for the other.
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'minutebook sign-in attempt', 32));
  }

  /** The value of the cookie. */
  async seal(attempt: SignInAttempt): Promise<string> {
    const begunAt = Math.floor(this.clock.now() / 1000);
    return new EncryptJWT({ ...attempt })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuedAt(begunAt)
      .setExpirationTime(begunAt + ATTEMPT_SECONDS)
      .encrypt(this.key);
  }

  /** The attempt of a cookie; undefined where it is not ours, was altered, or is over. */
  async open(cookie: string | undefined): Promise<SignInAttempt | undefined> {
    if (cookie === undefined || cookie === '') return undefined;
    try {
      const { payload } = await jwtDecrypt(cookie, this.key, { currentDate: new Date(this.clock.now()) });
      const { state, nonce, codeVerifier, next } = payload;
      return { state: String(state), nonce: String(nonce), codeVerifier: String(codeVerifier), next: String(next) };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /**
   * Uses an attempt up; false where it was used before. This node's own memory: on another node it is the provider that
   * refuses the code a second time.
   */
  use({ state }: SignInAttempt): boolean {
    const now = this.clock.now();
    for (const [old, until] of this.used) {
      if (until > now) break;
      this.used.delete(old);
    }
    if (this.used.has(state)) return false;
    this.used.set(state, now + ATTEMPT_SECONDS * 1000);
    return true;
  }
}
