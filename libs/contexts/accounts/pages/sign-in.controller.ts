import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FormErrors, Pages } from '@minutebook/web-kit';
import { OfferedAccounts } from '../account-directory';
import { Public, type IdentifiedRequest, type Reply } from '../application/identity';
import { RequestSession } from '../application/request-session';
import { presentSignIn } from './sign-in.presenter';

/** Says on the sign-in page that the reader has just signed out. */
const SIGNED_OUT = 'signed-out';

/** Signing in and out. Each answer leads only to addresses of this service. */
@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(
    private readonly pages: Pages,
    private readonly accounts: OfferedAccounts,
    private readonly session: RequestSession,
  ) {}

  @Public()
  @Get('sign-in')
  async form(@Query('next') next: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.show(request, reply, next, FormErrors.none, 200);
  }

  @Public()
  @Post('sign-in')
  async signIn(
    @Body() body: { account?: string; next?: string } | undefined,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const account = this.accounts.all.find(({ id }) => id === body?.account);
    if (!account)
      return this.show(request, reply, body?.next, FormErrors.of('Choose who you are signing in as', 'account'), 422);
    await this.session.begin(reply, account.id);
    void reply.redirect(ownPath(body?.next), 303);
  }

  @Public()
  @Post('sign-out')
  signOut(@Res() reply: Reply): void {
    this.session.end(reply);
    void reply.redirect(`/sign-in?${SIGNED_OUT}=yes`, 303);
  }

  private async show(
    request: IdentifiedRequest,
    reply: Reply,
    next: unknown,
    errors: FormErrors,
    status: number,
  ): Promise<void> {
    const signedOut = (request.query as Readonly<Record<string, unknown>>)[SIGNED_OUT] === 'yes';
    const page = presentSignIn(this.accounts.all, ownPath(next), signedOut && !request.identity);
    await this.pages.send(
      request,
      reply,
      'sign-in.njk',
      { title: 'Sign in', errors, formPath: '/sign-in' },
      page,
      status,
    );
  }
}

/** Where to go after signing in: only within this service, so that no link can lead a reader away. */
export function ownPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\w\-./?=&%+~:,@]*$/.test(next) ? next : '/';
}
