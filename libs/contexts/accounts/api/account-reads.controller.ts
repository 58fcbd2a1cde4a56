import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { londonDateOf } from '@minutebook/kernel';
import { ReadModels, type AsAt } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import {
  ApiLists,
  ApiShows,
  listAsked,
  ListQuery,
  momentAsked,
  notFound,
  partOf,
  ReadQuery,
  RecordIdPipe,
} from '@minutebook/web-kit';
import { AccountDirectory } from '../account-directory';
import { Permit } from '../application/identity';
import { AccountsQuery, type AccountSummary } from '../read-models/accounts.query';
import { AccountAnswer, AccountListAnswer, presentAccount, type AccountSummaryAnswer } from './account.answers';

/** Accounts with their roles, over HTTP. */
@ApiTags('accounts')
@Controller('api/v1/accounts')
export class AccountReadsApiController {
  constructor(
    private readonly accounts: AccountsQuery,
    private readonly directory: AccountDirectory,
    private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('read-people')
  @ApiLists({ id: 'listAccounts', summary: 'List the accounts with their roles', answer: AccountListAnswer })
  async list(@Query() query: ListQuery): Promise<AccountListAnswer> {
    const part = await listAsked(query, this.readModels, this.today());
    const { items, ...rest } = partOf(this.accounts.accounts(part.at), part);
    return { items: items.map((account) => this.present(account, part.at)), ...rest };
  }

  @Get(':id')
  @Permit('read-people')
  @ApiShows({ id: 'getAccount', summary: 'Read one account', answer: AccountAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<AccountAnswer> {
    const asAt = await momentAsked(query, this.readModels, this.today());
    const account = this.accounts.account(id, asAt);
    if (!account) throw notFound();
    return { ...this.present(account, asAt), asAt };
  }

  private present(account: AccountSummary, at: AsAt): AccountSummaryAnswer {
    return presentAccount(account, this.directory.nameOf(account.id), this.accounts.grants(at, account.id));
  }

  private today(): string {
    return londonDateOf(this.clock.now());
  }
}
