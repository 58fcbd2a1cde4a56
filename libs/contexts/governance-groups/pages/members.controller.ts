import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, roleFor, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { isId } from '@minutebook/kernel';
import { Pages, type PageMoment } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { GroupsQuery, type GroupSummary } from '../read-models/groups.query';
import { MembersQuery } from '../read-models/members.query';
import { groupFound } from './group-forms';
import { groupPaths } from './group-paths';
import { MEMBER_COLUMNS, memberCsvRows, presentMembers } from './members.presenter';

/** Everybody who belongs to a group, will or did, with their days in office. */
@ApiExcludeController()
@Controller('governance-groups/:id')
export class MembersController {
  constructor(
    private readonly pages: Pages,
    private readonly groups: GroupsQuery,
    private readonly members: MembersQuery,
  ) {}

  @Permit('read-programme')
  @Get('members')
  async show(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const group = this.groupAt(id, moment);
    const mayAppoint = roleFor(account, 'appoint-member', { groups: [id] }) !== undefined;
    const page = presentMembers(group, this.members.members(id, moment), moment, mayAppoint);
    const breadcrumbs = [
      { text: 'Groups', href: groupPaths.list() },
      { text: group.name, href: groupPaths.show(group.id) },
    ];
    await this.pages.send(request, reply, 'members.njk', { title: 'Members', breadcrumbs }, page);
  }

  @Permit('read-programme')
  @Get('members.csv')
  async export(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const group = this.groupAt(id, moment);
    const rows = memberCsvRows(group, this.members.members(id, moment));
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="members-${group.id}-${moment.pageDate}.csv"`)
      .send(writeCsv(MEMBER_COLUMNS, rows, { dataDate: moment.pageDate }));
  }

  private groupAt(id: string, moment: PageMoment): GroupSummary {
    return groupFound(isId(id) ? this.groups.group(id, moment) : undefined, moment);
  }
}
