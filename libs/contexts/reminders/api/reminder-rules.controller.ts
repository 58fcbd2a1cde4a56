import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiRequest, AskedByApi, Permit, Rights, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { ReadModels, type AsAt } from '@minutebook/kernel/read-models';
import type { CommandRequest } from '@minutebook/kernel/recording';
import {
  ApiCommands,
  ApiCreates,
  ApiExchange,
  ApiLists,
  ApiShows,
  ListQuery,
  notFound,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { RecordOnReminderRules, type ReminderRulesInput } from '../application/reminder-rules.command-handler';
import { rulesIdOf } from '../application/settings-streams';
import type { RulesScope } from '../domain/reminder-rules.events';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import {
  DeliveryListAnswer,
  presentDelivery,
  presentRulesOfScope,
  RulesListAnswer,
  RulesOfScopeAnswer,
  type RulesOfScope,
} from './reminder-rules.answers';
import {
  EndReminderRulesBody,
  rulesScopeFrom,
  SetReminderDeliveryBody,
  SetReminderRulesBody,
} from './reminder-rules.bodies';

const SET = 'set-reminder-rules';

type At = Pick<AsAt, 'recordNumber'>;

/** Rules of reminders over HTTP: the same commands and queries as the pages. */
@ApiTags('reminder-rules')
@Controller('api/v1/reminder-rules')
export class ReminderRulesApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly settings: ReminderSettingsQuery,
    private readonly readModels: ReadModels,
    private readonly rights: Rights,
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
    const found = this.rulesOf(id, this.readModels.reached);
    if (!found) throw notFound();
    return this.record(found.scope, { type: 'end', scope: found.scope, from }, request, reason);
  }

  @Post('council/delivery')
  @Permit('set-reminder-delivery')
  @ApiCreates({ id: 'setReminderDelivery', summary: 'Set when mail is sent, for the whole council' })
  async setDelivery(
    @Body() { reason, from, delivery }: SetReminderDeliveryBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const input = { type: 'set-delivery', from, delivery: { ...delivery } } as const;
    const answer = await this.api.record('council', new RecordOnReminderRules(input, { ...request, reason }));
    void reply.header('Location', '/api/v1/reminder-rules/council/delivery');
    return answer;
  }

  @Get('council/delivery')
  @Permit('read-reminders')
  @ApiLists({
    id: 'listReminderDelivery',
    summary: 'List when mail is sent, as the council has set it',
    description: 'On days for which it has set nothing, Minutebook’s own default holds.',
    answer: DeliveryListAnswer,
  })
  async listDelivery(@Query() query: ListQuery): Promise<DeliveryListAnswer> {
    return this.api.list(query, (at) => this.settings.ownDelivery(at), presentDelivery);
  }

  @Get()
  @Permit('read-reminders')
  @ApiLists({
    id: 'listReminderRules',
    summary: 'List the scopes that have rules of reminders of their own',
    answer: RulesListAnswer,
  })
  async list(@Query() query: ListQuery): Promise<RulesListAnswer> {
    return this.api.list(query, (at) => this.all(at), presentRulesOfScope);
  }

  @Get(':id')
  @Permit('read-reminders')
  @ApiShows({ id: 'getReminderRules', summary: 'Read the own rules of one scope', answer: RulesOfScopeAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<RulesOfScopeAnswer> {
    return this.api.show(query, (at) => this.rulesOf(id, at), presentRulesOfScope);
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
    const command = new RecordOnReminderRules(input, apiRequest(request, SET, { reason }));
    return this.api.record(rulesIdOf(scope), command);
  }

  private all(at: At): readonly RulesOfScope[] {
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

  private rulesOf(id: string, at: At): RulesOfScope | undefined {
    return this.all(at).find((rules) => rules.id === id);
  }
}
