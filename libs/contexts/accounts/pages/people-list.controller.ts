import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SYSTEM_CLOCK, type SystemClock } from '@minutebook/kernel/recording';
import { askedIn, Pages, type PageMoment } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { AccountDirectory, OfferedAccounts } from '../account-directory';
import { roleFor, type Account } from '../account-rights';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { AccountsQuery } from '../read-models/accounts.query';
import {
  PEOPLE_COLUMNS,
  peopleCsvRows,
  presentPeople,
  type PeopleAsked,
  type PersonWithRoles,
} from './people-list.presenter';
import { RolesInWords } from './roles-in-words';

/** Who has an account, and in which roles. */
@ApiExcludeController()
@Controller()
export class PeopleListController {
  constructor(
    private readonly pages: Pages,
    private readonly accounts: AccountsQuery,
    private readonly directory: AccountDirectory,
    private readonly roles: RolesInWords,
    private readonly offered: OfferedAccounts,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  @Permit('read-people')
  @Get('people')
  async list(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const mayAdminister = roleFor(account, 'administer-accounts') !== undefined;
    const page = presentPeople(this.all(moment), asked(request), moment, mayAdminister);
    await this.pages.send(request, reply, 'people-list.njk', { title: 'People' }, page);
  }

  @Permit('read-people')
  @Get('people.csv')
  async export(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const rows = peopleCsvRows(this.all(moment), asked(request));
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="people-${moment.pageDate}.csv"`)
      .send(writeCsv(PEOPLE_COLUMNS, rows, { dataDate: moment.pageDate }));
  }

  private all(moment: PageMoment): readonly PersonWithRoles[] {
    const grants = this.accounts.grants(moment);
    return this.accounts
      .accounts(moment)
      .map((account) => ({
        account,
        name: this.directory.nameOf(account.id),
        isOffered: this.offered.all.some(({ id }) => id === account.id),
        invited: account.invitedUntil !== null && account.invitedUntil > this.clock.now(),
        grants: grants
          .filter((grant) => grant.account === account.id)
          .map((grant) => ({ ...grant, words: this.roles.of(grant, moment) })),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  }
}

function asked(request: IdentifiedRequest): PeopleAsked {
  return { role: askedIn(request, 'role'), state: askedIn(request, 'state'), q: askedIn(request, 'q') };
}
