import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { FormPages, Pages } from '@minutebook/web-kit';
import { OfferedAccounts } from '../account-directory';
import { roleFor, type Account } from '../account-rights';
import { RecordOnAccount } from '../application/account.command-handler';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { pageRequest } from '../command-requests';
import { AccountsQuery } from '../read-models/accounts.query';
import { AccountForms } from './account-forms';
import { accountPaths } from './account-paths';
import { presentAccount } from './account.presenter';

/** One account: who it is, its roles now and before, cover, how it signs in, its tokens. */
@ApiExcludeController()
@Controller('people')
export class AccountController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly accountForms: AccountForms,
    private readonly accounts: AccountsQuery,
    private readonly offered: OfferedAccounts,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  @Permit('read-people')
  @Get(':id')
  async show(
    @Param('id') id: string,
    @SignedInAs() reader: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const facts = await this.accountForms.factsOf(id, request);
    const page = presentAccount(facts, {
      tokens: this.accounts.tokens(facts.moment, id),
      nameOf: (account) => this.accountForms.nameOf(account),
      now: this.clock.now(),
      isOffered: this.offered.all.some((account) => account.id === id),
      isOwn: reader.id === id,
      mayAskForErasure: facts.moment.live && roleFor(reader, 'ask-for-erasure') !== undefined,
      mayAdminister: facts.moment.live && roleFor(reader, 'administer-accounts') !== undefined,
    });
    const head = { title: facts.name, breadcrumbs: [{ text: 'People', href: accountPaths.list }] };
    await this.pages.send(request, reply, 'account.njk', head, page);
  }

  /** Ends every session of the account at once: for when a computer or a telephone is lost. */
  @Permit('administer-accounts')
  @Post(':id/end-sessions')
  async endSessions(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const { name } = await this.accountForms.factsOf(id, request);
    const input = { type: 'end-sessions', now: this.clock.now() } as const;
    await this.carryOut(request, reply, id, input, `${name} was signed out everywhere.`);
  }

  @Permit('administer-accounts')
  @Post(':id/tokens/:tokenId/revoke')
  async revokeToken(
    @Param('id') id: string,
    @Param('tokenId') tokenId: string,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    await this.carryOut(request, reply, id, { type: 'revoke-token', tokenId }, 'The token was revoked.');
  }

  private async carryOut(
    request: IdentifiedRequest,
    reply: Reply,
    id: string,
    input: ConstructorParameters<typeof RecordOnAccount>[1],
    said: string,
  ): Promise<void> {
    const location = accountPaths.show(id);
    const outcome = await this.forms.execute(
      new RecordOnAccount(id, input, pageRequest(request, 'administer-accounts')),
    );
    if ('done' in outcome) return this.forms.done({ request, reply }, outcome.done, said, location);
    const [fault] = outcome.again.errors.items;
    await this.pages.done(request, reply, { location, flash: { text: fault?.message ?? '' } });
  }
}
