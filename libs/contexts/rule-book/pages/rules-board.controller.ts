import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { grantFor, Permit, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { addressOf, Pages, type PageMoment } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { LocalRulesQuery } from '../read-models/local-rules.query';

import { presentRulesBoard, RULE_COLUMNS, ruleCsvRows, type BoardFacts } from './rules-board.presenter';

/** What the rules say, from when, by which source, and how sure we are. */
@ApiExcludeController()
@Controller()
export class RulesBoardController {
  constructor(
    private readonly pages: Pages,
    private readonly local: LocalRulesQuery,
  ) {}

  @Permit('read-rules')
  @Get('rules')
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const page = presentRulesBoard(this.facts(account, moment), addressOf(request), moment);
    await this.pages.send(request, reply, 'rule-book.njk', { title: 'Rules' }, page);
  }

  /** What the board shows, one line for each version. */
  @Permit('read-rules')
  @Get('rules.csv')
  async export(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const rows = ruleCsvRows(this.facts(account, moment), addressOf(request), moment);
    void reply
      .header('Content-Disposition', `attachment; filename="rules-${moment.pageDate}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(writeCsv(RULE_COLUMNS, rows, { dataDate: moment.pageDate }));
  }

  private facts(account: Account, moment: PageMoment): BoardFacts {
    return {
      versionsOf: (name) => this.local.versions(name, moment),
      closures: this.local.closures(moment),
      maySet: moment.live && grantFor(account, 'set-local-rules', {}) !== undefined,
    };
  }
}
