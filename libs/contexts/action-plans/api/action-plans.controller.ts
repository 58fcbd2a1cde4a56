import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiProperty, ApiTags } from '@nestjs/swagger';
import { AskedByApi, newRecordId, ofBody, ofParam, Permit, type Reply } from '@minutebook/accounts';
import { DEFAULT_RAG_SCHEME } from '@minutebook/kernel';
import { ReadModels, type AsAt } from '@minutebook/kernel/read-models';
import type { CommandRequest } from '@minutebook/kernel/recording';
import { ChaseQuery } from '@minutebook/reminders';
import {
  ApiCommands,
  ApiCreates,
  ApiExchange,
  ApiLists,
  ApiShows,
  ID_SCHEMA,
  IsRecordId,
  ListQuery,
  MayBeLeftOut,
  optionalReason,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import type { ActionPlanInput } from '../application/action-plan-inputs';
import { RecordOnActionPlan } from '../application/action-plan.command-handler';
import { plansProjection } from '../read-models/plans.projection';
import { PlansQuery, type ActionSummary } from '../read-models/plans.query';
import { presentChase, type ActionListedAnswer } from './action.answers';
import { PlanAnswer, PlanListAnswer } from './action-plan.answers';
import {
  AmendActionPlanBody,
  CloseActionPlanBody,
  OpenActionPlanBody,
  TransferActionPlanBody,
} from './action-plan.bodies';

class PlanListQuery extends ListQuery {
  @ApiProperty({ ...ID_SCHEMA, required: false, example: 'GG-WSG', description: 'Only the plans of this group.' })
  @MayBeLeftOut()
  @IsRecordId()
  readonly group?: string;
}

/** Action plans over HTTP: the same commands and queries as the pages. */
@ApiTags('action-plans')
@Controller('api/v1/action-plans')
export class ActionPlansApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly plans: PlansQuery,
    private readonly readModels: ReadModels,
    private readonly chase: ChaseQuery,
  ) {}

  @Post()
  @Permit('open-plan', ofBody('group', 'groupId'))
  @ApiCreates({ id: 'openActionPlan', summary: 'Open an action plan' })
  async open(
    @Body() { id: ownId, title, groupId, startsOn, endsOn, ragScheme = DEFAULT_RAG_SCHEME }: OpenActionPlanBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const id = newRecordId(request.commandId, ownId);
    const answer = await this.record(id, { type: 'open', title, groupId, startsOn, endsOn, ragScheme }, request);
    void reply.header('Location', `/api/v1/action-plans/${id}`);
    return answer;
  }

  @Post(':id/amend')
  @Permit('amend-plan', ofParam('plan'))
  @ApiCommands({ id: 'amendActionPlan', summary: 'Amend the title or the dates of a plan' })
  async amend(
    @Param('id', RecordIdPipe) id: string,
    @Body() { fields, reason }: AmendActionPlanBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'amend', ...fields }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/close')
  @Permit('close-plan', ofParam('plan'))
  @ApiCommands({
    id: 'closeActionPlan',
    summary: 'Close a plan',
    description: 'It then takes no more actions, reports or changes; what waits may still be confirmed or sent back.',
  })
  @ApiBody({ type: CloseActionPlanBody, required: false })
  async close(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: CloseActionPlanBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'close' }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/transfer')
  @Permit('transfer-plan', ofParam('plan'))
  @ApiCommands({ id: 'transferActionPlan', summary: 'Give a plan to another governance group' })
  async transfer(
    @Param('id', RecordIdPipe) id: string,
    @Body() { groupId, reason }: TransferActionPlanBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'transfer', groupId }, { ...request, ...optionalReason(reason) });
  }

  @Get()
  @Permit('read-programme')
  @ApiLists({ id: 'listActionPlans', summary: 'List the action plans', answer: PlanListAnswer })
  async list(@Query() query: PlanListQuery): Promise<PlanListAnswer> {
    return this.api.list(
      query,
      (at) => this.plans.plans(at, query.group),
      (plan) => plan,
    );
  }

  @Get(':id')
  @Permit('read-programme')
  @ApiShows({ id: 'getActionPlan', summary: 'Read one plan with where each of its actions stands', answer: PlanAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<PlanAnswer> {
    return this.api.show(
      query,
      (at) => this.plans.plan(id, at),
      (plan, at) => ({
        ...plan,
        revision: this.revisionOf(id, at),
        actions: this.withChase(this.plans.actionsOf(id, at), at),
        withdrawn: this.withChase(this.plans.withdrawnFrom(id, at), at),
      }),
    );
  }

  private withChase(actions: readonly ActionSummary[], asAt: AsAt): readonly ActionListedAnswer[] {
    const chases = this.chase.ofMany(
      actions.map(({ id }) => `action-${id}`),
      asAt,
    );
    return actions.map((action) => ({ ...action, chase: presentChase(chases.get(`action-${action.id}`)) }));
  }

  private record(id: string, input: ActionPlanInput, request: CommandRequest): Promise<CommandAnswer> {
    return this.api.record(id, new RecordOnActionPlan(id, input, request));
  }

  /** Every event of a plan writes one version of its row, so that their number tells the revision. */
  private revisionOf(id: string, { recordNumber }: AsAt): number {
    const versions = this.readModels.reader(plansProjection.name).history('plan', id, recordNumber, MANY);
    return versions.length - 1;
  }
}

/** More versions than any plan will have. */
const MANY = 1_000_000;
