import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountsQuery,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { PlansQuery } from '@minutebook/action-plans';
import { GroupsQuery } from '@minutebook/governance-groups';
import { Pages } from '@minutebook/web-kit';
import { presentHome } from './home.presenter';

/** The desk: what waits for the reader, most urgent first. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(
    private readonly pages: Pages,
    private readonly plans: PlansQuery,
    private readonly groups: GroupsQuery,
    private readonly accounts: AccountsQuery,
  ) {}

  @Permit('read-programme')
  @Get()
  async home(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const plans = this.plans.plans(moment).map((plan) => ({ plan, actions: this.plans.actionsOf(plan.id, moment) }));
    const page = presentHome(
      account,
      moment,
      plans,
      this.groups.groups(moment),
      this.accounts.accounts(moment).length - 1,
    );
    await this.pages.send(request, reply, 'home.njk', { title: page.heading }, page);
  }
}
