import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { apiRequest, Permit, Rights, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { ReadModels, type AsAt } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock, type CommandOutcome } from '@minutebook/kernel/recording';
import {
  answerOf,
  ApiCommands,
  ApiCreates,
  ApiLists,
  ApiShows,
  listAsked,
  ListQuery,
  momentAsked,
  notFound,
  partOf,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { RecordOnReminderRules, type ReminderRulesInput } from '../application/reminder-rules.command-handler';
import { rulesIdOf } from '../application/settings-streams';
import type { RulesScope } from '../domain/reminder-rules.events';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { presentRulesOfScope, RulesListAnswer, RulesOfScopeAnswer, type RulesOfScope } from './reminder-rules.answers';
import {
  EndReminderRulesBody,
  rulesScopeFrom,
  SetReminderDeliveryBody,
  SetReminderRulesBody,
} from './reminder-rules.bodies';

const SET = 'set-reminder-rules';

/** Rules of reminders over HTTP: the same commands and queries as the pages. */
@ApiTags('reminder-rules')
@Controller('api/v1/reminder-rules')
export class ReminderRulesApiController {
  constructor(
    private readonly commands: CommandBus,
    private readonly settings: ReminderSettingsQuery,
    private readonly readModels: ReadModels,
    private readonly rights: Rights,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @Permit(SET, 'somewhere')
  @ApiCreates({
    id: 'setReminderRules',
    summary: 'Set the rules of reminders for the council, a group or a plan',
    description: 'The id follows from the scope. A version that begins on the day of the last one replaces it.',
  })
  async set(
    @Body() { scope: asked, reason, from, rules }: SetReminderRulesBody,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const scope = rulesScopeFrom(asked);
    const answer = await this.record(scope, { type: 'set', scope, from, rules }, request, reason);
    void reply.header('Location', `/api/v1/reminder-rules/${rulesIdOf(scope)}`);
    return answer;
  }

  @Post(':id/end')
  @Permit(SET, 'somewhere')
  @ApiCommands({ id: 'endReminderRules', summary: 'End the own rules of a scope: those around it hold' })
  async end(
    @Param('id', RecordIdPipe) id: string,
    @Body() { from, reason }: EndReminderRulesBody,
    @Req() request: IdentifiedRequest,
  ): Promise<CommandAnswer> {
    const { recordNumber } = this.readModels.reached;
    const found = this.rulesOf(id, { recordNumber, pageDate: this.today(), live: true });
    if (!found) throw notFound();
    return this.record(found.scope, { type: 'end', scope: found.scope, from }, request, reason);
  }

  @Post('council/delivery')
  @Permit('set-reminder-delivery')
  @ApiCreates({ id: 'setReminderDelivery', summary: 'Set when mail is sent, for the whole council' })
  async setDelivery(
    @Body() { reason, from, delivery }: SetReminderDeliveryBody,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const command = apiRequest(request, 'set-reminder-delivery', { reason });
    const input = { type: 'set-delivery', from, delivery: { ...delivery } } as const;
    const outcome = await this.commands.execute<RecordOnReminderRules, CommandOutcome>(
      new RecordOnReminderRules(input, command),
    );
    const answer = answerOf('council', outcome, this.readModels);
    void reply.header('Location', '/api/v1/reminder-rules/council');
    return answer;
  }

  @Get()
  @Permit('read-reminders')
  @ApiLists({
    id: 'listReminderRules',
    summary: 'List the scopes that have rules of reminders of their own',
    answer: RulesListAnswer,
  })
  async list(@Query() query: ListQuery): Promise<RulesListAnswer> {
    const part = await listAsked(query, this.readModels, this.today());
    const { items, ...rest } = partOf(this.all(part.at), part);
    return { items: items.map(presentRulesOfScope), ...rest };
  }

  @Get(':id')
  @Permit('read-reminders')
  @ApiShows({ id: 'getReminderRules', summary: 'Read the own rules of one scope', answer: RulesOfScopeAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<RulesOfScopeAnswer> {
    const asAt = await momentAsked(query, this.readModels, this.today());
    const found = this.rulesOf(id, asAt);
    if (!found) throw notFound();
    return { ...presentRulesOfScope(found), asAt };
  }

  private async record(
    scope: RulesScope,
    input: ReminderRulesInput,
    request: IdentifiedRequest,
    reason: string,
  ): Promise<CommandAnswer> {
    // The grant on which it is done is that which reaches this scope.
    if (scope.kind === 'council') await this.rights.require(request, SET, undefined);
    else await this.rights.requireFor(request, SET, scope);
    const outcome = await this.commands.execute<RecordOnReminderRules, CommandOutcome>(
      new RecordOnReminderRules(input, apiRequest(request, SET, { reason })),
    );
    return answerOf(rulesIdOf(scope), outcome, this.readModels);
  }

  private all(at: AsAt): readonly RulesOfScope[] {
    return this.settings
      .scopes(at)
      .map((scope) => ({
        id: rulesIdOf(scope),
        revision: this.settings.rulesRevision(scope, at),
        scope,
        versions: this.settings.rulesVersions(scope, at),
      }))
      .sort((a, b) => Number(b.id === 'council') - Number(a.id === 'council') || (a.id < b.id ? -1 : 1));
  }

  private rulesOf(id: string, at: AsAt): RulesOfScope | undefined {
    return this.all(at).find((rules) => rules.id === id);
  }

  private today(): string {
    return londonDateOf(this.clock.now());
  }
}
