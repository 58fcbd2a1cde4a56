import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { IdentifiedRequest, Reply } from './identity';
import { SESSION_COOKIE, Sessions, type HowSignedIn, type Session } from '../sessions';

/** Whether cookies may travel over https only: wherever the service is reached by https. */
export abstract class CookiePolicy {
  abstract readonly secure: boolean;
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

  end(reply: Reply): void {
    void reply.clearCookie(SESSION_COOKIE, this.options());
  }

  private async write(reply: Reply, session: Session): Promise<void> {
    void reply.setCookie(SESSION_COOKIE, await this.sessions.seal(session), this.options());
  }

  private options(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.policy.secure };
  }
}
