import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  newRecordId,
  ofBody,
  pageRequest,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
  type SignedInExchange,
} from '@minutebook/accounts';
import { GroupsQuery } from '@minutebook/governance-groups';
import { DEFAULT_RAG_SCHEME } from '@minutebook/kernel';
import { bodyOf, FormPages, inOrder, Pages, type ShownAgain } from '@minutebook/web-kit';
import { RecordOnActionPlan } from '../application/action-plan.command-handler';
import { planPaths } from './action-plan-paths';
import { SHOWN_AT } from './shown-at';
import { groupOptions, newPlanErrors, PLAN_FIELDS, readPlan, schemeOptions, type PlanValues } from './plan-reading';

const NO_DATE = { day: '', month: '', year: '' };

/** A new plan, without actions yet. */
@ApiExcludeController()
@Controller('action-plans/new')
export class OpenPlanController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly groups: GroupsQuery,
  ) {}

  @Permit('open-plan', 'somewhere')
  @Get()
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const blank = { title: '', groupId: '', startsOn: NO_DATE, endsOn: NO_DATE, ragScheme: DEFAULT_RAG_SCHEME };
    await this.showForm({ request, reply, account }, blank);
  }

  @Permit('open-plan', ofBody('group', 'groupId'))
  @Post()
  async open(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply, account };
    const { values, errors, startsOn, endsOn } = readPlan(bodyOf(request));
    const faults = inOrder(PLAN_FIELDS, errors, newPlanErrors(values));
    if (faults.any) return this.showForm(http, values, { status: 422, errors: faults });
    const command = pageRequest(request, 'open-plan');
    const planId = newRecordId(command.commandId, undefined);
    const { title, groupId, ragScheme } = values;
    const input = {
      ...{ type: 'open' as const, title, groupId, ragScheme },
      ...{ startsOn: startsOn.date ?? '', endsOn: endsOn.date ?? '' },
    };
    const outcome = await this.forms.execute(new RecordOnActionPlan(planId, input, command), SHOWN_AT);
    if ('again' in outcome) return this.showForm(http, values, outcome.again);
    await this.forms.done(http, outcome.done, 'The plan was opened. Add its first action.', planPaths.board(planId));
  }

  private async showForm(http: SignedInExchange, values: PlanValues, again?: ShownAgain): Promise<void> {
    const moment = await this.pages.moment(http.request);
    const view = {
      template: 'open-plan.njk',
      title: 'New plan',
      breadcrumbs: [{ text: 'Plans', href: planPaths.list }],
      path: planPaths.open,
      submit: 'Open the plan',
      cancel: { text: 'Cancel', href: planPaths.list },
      context: { values, groups: groupOptions(this.groups.groups(moment)), schemes: schemeOptions() },
    };
    await this.forms.show(http, view, again);
  }
}
