import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { Pages } from '@minutebook/web-kit';
import type { Account } from '../account-rights';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { AccountsQuery } from '../read-models/accounts.query';
import { presentMyAccount } from './my-account.presenter';
import { CHANGE } from './own-form';
import { RolesInWords } from './roles-in-words';

/** What somebody may do here, and how they sign in. */
@ApiExcludeController()
@Controller('my-account')
export class MyAccountController {
  constructor(
    private readonly pages: Pages,
    private readonly accounts: AccountsQuery,
    private readonly roles: RolesInWords,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  @Permit(CHANGE)
  @Get()
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const page = presentMyAccount({
      account,
      summary: this.accounts.today(account.id),
      roleInWords: (grant) => this.roles.of(grant, moment),
      tokens: this.accounts.tokens({ ...moment }, account.id),
      now: this.clock.now(),
      byPassword: request.identity?.session?.byPassword === true,
    });
    await this.pages.send(request, reply, 'my-account.njk', { title: 'My account' }, page);
  }
}
