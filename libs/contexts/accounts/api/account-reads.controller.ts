import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import { ApiExchange, ApiLists, ApiShows, ListQuery, ReadQuery, RecordIdPipe } from '@minutebook/web-kit';
import { AccountDirectory } from '../account-directory';
import { Permit } from '../application/identity';
import { AccountsQuery, type AccountSummary } from '../read-models/accounts.query';
import { AccountAnswer, AccountListAnswer, presentAccount, type AccountSummaryAnswer } from './account.answers';

/** Accounts with their roles, over HTTP. */
@ApiTags('accounts')
@Controller('api/v1/accounts')
export class AccountReadsApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly accounts: AccountsQuery,
    private readonly directory: AccountDirectory,
  ) {}

  @Get()
  @Permit('read-people')
  @ApiLists({ id: 'listAccounts', summary: 'List the accounts with their roles', answer: AccountListAnswer })
  async list(@Query() query: ListQuery): Promise<AccountListAnswer> {
    return this.api.list(query, (at) => this.accounts.accounts(at), this.present);
  }

  @Get(':id')
  @Permit('read-people')
  @ApiShows({ id: 'getAccount', summary: 'Read one account', answer: AccountAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<AccountAnswer> {
    return this.api.show(query, (at) => this.accounts.account(id, at), this.present);
  }

  private readonly present = (account: AccountSummary, at: AsAt): AccountSummaryAnswer =>
    presentAccount(account, this.directory.nameOf(account.id), this.accounts.grants(at, account.id));
}
