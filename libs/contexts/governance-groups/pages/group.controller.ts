import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  Permit,
  roleFor,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { TrailQuery } from '@minutebook/audit-trail';
import { Pages } from '@minutebook/web-kit';
import { groupPaths } from './group-paths';
import { GroupReading } from './group-reading';
import { presentGroup } from './group.presenter';

/** Lines of the trail that the page of a group shows. */
const LATEST = 8;

/** One governance group: what it is, what it owns, and what happened lately. */
@ApiExcludeController()
@Controller('governance-groups')
export class GroupController {
  constructor(
    private readonly pages: Pages,
    private readonly reading: GroupReading,
    private readonly trail: TrailQuery,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('read-programme')
  @Get(':id')
  async show(
    @Param('id') groupId: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const read = this.reading.at(groupId, moment);
    const page = presentGroup(
      {
        ...read,
        lines: this.trail.page({ group: groupId }, moment, LATEST).lines,
        may: (permission) => roleFor(account, permission, { groups: [groupId] }) !== undefined,
        nameOf: (id) => this.accounts.nameOf(id),
      },
      moment,
    );
    const head = { title: read.group.name, breadcrumbs: [{ text: 'Groups', href: groupPaths.list() }] };
    await this.pages.send(request, reply, 'group.njk', head, page);
  }
}
