import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AskedByApi, Permit, type Reply } from '@minutebook/accounts';
import type { CommandRequest } from '@minutebook/kernel/recording';
import {
  ApiCommands,
  ApiCreates,
  ApiExchange,
  ApiLists,
  ApiShows,
  ListQuery,
  Problem,
  ReadQuery,
  RecordIdPipe,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { RecordOnHold, type HoldInput } from '../application/hold.command-handler';
import { holdIdOf } from '../application/streams';
import type { Held } from '../domain/hold.events';
import { ErasuresQuery } from '../read-models/erasures.query';
import { LiftHoldBody, PlaceHoldBody } from './hold.bodies';
import { HoldAnswer, HoldListAnswer, presentHold } from './retention.answers';

/** Holds over HTTP: the same commands and queries as the pages. */
@ApiTags('holds')
@Controller('api/v1/holds')
export class HoldsApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly erasures: ErasuresQuery,
  ) {}

  @Post()
  @Permit('keep-holds')
  @ApiCreates({
    id: 'placeHold',
    summary: 'Keep a record or a retention class from erasure',
    description:
      'The id of a hold follows from what is held: there is one hold over a thing, which may be placed again.',
  })
  async place(
    @Body() { reason, ...body }: PlaceHoldBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const over = heldIn(body);
    const id = holdIdOf(over);
    const answer = await this.record(id, { type: 'place', over }, { ...request, reason });
    void reply.header('Location', `/api/v1/holds/${id}`);
    return answer;
  }

  @Post(':id/lift')
  @Permit('keep-holds')
  @ApiCommands({ id: 'liftHold', summary: 'Lift a hold' })
  async lift(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: LiftHoldBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'lift', id }, { ...request, reason });
  }

  @Get()
  @Permit('read-retention')
  @ApiLists({ id: 'listHolds', summary: 'List the holds', answer: HoldListAnswer })
  async list(@Query() query: ListQuery): Promise<HoldListAnswer> {
    return this.api.list(query, (at) => this.erasures.holds(at), presentHold);
  }

  @Get(':id')
  @Permit('read-retention')
  @ApiShows({ id: 'getHold', summary: 'Read one hold', answer: HoldAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<HoldAnswer> {
    return this.api.show(query, (at) => this.erasures.hold(id, at), presentHold);
  }

  private record(id: string, input: HoldInput, request: CommandRequest): Promise<CommandAnswer> {
    return this.api.record(id, new RecordOnHold(input, request));
  }
}

/** Throws a 400 `Problem` where a body names neither a record nor a class, or both. */
function heldIn({ stream, retentionClass }: Pick<PlaceHoldBody, 'stream' | 'retentionClass'>): Held {
  if (stream !== undefined && retentionClass === undefined) return { kind: 'record', stream };
  if (retentionClass !== undefined && stream === undefined) return { kind: 'class', retentionClass };
  const message = 'Name either a record by its stream, or a retention class';
  throw new Problem(400, { title: message, errors: [{ field: 'stream', message }] });
}
