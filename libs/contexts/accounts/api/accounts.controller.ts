import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { uuidV5, type CommandRequest } from '@minutebook/kernel/recording';
import { ApiCommands, ApiCreates, ApiExchange, RecordIdPipe, type CommandAnswer } from '@minutebook/web-kit';
import { RecordOnAccount, type AccountInput } from '../application/account.command-handler';
import { AccountOpening } from '../application/account-opening';
import { AskedByApi } from '../application/asked-by-api';
import { Permit, type Reply } from '../application/identity';
import { CloseAndHandOver } from '../application/leaving';
import { newRecordId } from '../command-requests';
import {
  CloseAccountBody,
  CoverAbsenceBody,
  EndCoverBody,
  EndRoleBody,
  GrantRoleBody,
  OpenAccountBody,
  ReopenAccountBody,
  RoleWantedPart,
  scopeFrom,
} from './account.bodies';

const ADMINISTER = 'administer-accounts';

/** What is done with accounts over HTTP: the same commands as the pages. Codes, passwords and tokens have no door here. */
@ApiTags('accounts')
@Controller('api/v1/accounts')
export class AccountsApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly opening: AccountOpening,
  ) {}

  @Post()
  @Permit(ADMINISTER)
  @ApiCreates({ id: 'openAccount', summary: 'Open the account of a person or a service' })
  async open(
    @Body() { id: ownId, grants = [], ...newcomer }: OpenAccountBody,
    @AskedByApi() request: CommandRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CommandAnswer> {
    const id = newRecordId(request.commandId, ownId);
    const wanted = grants.map((grant, nth) => wantedOf(grant, uuidV5(request.commandId, `grant ${nth}`)));
    const outcome = await this.opening.open({ accountId: id, ...newcomer, grants: wanted }, request);
    const answer = this.api.answer(id, outcome);
    void reply.header('Location', `/api/v1/accounts/${id}`);
    return answer;
  }

  @Post(':id/grant-role')
  @Permit(ADMINISTER)
  @ApiCommands({
    id: 'grantRole',
    summary: 'Give an account a role',
    description: 'Nobody grants a role to themselves.',
  })
  async grantRole(
    @Param('id', RecordIdPipe) id: string,
    @Body() body: GrantRoleBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'grant-role', ...wantedOf(body, uuidV5(request.commandId, 'grant')) }, request);
  }

  @Post(':id/end-role')
  @Permit(ADMINISTER)
  @ApiCommands({ id: 'endRole', summary: 'End a role of an account, with the reason' })
  async endRole(
    @Param('id', RecordIdPipe) id: string,
    @Body() { grantId, to, reason }: EndRoleBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'end-role', grantId, to }, { ...request, reason });
  }

  @Post(':id/cover-absence')
  @Permit(ADMINISTER)
  @ApiCommands({ id: 'coverAbsence', summary: 'Let an account act for another that is away' })
  async coverAbsence(
    @Param('id', RecordIdPipe) id: string,
    @Body() { coverId, ...cover }: CoverAbsenceBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    const covered = { coverId: coverId ?? uuidV5(request.commandId, 'cover'), ...cover };
    return this.record(id, { type: 'cover-absence', ...covered }, request);
  }

  @Post(':id/end-cover')
  @Permit(ADMINISTER)
  @ApiCommands({ id: 'endCover', summary: 'End the cover that an account gives' })
  async endCover(
    @Param('id', RecordIdPipe) id: string,
    @Body() { coverId, to }: EndCoverBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'end-cover', coverId, to }, request);
  }

  @Post(':id/close')
  @Permit(ADMINISTER)
  @ApiCommands({
    id: 'closeAccount',
    summary: 'Close the account of somebody who leaves',
    description: 'Roles, cover, sessions and tokens end; the roles may go over to a successor.',
  })
  async close(
    @Param('id', RecordIdPipe) id: string,
    @Body() { on, successor, reason }: CloseAccountBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.api.record(id, new CloseAndHandOver(id, on, successor, { ...request, reason }));
  }

  @Post(':id/reopen')
  @Permit(ADMINISTER)
  @ApiCommands({ id: 'reopenAccount', summary: 'Open a closed account again, with the reason' })
  async reopen(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: ReopenAccountBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, { type: 'reopen' }, { ...request, reason });
  }

  private record(id: string, input: AccountInput, request: CommandRequest): Promise<CommandAnswer> {
    return this.api.record(id, new RecordOnAccount(id, input, request));
  }
}

function wantedOf({ grantId, role, scope, from, to }: RoleWantedPart, derivedId: string) {
  return { grantId: grantId ?? derivedId, role, scope: scopeFrom(scope), from, ...(to !== undefined && { to }) };
}
