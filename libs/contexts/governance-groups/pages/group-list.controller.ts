import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, roleFor, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import type { AsAt } from '@minutebook/kernel/read-models';
import { askedIn, Pages } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { GroupsQuery } from '../read-models/groups.query';
import { OwnedRecords } from '../read-models/owned-records';
import {
  GROUP_COLUMNS,
  groupCsvRows,
  presentGroupList,
  type GroupsAsked,
  type GroupWithRecords,
} from './group-list.presenter';

/** Every governance group, and what each owns. */
@ApiExcludeController()
@Controller()
export class GroupListController {
  constructor(
    private readonly pages: Pages,
    private readonly groups: GroupsQuery,
    private readonly owned: OwnedRecords,
  ) {}

  @Permit('read-programme')
  @Get('governance-groups')
  async list(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const mayEstablish = roleFor(account, 'establish-group') !== undefined;
    const page = presentGroupList(this.all(moment), asked(request), moment, mayEstablish);
    await this.pages.send(request, reply, 'group-list.njk', { title: 'Governance groups' }, page);
  }

  @Permit('read-programme')
  @Get('governance-groups.csv')
  async export(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const rows = groupCsvRows(this.all(moment), asked(request));
    void reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="governance-groups-${moment.pageDate}.csv"`)
      .send(writeCsv(GROUP_COLUMNS, rows, { dataDate: moment.pageDate }));
  }

  private all(at: AsAt): readonly GroupWithRecords[] {
    return this.groups.groups(at).map((group) => ({ group, records: this.owned.ownedBy(group.id, at) }));
  }
}

function asked(request: IdentifiedRequest): GroupsAsked {
  return { kind: askedIn(request, 'kind'), standing: askedIn(request, 'standing'), q: askedIn(request, 'q') };
}
