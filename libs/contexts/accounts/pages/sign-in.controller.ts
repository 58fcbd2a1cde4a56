import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FormErrors, Pages, Problem, textOf, type Body as FormBody } from '@minutebook/web-kit';
import { OfferedAccounts } from '../account-directory';
import { Public, type IdentifiedRequest, type Reply } from '../application/identity';
import { RequestSession } from '../application/request-session';
import { LocalSignIn } from '../application/local-sign-in';
import { SignInCookies } from '../sign-in/sign-in-cookies';
import { WaysToSignIn } from '../openid/ways-to-sign-in';
import { ownPath } from './own-path';
import { presentSignIn } from './sign-in.presenter';

/** Says on the sign-in page that the reader has just signed out: `here` while a provider still knows them, else `yes`. */
const SIGNED_OUT = 'signed-out';

/** One sentence whatever was wrong, so that it does not tell whether the address is known. */
const NOT_RIGHT = 'The address or the password is not right';

/** Signing in and out. Each answer leads only to addresses of this service. */
@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(
    private readonly pages: Pages,
    private readonly accounts: OfferedAccounts,
    private readonly session: RequestSession,
    private readonly local: LocalSignIn,
    private readonly cookies: SignInCookies,
    private readonly ways: WaysToSignIn,
  ) {}

  @Public()
  @Get('sign-in')
  async form(@Query('next') next: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.show(request, reply, { next });
  }

  @Public()
  @Post('sign-in')
  async signIn(
    @Body() body: FormBody | undefined,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    if (!this.ways.local) throw localSignInIsOff();
    const sent = body ?? {};
    if (this.accounts.all.length > 0) return this.choose(sent, request, reply);
    const email = textOf(sent, 'email');
    const password = typeof sent['password'] === 'string' ? sent['password'] : '';
    const missing = new FormErrors([
      ...(email === '' ? [{ field: 'email', message: 'Enter your e-mail address' }] : []),
      ...(password === '' ? [{ field: 'password', message: 'Enter your password' }] : []),
    ]);
    const again = { next: sent['next'], email };
    if (missing.any) return this.show(request, reply, { ...again, errors: missing });
    const outcome = await this.local.signIn(email, password, request.ip, await this.cookies.device(request));
    if (outcome === 'not-right')
      return this.show(request, reply, { ...again, errors: FormErrors.of(NOT_RIGHT, 'email') });
    if ('asksForCode' in outcome) {
      await this.cookies.goHalfWay(reply, { account: outcome.asksForCode, next: ownPath(sent['next']) });
      return void reply.redirect('/sign-in/code', 303);
    }
    await this.letIn(request, reply, outcome.signedIn, ownPath(sent['next']));
  }

  @Public()
  @Get('sign-in/code')
  async askForCode(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    if (!(await this.cookies.halfWay(request))) return void reply.redirect('/sign-in', 303);
    await this.showCode(request, reply, FormErrors.none);
  }

  @Public()
  @Post('sign-in/code')
  async takeCode(
    @Body() body: FormBody | undefined,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const halfWay = await this.cookies.halfWay(request);
    if (!halfWay) return void reply.redirect('/sign-in', 303);
    const code = textOf(body ?? {}, 'code');
    if (code === '') return this.showCode(request, reply, FormErrors.of('Enter the code', 'code'));
    if (!(await this.local.isOwnCode(halfWay.account, code)))
      return this.showCode(
        request,
        reply,
        FormErrors.of('The code is not right, or was used already. Wait for the next one', 'code'),
      );
    this.cookies.endHalfWay(reply);
    await this.letIn(request, reply, halfWay.account, ownPath(halfWay.next));
  }

  @Public()
  @Post('sign-out')
  async signOut(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    this.session.end(reply);
    const isKnownElsewhere =
      request.identity?.session?.byProvider === true && (await this.ways.openId?.endSessionAddress()) !== undefined;
    void reply.redirect(`/sign-in?${SIGNED_OUT}=${isKnownElsewhere ? 'here' : 'yes'}`, 303);
  }

  /** In a demonstration: one of the accounts that everybody may choose. */
  private async choose(sent: FormBody, request: IdentifiedRequest, reply: Reply): Promise<void> {
    const account = this.accounts.all.find(({ id }) => id === sent['account']);
    if (!account) {
      const errors = FormErrors.of('Choose who you are signing in as', 'account');
      return this.show(request, reply, { next: sent['next'], errors });
    }
    await this.session.begin(reply, account.id);
    void reply.redirect(ownPath(sent['next']), 303);
  }

  private async letIn(request: IdentifiedRequest, reply: Reply, account: string, next: string): Promise<void> {
    await this.cookies.knowDevice(request, reply, account);
    await this.session.begin(reply, account, { byPassword: true });
    void reply.redirect(next, 303);
  }

  private async show(
    request: IdentifiedRequest,
    reply: Reply,
    { next, email = '', errors = FormErrors.none }: { next: unknown; email?: string; errors?: FormErrors },
  ): Promise<void> {
    const signedOut = request.identity ? 'no' : (request.query as Readonly<Record<string, unknown>>)[SIGNED_OUT];
    const page = presentSignIn(this.ways, this.accounts.all, { next: ownPath(next), email, signedOut });
    const head = { title: 'Sign in', errors, formPath: '/sign-in' };
    await this.pages.send(request, reply, 'sign-in.njk', head, page, errors.any ? 422 : 200);
  }

  private async showCode(request: IdentifiedRequest, reply: Reply, errors: FormErrors): Promise<void> {
    const head = { title: 'Enter your one-time password', errors, formPath: '/sign-in/code' };
    await this.pages.send(request, reply, 'sign-in-code.njk', head, {}, errors.any ? 422 : 200);
  }
}

function localSignInIsOff(): Problem {
  return new Problem(403, {
    title: 'Accounts with a password of Minutebook’s own are switched off here. Sign in from the sign-in page',
    rule: 'local-sign-in-off',
  });
}
