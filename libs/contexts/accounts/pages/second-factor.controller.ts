import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { bodyOf, FormPages, textOf, type FormView } from '@minutebook/web-kit';
import type { Account } from '../account-rights';
import { RecordOnAccount } from '../application/account.command-handler';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { pageRequest } from '../command-requests';
import { LocalSignIn } from '../application/local-sign-in';
import { enrolment, newOneTimeSecret, stepOf } from '../sign-in/one-time-passwords';
import { accountPaths } from './account-paths';
import { again, CHANGE, ownView, secretsOf } from './own-form';

/** One-time passwords of a telephone beside the password. */
@ApiExcludeController()
@Controller('my-account/second-factor')
export class SecondFactorController {
  constructor(
    private readonly forms: FormPages,
    private readonly signIn: LocalSignIn,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  @Permit(CHANGE)
  @Get()
  async secondFactorForm(
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    await this.forms.show({ request, reply }, this.secondFactorView(account, newOneTimeSecret()));
  }

  @Permit(CHANGE)
  @Post()
  async setSecondFactor(
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const http = { request, reply };
    const sent = textOf(bodyOf(request), 'secret');
    // What no form of ours sent is not taken for a secret: a weak one would be as good as none.
    const secret = /^[A-Z2-7]{32}$/.test(sent) ? sent : newOneTimeSecret();
    const view = this.secondFactorView(account, secret);
    const { current } = secretsOf(request);
    if (!(await this.signIn.isOwnPassword(account.id, current)))
      return this.forms.show(http, view, again('This is not your password', 'current'));
    if (stepOf(secret, textOf(bodyOf(request), 'code'), this.clock.now()) === undefined)
      return this.forms.show(http, view, again('The code is not right. Look at the telephone once more', 'code'));
    const input = { type: 'set-second-factor', credential: secret } as const;
    const outcome = await this.forms.execute(new RecordOnAccount(account.id, input, pageRequest(request, CHANGE)));
    if ('again' in outcome) return this.forms.show(http, view, outcome.again);
    await this.forms.done(http, outcome.done, 'From now on you sign in with your telephone as well.', accountPaths.own);
  }

  private secondFactorView(account: Account, secret: string): FormView {
    const { picture, typed } = enrolment(secret, account.name, 'Minutebook');
    return {
      ...ownView('second-factor', 'Sign in with your telephone as well', 'Set it up'),
      template: 'second-factor.njk',
      context: { secret, picture, typed },
    };
  }
}
