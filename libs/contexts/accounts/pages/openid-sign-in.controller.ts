import '@fastify/cookie';
import type { CookieSerializeOptions } from '@fastify/cookie';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Refusal } from '@minutebook/kernel';
import { Pages } from '@minutebook/web-kit';
import { Public, type IdentifiedRequest, type Reply } from '../application/identity';
import { CookiePolicy, RequestSession } from '../application/request-session';
import { ExternalAccounts } from '../openid/external-accounts';
import { OpenIdProvider } from '../openid/openid-provider';
import { ATTEMPT_COOKIE, ATTEMPT_SECONDS, SignInAttempts } from '../openid/sign-in-attempts';
import { ownPath } from './own-path';

/** A longer path would make a cookie that browsers drop. */
const LONGEST_NEXT = 1_000;

/** 503 says to come again, 400 that the request itself is at fault; whatever else refuses is 403. */
const STATUS: Readonly<Record<string, number>> = {
  'openid-out-of-reach': 503,
  'openid-not-set-up': 503,
  'openid-not-begun-here': 400,
  'openid-used-already': 400,
};

/** Signing in with the council's OpenID Connect provider: there, and back with one answer that is used once. */
@ApiExcludeController()
@Controller('sign-in/openid')
export class OpenIdSignInController {
  constructor(
    private readonly pages: Pages,
    private readonly provider: OpenIdProvider,
    private readonly attempts: SignInAttempts,
    private readonly accounts: ExternalAccounts,
    private readonly session: RequestSession,
    private readonly policy: CookiePolicy,
  ) {}

  @Public()
  @Get()
  async begin(@Query('next') next: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const path = ownPath(next);
    const begun = await this.provider.begin(path.length > LONGEST_NEXT ? '/' : path);
    if ('refused' in begun) return this.refuse(request, reply, begun.refused);
    const sealed = await this.attempts.seal(begun.attempt);
    void reply.setCookie(ATTEMPT_COOKIE, sealed, { ...this.cookieOptions(), maxAge: ATTEMPT_SECONDS });
    void reply.redirect(begun.address.href, 303);
  }

  @Public()
  @Get('callback')
  async finish(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const attempt = await this.attempts.open(request.cookies[ATTEMPT_COOKIE]);
    const { state } = request.query as { readonly state?: unknown };
    // Somebody else's answer leaves a sign-in that is under way as it is, and whoever is signed in signed in.
    if (!attempt || state !== attempt.state)
      return this.refuse(request, reply, this.provider.refusal('openid-not-begun-here'));
    void reply.clearCookie(ATTEMPT_COOKIE, this.cookieOptions());
    if (!this.attempts.use(attempt)) return this.refuse(request, reply, this.provider.refusal('openid-used-already'));
    const query = request.url.slice(request.url.indexOf('?'));
    const told = await this.provider.identify(query, attempt);
    if ('refused' in told) return this.refuse(request, reply, told.refused);
    const signedIn = await this.accounts.signIn(told.identity);
    if ('refused' in signedIn) return this.refuse(request, reply, signedIn.refused);
    await this.session.begin(reply, signedIn.account, { byProvider: true });
    void reply.redirect(attempt.next, 303);
  }

  /** Where the provider offers it, to the end of its own session; ours has ended before. */
  @Public()
  @Get('end-session')
  async endSession(@Res() reply: Reply): Promise<void> {
    const address = await this.provider.endSessionAddress();
    void reply.redirect(address?.href ?? '/sign-in', 303);
  }

  /** The provider sends back to here who has signed out there. */
  @Public()
  @Get('signed-out')
  signedOut(@Res() reply: Reply): void {
    void reply.redirect('/sign-in?signed-out=yes', 303);
  }

  private async refuse(request: IdentifiedRequest, reply: Reply, { rule, message }: Refusal): Promise<void> {
    // The page repeats nothing of an address that holds a code.
    const head = { title: 'You have not been signed in', formPath: '/', query: {} };
    await this.pages.send(request, reply, 'openid-refused.njk', head, { detail: message }, STATUS[rule] ?? 403);
  }

  private cookieOptions(): CookieSerializeOptions {
    return { path: '/sign-in/openid', httpOnly: true, sameSite: 'lax', secure: this.policy.secure };
  }
}
