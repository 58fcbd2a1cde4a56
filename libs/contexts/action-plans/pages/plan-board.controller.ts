import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  Permit,
  roleFor,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Permission,
  type Reply,
} from '@minutebook/accounts';
import { endingInWords, GroupsQuery } from '@minutebook/governance-groups';
import { ChaseQuery } from '@minutebook/reminders';
import { addressOf, Pages, type Link } from '@minutebook/web-kit';
import { PlansQuery, type PlanSummary } from '../read-models/plans.query';
import { planPaths } from './action-plan-paths';
import { found } from './found';
import { presentPlanBoard } from './plan-board.presenter';

/** The board of one plan. */
@ApiExcludeController()
@Controller('action-plans')
export class PlanBoardController {
  constructor(
    private readonly pages: Pages,
    private readonly plans: PlansQuery,
    private readonly groups: GroupsQuery,
    private readonly chase: ChaseQuery,
  ) {}

  @Permit('read-programme')
  @Get(':id')
  async show(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const plan = found(this.plans.plan(id, moment), 'action plan');
    const group = this.groups.group(plan.groupId, moment);
    const actions = this.plans.actionsOf(id, moment);
    const withdrawn = this.plans.withdrawnFrom(id, moment);
    const page = presentPlanBoard(
      {
        plan,
        groupName: group?.name ?? plan.groupId,
        groupEnding: group && endingInWords(group),
        actions,
        withdrawn,
        chases: this.chase.ofMany(
          [...actions, ...withdrawn].map((action) => `action-${action.id}`),
          moment,
        ),
        steps: stepsOf(plan, account),
        addAction: may(account, 'add-action', plan, { text: 'Add an action', href: planPaths.addAction(id) })[0],
      },
      addressOf(request),
      moment,
    );
    const head = { title: plan.title, breadcrumbs: [{ text: 'Plans', href: planPaths.list }] };
    await this.pages.send(request, reply, 'plan-board.njk', head, page);
  }
}

function stepsOf(plan: PlanSummary, account: Account): readonly Link[] {
  return [
    ...may(account, 'amend-plan', plan, { text: 'Amend the plan', href: planPaths.amend(plan.id) }),
    ...may(account, 'transfer-plan', plan, { text: 'Transfer it to another group', href: planPaths.transfer(plan.id) }),
    ...may(account, 'close-plan', plan, { text: 'Close the plan', href: planPaths.close(plan.id) }),
  ];
}

/** A link to what the account may do; a closed plan takes no more changes. */
function may(account: Account, permission: Permission, { status }: PlanSummary, link: Link): readonly Link[] {
  return status === 'open' && roleFor(account, permission) !== undefined ? [link] : [];
}
