import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { GroupsQuery } from '@minutebook/governance-groups';
import { ChaseQuery } from '@minutebook/reminders';
import { addressOf, Pages, Problem, type Address } from '@minutebook/web-kit';
import { PlansQuery } from '../read-models/plans.query';
import { planPaths } from './action-plan-paths';
import { authorsOf } from './action-timeline';
import { presentAction } from './action.presenter';
import { found } from './found';

/** Entries of the timeline on one page. */
const ENTRIES = 40;

/** The page of one action: state, next step, facts, timeline. */
@ApiExcludeController()
@Controller('actions')
export class ActionController {
  constructor(
    private readonly pages: Pages,
    private readonly plans: PlansQuery,
    private readonly groups: GroupsQuery,
    private readonly accounts: AccountDirectory,
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
    const address = addressOf(request);
    const action = found(this.plans.action(id, moment), 'action');
    const plan = found(this.plans.plan(action.planId, moment), 'action plan');
    const latest = this.plans.timeline(id, moment, ENTRIES + 1);
    const before = beforeOf(address);
    const entries = before === undefined ? latest : this.plans.timeline(id, moment, ENTRIES + 1, before);
    const reportId = action.reported?.reportId;
    const page = presentAction(
      {
        action,
        plan,
        account,
        groupName: this.groups.group(plan.groupId, moment)?.name ?? plan.groupId,
        authors: authorsOf(reportId, latest),
        returnReason:
          latest.find((entry) => entry.kind === 'ProgressReturned' && entry.reportId === reportId)?.reason ?? null,
        chase: this.chase.of(`action-${id}`, moment),
        entries: entries.slice(0, ENTRIES),
        hasEarlier: entries.length > ENTRIES,
      },
      (who) => this.accounts.nameOf(who),
      address,
      moment,
    );
    const head = {
      title: `${action.reference} ${action.title}`,
      breadcrumbs: [
        { text: 'Plans', href: planPaths.list },
        { text: plan.title, href: planPaths.board(plan.id) },
      ],
    };
    await this.pages.send(request, reply, 'action.njk', head, page);
  }
}

function beforeOf({ query }: Address): number | undefined {
  const asked = query['before'];
  if (asked === undefined || asked === '') return undefined;
  if (typeof asked !== 'string' || !/^\d{1,15}$/.test(asked))
    throw new Problem(400, { title: 'Ask for entries before a record number, such as before=120' });
  return Number(asked);
}
