import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FormErrors, formErrorsOf, Pages, textOf, type Body as FormBody } from '@minutebook/web-kit';
import { Public, type IdentifiedRequest, type Reply } from '../application/identity';
import { RequestSession } from '../application/request-session';
import { PasswordSetting } from '../application/password-setting';
import { SHORTEST_PASSWORD } from '../sign-in/passwords';
import { SignInCookies } from '../sign-in/sign-in-cookies';

/** Whoever was given a code sets a password with it, and is signed in. */
@ApiExcludeController()
@Controller('set-password')
export class SetPasswordController {
  constructor(
    private readonly pages: Pages,
    private readonly passwords: PasswordSetting,
    private readonly session: RequestSession,
    private readonly cookies: SignInCookies,
  ) {}

  @Public()
  @Get()
  async form(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.show(request, reply, '', FormErrors.none);
  }

  @Public()
  @Post()
  async set(@Body() body: FormBody | undefined, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const sent = body ?? {};
    const email = textOf(sent, 'email');
    const code = textOf(sent, 'code');
    const password = typeof sent['password'] === 'string' ? sent['password'] : '';
    const missing = new FormErrors([
      ...(email === '' ? [{ field: 'email', message: 'Enter your e-mail address' }] : []),
      ...(code === '' ? [{ field: 'code', message: 'Enter the code that you were given' }] : []),
      ...(password === '' ? [{ field: 'password', message: 'Enter a password' }] : []),
    ]);
    if (missing.any) return this.show(request, reply, email, missing);
    const outcome = await this.passwords.withCode(email, code, password, request.ip);
    if ('refused' in outcome) return this.show(request, reply, email, formErrorsOf(outcome.refused));
    await this.cookies.knowDevice(request, reply, outcome.account);
    await this.session.begin(reply, outcome.account, { byPassword: true });
    void reply.redirect('/', 303);
  }

  private async show(request: IdentifiedRequest, reply: Reply, email: string, errors: FormErrors): Promise<void> {
    const head = { title: 'Set your password', errors, formPath: '/set-password' };
    await this.pages.send(
      request,
      reply,
      'set-password.njk',
      head,
      { email, shortest: SHORTEST_PASSWORD },
      errors.any ? 422 : 200,
    );
  }
}
