import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiRequest, Permit, type IdentifiedRequest } from '@minutebook/accounts';
import {
  ApiCommands,
  ApiExchange,
  ApiLists,
  ApiShows,
  ListQuery,
  notFound,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { RecordOnLocalRule, type LocalRuleInput } from '../application/local-rule.command-handler';
import { CLOSURE_DAYS_ID } from '../application/rule-stream';
import { LocalRulesQuery } from '../read-models/local-rules.query';
import { RuleAnswer, RuleListAnswer, rulesAt } from './rules.answers';
import { DeclareClosureDayBody, EndLocalRuleBody, SetLocalRuleBody, WithdrawClosureDayBody } from './rules.bodies';

const SET = 'set-local-rules';

/** The rule book over HTTP: the same commands and queries as the pages. */
@ApiTags('rules')
@Controller('api/v1/rules')
export class RulesApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly local: LocalRulesQuery,
  ) {}

  @Get()
  @Permit('read-rules')
  @ApiLists({
    id: 'listRules',
    summary: 'List the rule book: dated rules, local rules, closure days',
    description:
      'Dated rules come with the product and are the same at every moment; what is set locally is as recorded.',
    answer: RuleListAnswer,
  })
  list(@Query() query: ListQuery): Promise<RuleListAnswer> {
    return this.api.list(
      query,
      (at) => rulesAt(this.local, at),
      (rule) => rule,
    );
  }

  @Get(':id')
  @Permit('read-rules')
  @ApiShows({ id: 'getRule', summary: 'Read one rule with its versions', answer: RuleAnswer })
  show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<RuleAnswer> {
    return this.api.show(
      query,
      (at) => rulesAt(this.local, at).find((rule) => rule.id === id),
      (rule) => rule,
    );
  }

  @Post(':id/set')
  @Permit(SET)
  @ApiCommands({
    id: 'setLocalRule',
    summary: 'Set a local rule from a day on',
    description:
      'A version that begins on the same day as another replaces it. What was worked out before is kept as it was.',
  })
  set(
    @Param('id', RecordIdPipe) id: string,
    @Body() { from, value, source, reason }: SetLocalRuleBody,
    @Req() request: IdentifiedRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'set', name: id, from, value, source }, request, reason);
  }

  @Post(':id/end')
  @Permit(SET)
  @ApiCommands({ id: 'endLocalRule', summary: 'End a local rule: from a day on there is none' })
  end(
    @Param('id', RecordIdPipe) id: string,
    @Body() { from, reason }: EndLocalRuleBody,
    @Req() request: IdentifiedRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'end', name: id, from }, request, reason);
  }

  @Post(':id/declare')
  @Permit(SET)
  @ApiCommands({
    id: 'declareClosureDay',
    summary: 'Declare a day on which the council does not work',
    description: 'The id is `closure-days`.',
  })
  declare(
    @Param('id', RecordIdPipe) id: string,
    @Body() { date, name, source, reason }: DeclareClosureDayBody,
    @Req() request: IdentifiedRequest,
  ): Promise<CommandAnswer> {
    return this.record(closureDays(id), { type: 'declare', date, name, source }, request, reason);
  }

  @Post(':id/withdraw')
  @Permit(SET)
  @ApiCommands({
    id: 'withdrawClosureDay',
    summary: 'Withdraw a closure day: the council works on it after all',
    description: 'The id is `closure-days`.',
  })
  withdraw(
    @Param('id', RecordIdPipe) id: string,
    @Body() { date, reason }: WithdrawClosureDayBody,
    @Req() request: IdentifiedRequest,
  ): Promise<CommandAnswer> {
    return this.record(closureDays(id), { type: 'withdraw', date }, request, reason);
  }

  private record(
    id: string,
    input: LocalRuleInput,
    request: IdentifiedRequest,
    reason: string,
  ): Promise<CommandAnswer> {
    return this.api.record(id, new RecordOnLocalRule(input, apiRequest(request, SET, { reason })));
  }
}

/** Throws a 404 `Problem`: no other rule has days. */
function closureDays(id: string): string {
  if (id !== CLOSURE_DAYS_ID) throw notFound();
  return id;
}
