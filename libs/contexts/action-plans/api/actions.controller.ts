import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { AskedByApi, newRecordId, ofBody, ofParam, Permit, type Reply } from '@minutebook/accounts';
import { recordIdOf } from '@minutebook/kernel';
import type { CommandOutcome, CommandRequest } from '@minutebook/kernel/recording';
import { ChaseQuery } from '@minutebook/reminders';
import {
  ApiCommands,
  ApiCreates,
  ApiExchange,
  ApiShows,
  cursorTo,
  ListQuery,
  notFound,
  optionalReason,
  receiptOf,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import type { ActionInput } from '../application/action-plan-inputs';
import { RecordOnAction } from '../application/action.command-handler';
import { PlansQuery } from '../read-models/plans.query';
import { ActionAnswer, presentChase, presentEntry, ProgressReportedAnswer } from './action.answers';
import {
  AddActionBody,
  AmendActionBody,
  AssignLeadsBody,
  CompleteActionBody,
  ConfirmCompletionBody,
  ConfirmProgressBody,
  CorrectProgressBody,
  MoveDueDateBody,
  ReasonBody,
  ReportProgressBody,
  ReturnProgressBody,
} from './action.bodies';

/** Actions over HTTP: the same commands and queries as the pages. */
@ApiTags('actions')
@Controller('api/v1/actions')
export class ActionsApiController {
  constructor(
    private readonly commands: CommandBus,
    private readonly api: ApiExchange,
    private readonly plans: PlansQuery,
    private readonly chase: ChaseQuery,
  ) {}

  @Post()
  @Permit('add-action', ofBody('plan', 'planId'))
  @ApiCreates({ id: 'addAction', summary: 'Add an action to a plan' })
  async add(
    @Body() { id: ownId, subItems = [], costs = [], ...body }: AddActionBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute<RecordOnAction, CommandOutcome>(
      new RecordOnAction(
        newRecordId(request.commandId, ownId),
        { type: 'add', subItems, costs, ...body },
        request,
        ownId === undefined,
      ),
    );
    // An id of ours may give way to the one that an adding that was cut short has left: the stream tells which it was.
    const id = recordIdOf(receiptOf(outcome).stream);
    void reply.header('Location', `/api/v1/actions/${id}`);
    return this.api.answer(id, outcome);
  }

  @Post(':id/report-progress')
  @Permit('report-progress', ofParam('action'))
  @ApiCommands({
    id: 'reportProgress',
    summary: 'Report the progress of an action',
    description: 'The report awaits confirmation by a monitoring lead; an earlier one that waits is superseded.',
    answer: ProgressReportedAnswer,
  })
  async reportProgress(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reportId: ownId, ...words }: ReportProgressBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<ProgressReportedAnswer> {
    const reportId = newRecordId(request.commandId, ownId);
    return { ...(await this.record(id, { type: 'report-progress', reportId, ...words }, request)), reportId };
  }

  @Post(':id/confirm-progress')
  @Permit('confirm-progress', ofParam('action'))
  @ApiCommands({
    id: 'confirmProgress',
    summary: 'Confirm the latest report of an action',
    description: 'Its rating counts from then on. Nobody confirms a report of their own.',
  })
  async confirmProgress(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reportId }: ConfirmProgressBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'confirm-progress', reportId }, request);
  }

  @Post(':id/return-progress')
  @Permit('confirm-progress', ofParam('action'))
  @ApiCommands({ id: 'returnProgress', summary: 'Send the latest report of an action back, with the reason' })
  async returnProgress(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reportId, reason }: ReturnProgressBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'return-progress', reportId }, { ...request, reason });
  }

  @Post(':id/correct-progress')
  @Permit('report-progress', ofParam('action'))
  @ApiCommands({
    id: 'correctProgress',
    summary: 'Correct the latest report of an action',
    description: 'Both versions stay in the record; the corrected one awaits confirmation again.',
  })
  async correctProgress(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason, ...report }: CorrectProgressBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'correct-progress', ...report }, { ...request, reason });
  }

  @Post(':id/move-due-date')
  @Permit('move-due-date', ofParam('action'))
  @ApiCommands({
    id: 'moveDueDate',
    summary: 'Move the due date of an action, with the reason',
    description: 'The first date stays in the record, and how often it was moved is counted.',
  })
  async moveDueDate(
    @Param('id', RecordIdPipe) id: string,
    @Body() { timescale, reason }: MoveDueDateBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'move-due-date', timescale }, { ...request, reason });
  }

  @Post(':id/amend')
  @Permit('amend-action', ofParam('action'))
  @ApiCommands({ id: 'amendAction', summary: 'Amend the wording or the costs of an action, with the reason' })
  async amend(
    @Param('id', RecordIdPipe) id: string,
    @Body() { fields, reason }: AmendActionBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'amend', fields }, { ...request, reason });
  }

  @Post(':id/assign-leads')
  @Permit('assign-leads', ofParam('action'))
  @ApiCommands({ id: 'assignLeads', summary: 'Say anew who leads and who monitors an action' })
  async assignLeads(
    @Param('id', RecordIdPipe) id: string,
    @Body() { leads, monitoringLeads }: AssignLeadsBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'assign-leads', leads, monitoringLeads }, request);
  }

  @Post(':id/complete')
  @Permit('report-progress', ofParam('action'))
  @ApiCommands({
    id: 'completeAction',
    summary: 'Report that an action is complete, with evidence',
    description: 'It counts as open until a monitoring lead confirms the completion.',
  })
  async complete(
    @Param('id', RecordIdPipe) id: string,
    @Body() { on, evidence }: CompleteActionBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'complete', on, evidence }, request);
  }

  @Post(':id/confirm-completion')
  @Permit('confirm-progress', ofParam('action'))
  @ApiCommands({ id: 'confirmCompletion', summary: 'Confirm that an action is complete' })
  @ApiBody({ type: ConfirmCompletionBody, required: false })
  async confirmCompletion(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: ConfirmCompletionBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'confirm-completion' }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/reopen')
  @Permit('reopen-action', ofParam('action'))
  @ApiCommands({
    id: 'reopenAction',
    summary: 'Reopen an action that was completed or withdrawn, with the reason',
    description: 'While a completion waits to be confirmed, this sends it back.',
  })
  async reopen(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: ReasonBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'reopen' }, { ...request, reason });
  }

  @Post(':id/withdraw')
  @Permit('withdraw-action', ofParam('action'))
  @ApiCommands({ id: 'withdrawAction', summary: 'Withdraw an action from its plan, with the reason' })
  async withdraw(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: ReasonBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'withdraw' }, { ...request, reason });
  }

  @Get(':id')
  @Permit('read-programme')
  @ApiShows({
    id: 'getAction',
    summary: 'Read one action with its timeline',
    description: '`limit` and `after` concern the timeline.',
    answer: ActionAnswer,
  })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ListQuery): Promise<ActionAnswer> {
    const { at, limit, after } = await this.api.part(query);
    const action = this.plans.action(id, at);
    const [newest] = this.plans.timeline(id, at, 1);
    if (!action || !newest) throw notFound();
    const entries = this.plans.timeline(id, at, limit + 1, after);
    const timeline = entries.slice(0, limit);
    const oldest = timeline.at(-1);
    const next = entries.length > limit && oldest ? cursorTo(at, oldest.recordNumber) : null;
    return {
      ...action,
      chase: presentChase(this.chase.of(`action-${id}`, at)),
      revision: newest.revision,
      timeline: timeline.map(presentEntry),
      next,
      asAt: at,
    };
  }

  private record(id: string, input: ActionInput, request: CommandRequest): Promise<CommandAnswer> {
    return this.api.record(id, new RecordOnAction(id, input, request));
  }
}
