import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { formErrorsOf, FormPages, type FormView } from '@minutebook/web-kit';
import type { Account } from '../account-rights';
import { RecordOnAccount } from '../application/account.command-handler';
import { AccountReader } from '../application/account-reader';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { RequestSession } from '../application/request-session';
import { pageRequest } from '../command-requests';
import { LocalSignIn } from '../application/local-sign-in';
import { hashPassword, SHORTEST_PASSWORD } from '../sign-in/passwords';
import { PasswordSetting } from '../application/password-setting';
import { accountPaths } from './account-paths';
import { again, CHANGE, ownView, secretsOf } from './own-form';

const PASSWORD_FORM: FormView = {
  ...ownView('password', 'Change your password', 'Change the password'),
  template: 'change-password.njk',
  context: { shortest: SHORTEST_PASSWORD },
};

/** A new password, with the present one. */
@ApiExcludeController()
@Controller('my-account/password')
export class OwnPasswordController {
  constructor(
    private readonly forms: FormPages,
    private readonly reader: AccountReader,
    private readonly passwords: PasswordSetting,
    private readonly signIn: LocalSignIn,
    private readonly session: RequestSession,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  @Permit(CHANGE)
  @Get()
  async passwordForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.forms.show({ request, reply }, PASSWORD_FORM);
  }

  @Permit(CHANGE)
  @Post()
  async changePassword(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const { current, password } = secretsOf(request);
    const http = { request, reply };
    const read = await this.reader.read(id);
    if (!read) throw new Error('Whoever is signed in has an account');
    if (!(await this.signIn.isOwnPassword(id, current)))
      return this.forms.show(http, PASSWORD_FORM, again('This is not your present password', 'current'));
    const refused = this.passwords.refusalOf(read, password);
    if (refused) return this.forms.show(http, PASSWORD_FORM, { status: 422, errors: formErrorsOf(refused) });
    const credential = await hashPassword(password);
    const input = { type: 'set-password', credential, by: 'change', now: this.clock.now() } as const;
    const outcome = await this.forms.execute(new RecordOnAccount(id, input, pageRequest(request, CHANGE)));
    if ('again' in outcome) return this.forms.show(http, PASSWORD_FORM, outcome.again);
    await this.staySignedIn(request, reply, id);
    await this.forms.done(
      http,
      outcome.done,
      'Your password was changed, and you were signed out everywhere else.',
      accountPaths.own,
    );
  }

  /** Everybody who signed in before was signed out, this browser too: it gets a session of its own. */
  private async staySignedIn(request: IdentifiedRequest, reply: Reply, account: string): Promise<void> {
    const session = await this.session.begin(reply, account, { byPassword: true });
    if (request.identity) request.identity = { ...request.identity, session };
  }
}
