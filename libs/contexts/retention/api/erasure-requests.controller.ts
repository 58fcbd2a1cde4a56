import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { AskedByApi, newRecordId, Permit, roleFor, SignedInAs, type Account, type Reply } from '@minutebook/accounts';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { CommandRequest } from '@minutebook/kernel/recording';
import {
  ApiCommands,
  ApiCreates,
  ApiExchange,
  ApiLists,
  ApiShows,
  ListQuery,
  optionalReason,
  Problem,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { RecordOnErasureRequest, type ErasureRequestInput } from '../application/erasure-request.command-handler';
import type { TargetAsked } from '../application/erasure-targets';
import { ErasuresQuery, type ErasureRequest } from '../read-models/erasures.query';
import {
  AgreeToErasureBody,
  AskForErasureBody,
  DeclineErasureBody,
  WithdrawErasureRequestBody,
} from './erasure-request.bodies';
import { ErasureRequestAnswer, ErasureRequestListAnswer, presentRequest } from './retention.answers';

/** Requests for erasure over HTTP: the same commands and queries as the pages. What was agreed to is carried out by itself. */
@ApiTags('erasure-requests')
@Controller('api/v1/erasure-requests')
export class ErasureRequestsApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly erasures: ErasuresQuery,
  ) {}

  @Post()
  @Permit('ask-for-erasure')
  @ApiCreates({
    id: 'askForErasure',
    summary: 'Ask for the removal of the texts of an event, or for the erasure of a person',
  })
  async ask(
    @Body() { id: ownId, ground, authority, reason, wording, ...body }: AskForErasureBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const id = newRecordId(request.commandId, ownId);
    const input = {
      type: 'ask' as const,
      target: targetIn(body),
      ground,
      authority,
      ...(wording !== undefined && { wording }),
    };
    const answer = await this.record(id, input, { ...request, reason });
    void reply.header('Location', `/api/v1/erasure-requests/${id}`);
    return answer;
  }

  @Post(':id/agree')
  @Permit('agree-to-erasure')
  @ApiCommands({
    id: 'agreeToErasure',
    summary: 'Agree to what somebody else asked for',
    description: 'It is carried out at once and cannot be undone; `status` of the request tells when nothing is left.',
  })
  @ApiBody({ type: AgreeToErasureBody, required: false })
  async agree(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: AgreeToErasureBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'agree' }, { ...request, ...optionalReason(reason) });
  }

  @Post(':id/decline')
  @Permit('agree-to-erasure')
  @ApiCommands({ id: 'declineErasure', summary: 'Decline what somebody else asked for' })
  async decline(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: DeclineErasureBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'decline' }, { ...request, reason });
  }

  @Post(':id/withdraw')
  @Permit('ask-for-erasure')
  @ApiCommands({ id: 'withdrawErasureRequest', summary: 'Withdraw what you asked for yourself' })
  @ApiBody({ type: WithdrawErasureRequestBody, required: false })
  async withdraw(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: WithdrawErasureRequestBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'withdraw' }, { ...request, ...optionalReason(reason) });
  }

  @Get()
  @Permit('see-erasure')
  @ApiLists({
    id: 'listErasureRequests',
    summary: 'List the requests for erasure',
    description: 'Whoever may only ask is shown their own.',
    answer: ErasureRequestListAnswer,
  })
  async list(@Query() query: ListQuery, @SignedInAs() account: Account): Promise<ErasureRequestListAnswer> {
    const shown = (at: AsAt) => this.erasures.requests(at).filter((request) => maySee(account, request));
    return this.api.list(query, shown, presentRequest);
  }

  @Get(':id')
  @Permit('see-erasure')
  @ApiShows({ id: 'getErasureRequest', summary: 'Read one request for erasure', answer: ErasureRequestAnswer })
  async show(
    @Param('id', RecordIdPipe) id: string,
    @Query() query: ReadQuery,
    @SignedInAs() account: Account,
  ): Promise<ErasureRequestAnswer> {
    const shown = (at: AsAt) => {
      const request = this.erasures.request(id, at);
      return request && maySee(account, request) ? request : undefined;
    };
    return this.api.show(query, shown, presentRequest);
  }

  private record(id: string, input: ErasureRequestInput, request: CommandRequest): Promise<CommandAnswer> {
    return this.api.record(id, new RecordOnErasureRequest(id, input, request));
  }
}

function maySee(account: Account, { askedBy }: ErasureRequest): boolean {
  return askedBy === account.id || roleFor(account, 'read-retention') !== undefined;
}

/** Throws a 400 `Problem` where a body names neither an event nor a person, or both. */
function targetIn({
  stream,
  revision,
  personId,
}: Pick<AskForErasureBody, 'stream' | 'revision' | 'personId'>): TargetAsked {
  if (personId !== undefined && stream === undefined && revision === undefined) return { kind: 'person', personId };
  if (stream !== undefined && revision !== undefined && personId === undefined)
    return { kind: 'texts', stream, revision };
  const message = 'Name either an event by stream and revision, or a person';
  throw new Problem(400, { title: message, errors: [{ field: 'stream', message }] });
}
