import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, roleFor, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { askedIn, Pages, type PageMoment } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { holdIdOf } from '../application/streams';
import { WhatIsDue, type KeptRecord } from '../application/what-is-due';
import { ErasuresQuery } from '../read-models/erasures.query';
import { erasurePaths } from './erasure-paths';
import { DUE_COLUMNS, dueRow, presentDue, type KeptWithHold } from './retention-due.presenter';

/** What is due by its retention class, and what is not yet. Nothing is disposed of by itself. */
@ApiExcludeController()
@Controller()
export class RetentionDueController {
  constructor(
    private readonly pages: Pages,
    private readonly due: WhatIsDue,
    private readonly erasures: ErasuresQuery,
  ) {}

  @Permit('read-retention')
  @Get('erasure/due')
  async list(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const mayHold = moment.live && roleFor(account, 'keep-holds') !== undefined;
    const page = presentDue(this.kept(moment), { show: shown(request), mayHold, moment });
    const head = { title: 'What is due', breadcrumbs: [{ text: 'Erasure', href: erasurePaths.desk }] };
    await this.pages.send(request, reply, 'retention-due.njk', head, page);
  }

  @Permit('read-retention')
  @Get('erasure/due.csv')
  async export(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const all = this.kept(moment).filter(({ record }) => shown(request) === 'all' || record.isDue);
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="retention-${moment.pageDate}.csv"`)
      .send(writeCsv(DUE_COLUMNS, all.map(dueRow), { dataDate: moment.pageDate }));
  }

  private kept(moment: PageMoment): readonly KeptWithHold[] {
    const held = new Set(
      this.erasures
        .holds(moment)
        .filter(({ status }) => status === 'placed')
        .map(({ id }) => id),
    );
    const isHeld = ({ stream, retentionClass }: KeptRecord): boolean =>
      held.has(holdIdOf({ kind: 'record', stream })) || held.has(holdIdOf({ kind: 'class', retentionClass }));
    return this.due.kept(moment).map((record) => ({ record, isHeld: isHeld(record) }));
  }
}

function shown(request: IdentifiedRequest): 'due' | 'all' {
  return askedIn(request, 'show') === 'all' ? 'all' : 'due';
}
