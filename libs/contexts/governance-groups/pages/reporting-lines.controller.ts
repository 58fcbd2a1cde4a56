import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, roleFor, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { Pages } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { GroupsQuery } from '../read-models/groups.query';
import { groupPaths } from './group-paths';
import { presentReportingLines } from './reporting-lines.presenter';

/** Which group reports to which: as a picture, and the same as a list. */
@ApiExcludeController()
@Controller()
export class ReportingLinesController {
  constructor(
    private readonly pages: Pages,
    private readonly groups: GroupsQuery,
  ) {}

  @Permit('read-programme')
  @Get('governance-groups/reporting-lines')
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const mayDraw = roleFor(account, 'draw-reporting-lines') !== undefined && moment.live;
    const page = presentReportingLines(this.groups.groups(moment), this.groups.lines(moment), moment, mayDraw);
    const head = { title: 'Reporting lines', breadcrumbs: [{ text: 'Groups', href: groupPaths.list() }] };
    await this.pages.send(request, reply, 'reporting-lines.njk', head, page);
  }

  @Permit('read-programme')
  @Get('governance-groups/reporting-lines.csv')
  async export(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const rows = this.groups.lines(moment).map(({ from, to, how, source, origin, drawn }) => ({
      ...{ group_id: from.id, group: from.name, reports_to_id: to.id, reports_to: to.name },
      ...{ how: how ?? '', source: source ?? '', origin, in_this_record_since: londonDateOf(drawn) },
    }));
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="reporting-lines-${moment.pageDate}.csv"`)
      .send(writeCsv(LINE_COLUMNS, rows, { dataDate: moment.pageDate }));
  }
}

/** Headings of the exported lines. */
const LINE_COLUMNS = [
  'group_id',
  'group',
  'reports_to_id',
  'reports_to',
  'how',
  'source',
  'origin',
  'in_this_record_since',
] as const;
