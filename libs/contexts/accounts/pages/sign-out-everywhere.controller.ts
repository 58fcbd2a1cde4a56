import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { FormPages, type FormView } from '@minutebook/web-kit';
import type { Account } from '../account-rights';
import { RecordOnAccount } from '../application/account.command-handler';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { RequestSession } from '../application/request-session';
import { pageRequest } from '../command-requests';
import { CHANGE, ownView } from './own-form';

const SIGN_OUT_FORM: FormView = {
  ...ownView('sign-out-everywhere', 'Sign out everywhere', 'Sign out everywhere'),
  template: 'confirm.njk',
  context: {
    lead: 'For when you left a computer without signing out, or somebody else may know your password.',
    consequences: [
      'You are signed out here and on every other computer and telephone, at once.',
      'Your tokens of the API stay. Revoke them on your account’s page if they may be known.',
    ],
  },
};

/** Ends every session of the reader’s account. */
@ApiExcludeController()
@Controller('my-account/sign-out-everywhere')
export class SignOutEverywhereController {
  constructor(
    private readonly forms: FormPages,
    private readonly session: RequestSession,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  @Permit(CHANGE)
  @Get()
  async signOutForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.forms.show({ request, reply }, SIGN_OUT_FORM);
  }

  @Permit(CHANGE)
  @Post()
  async signOutEverywhere(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const input = { type: 'end-sessions', now: this.clock.now() } as const;
    const outcome = await this.forms.execute(new RecordOnAccount(id, input, pageRequest(request, CHANGE)));
    if ('again' in outcome) return this.forms.show({ request, reply }, SIGN_OUT_FORM, outcome.again);
    this.session.end(reply);
    void reply.redirect('/sign-in?signed-out=yes', 303);
  }
}
