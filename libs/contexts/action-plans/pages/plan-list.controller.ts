import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, roleFor, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { GroupsQuery } from '@minutebook/governance-groups';
import { Pages } from '@minutebook/web-kit';
import { PlansQuery } from '../read-models/plans.query';
import { planPaths } from './action-plan-paths';
import { presentPlanList } from './plan-list.presenter';

/** The list of plans. */
@ApiExcludeController()
@Controller('action-plans')
export class PlanListController {
  constructor(
    private readonly pages: Pages,
    private readonly plans: PlansQuery,
    private readonly groups: GroupsQuery,
  ) {}

  @Permit('read-programme')
  @Get()
  async list(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const plans = this.plans.plans(moment).map((plan) => ({ plan, actions: this.plans.actionsOf(plan.id, moment) }));
    const groupNames = new Map(this.groups.groups(moment).map(({ id, name }) => [id, name]));
    const steps = [
      ...(roleFor(account, 'open-plan') ? [{ text: 'New plan', href: planPaths.open }] : []),
      ...(roleFor(account, 'import-plan') ? [{ text: 'Import a plan from a file', href: planPaths.importing }] : []),
    ];
    const page = presentPlanList(plans, groupNames, steps, moment);
    await this.pages.send(request, reply, 'plan-list.njk', { title: 'Action plans' }, page);
  }
}
