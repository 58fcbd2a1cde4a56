import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { Pages } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { presentErasureDesk, REQUEST_COLUMNS, requestRow } from './erasure-desk.presenter';
import { ErasureSubjects } from './erasure-subject';
import { ShownRequests } from './shown-requests';

/** What waits for an answer, and what was decided. */
@ApiExcludeController()
@Controller()
export class ErasureDeskController {
  constructor(
    private readonly pages: Pages,
    private readonly shown: ShownRequests,
    private readonly subjects: ErasureSubjects,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('see-erasure')
  @Get('erasure')
  async desk(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const page = presentErasureDesk(
      this.shown.all(moment, account).map((each) => ({
        request: each,
        subject: this.subjects.subject(each.stream, each.eventRevision, moment, account),
      })),
      account,
      moment,
      (who) => this.accounts.nameOf(who),
    );
    await this.pages.send(request, reply, 'erasure-desk.njk', { title: 'Erasure' }, page);
  }

  @Permit('see-erasure')
  @Get('erasure/requests.csv')
  async export(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const rows = this.shown.all(moment, account).map((each) => requestRow(each, (who) => this.accounts.nameOf(who)));
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="erasure-requests-${moment.pageDate}.csv"`)
      .send(writeCsv(REQUEST_COLUMNS, rows, { dataDate: moment.pageDate }));
  }
}
