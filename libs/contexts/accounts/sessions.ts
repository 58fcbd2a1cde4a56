import { randomBytes } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { SystemClock } from '@minutebook/kernel/recording';

export const SESSION_COOKIE = 'minutebook';

/** A signed-in session ends this long after the sign-in, in seconds. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** What the encrypted cookie holds. */
export interface Session {
  readonly account: string;
  /** Epoch ms of the sign-in, by the machine's clock. */
  readonly issuedAt: number;
  /** Secret from which the tokens against forged requests are made. */
  readonly csrfSecret: string;
  /** `stream@revision` of the last command: the next page waits for it. */
  readonly seen?: string;
  /** The reader signed in with a password: closed matters then need a second factor. */
  readonly byPassword?: boolean;
  /** What the next page says once. */
  readonly flash?: { readonly text: string; readonly href?: string; readonly linkText?: string };
  /** Whether a provider identified the reader, who may then want to sign out there as well. */
  readonly byProvider?: boolean;
}

/** By what the reader was identified; neither in a demonstration. */
export type HowSignedIn = Pick<Session, 'byPassword' | 'byProvider'>;

/** How our cookies are sealed: the secret itself is the key. */
export const SEALED_BY = { alg: 'dir', enc: 'A256GCM' } as const;

/** What a cookie says of itself is not asked: it opens as it was sealed, or not at all. */
export const OPENED_BY = { keyManagementAlgorithms: [SEALED_BY.alg], contentEncryptionAlgorithms: [SEALED_BY.enc] };

/** Opening a cookie takes a tenth of a millisecond; a reader sends the same one with every request. */
const REMEMBERED = 1_000;

/** Sealed cookies (JWE, A256GCM): nothing about sessions is stored on the server. */
export class Sessions {
  private readonly opened = new Map<string, Session>();

  constructor(
    private readonly secret: Uint8Array,
    private readonly clock: SystemClock,
  ) {}

  begin(account: string, how: HowSignedIn = {}): Session {
    return {
      ...how,
      account,
      issuedAt: this.clock.now(),
      csrfSecret: randomBytes(18).toString('base64url'),
    };
  }

  /** The value of the cookie. */
  async seal(session: Session): Promise<string> {
    const { account, issuedAt, csrfSecret, seen, flash, byPassword, byProvider } = session;
    const seconds = Math.floor(issuedAt / 1000);
    return new EncryptJWT({ account, csrfSecret, seen, flash, byPassword, byProvider, issuedAt })
      .setProtectedHeader(SEALED_BY)
      .setAudience(SESSION_COOKIE)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + SESSION_SECONDS)
      .encrypt(this.secret);
  }

  /** The session of a cookie; undefined where it is not ours, was altered, or has ended. */
  async open(cookie: string | undefined): Promise<Session | undefined> {
    if (cookie === undefined || cookie === '') return undefined;
    const session = this.opened.get(cookie) ?? (await this.decrypt(cookie));
    if (!session || session.issuedAt + SESSION_SECONDS * 1000 <= this.clock.now()) return undefined;
    return session;
  }

  private async decrypt(cookie: string): Promise<Session | undefined> {
    try {
      const { payload } = await jwtDecrypt(cookie, this.secret, {
        audience: SESSION_COOKIE,
        currentDate: new Date(this.clock.now()),
        ...OPENED_BY,
      });
      const session: Session = {
        account: String(payload['account']),
        issuedAt: Number(payload['issuedAt']),
        csrfSecret: String(payload['csrfSecret']),
        seen: payload['seen'] as string | undefined,
        flash: payload['flash'] as Session['flash'],
        byPassword: payload['byPassword'] === true,
        byProvider: payload['byProvider'] === true,
      };
      if (this.opened.size >= REMEMBERED) this.opened.clear();
      this.opened.set(cookie, session);
      return session;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  }
}
