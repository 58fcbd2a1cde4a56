import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { IdentifiedRequest, Reply } from './identity';
import { SESSION_COOKIE, Sessions, type HowSignedIn, type Session } from '../sessions';

/** How cookies of ours are called and travel. */
export class CookiePolicy {
  /** @param secure whether they travel over https only: wherever the service is reached by https */
  constructor(readonly secure: boolean) {}

  /**
   * What the browser calls a cookie. With the prefix it takes one only over https from this very host, so that a neighbour under
   * the same domain cannot plant another (RFC 6265bis, section 4.1.3). Without https browsers refuse the prefix.
   */
  nameOf(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }

  options(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure };
  }
}

/** Writes the session of a request into its cookie. */
@Injectable()
export class RequestSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly policy: CookiePolicy,
  ) {}

  /** A new session, which takes nothing over from one that was there before. */
  async begin(reply: Reply, account: string, how: HowSignedIn = {}): Promise<Session> {
    const session = this.sessions.begin(account, how);
    await this.write(reply, session);
    return session;
  }

  /** Remembers what the next page waits for and says once. */
  async change(request: IdentifiedRequest, reply: Reply, change: Pick<Session, 'seen' | 'flash'>): Promise<void> {
    const session = request.identity?.session;
    if (session) await this.write(reply, { ...session, ...change });
  }

  /** The sealed session that a request brought, whoever may have made it up. */
  broughtBy(request: IdentifiedRequest): string | undefined {
    return request.cookies[this.policy.nameOf(SESSION_COOKIE)];
  }

  end(reply: Reply): void {
    void reply.clearCookie(this.policy.nameOf(SESSION_COOKIE), this.policy.options());
    // What was shown must not be found by whoever sits down here next.
    void reply.header('Clear-Site-Data', '"cache", "storage"');
  }

  private async write(reply: Reply, session: Session): Promise<void> {
    void reply.setCookie(this.policy.nameOf(SESSION_COOKIE), await this.sessions.seal(session), this.policy.options());
  }
}
