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
import { isId } from '@minutebook/kernel';
import { Pages, Problem } from '@minutebook/web-kit';
import { GroupsQuery } from '../read-models/groups.query';
import { OwnedRecords } from '../read-models/owned-records';
import { groupPaths } from './group-paths';
import { presentGroup } from './group.presenter';

/** Lines of the trail that the page of a group shows. */
const LATEST = 8;

/** One governance group: what it is, what it owns, and what happened lately. */
@ApiExcludeController()
@Controller('governance-groups')
export class GroupController {
  constructor(
    private readonly pages: Pages,
    private readonly groups: GroupsQuery,
    private readonly owned: OwnedRecords,
    private readonly trail: TrailQuery,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('read-programme')
  @Get(':groupId')
  async show(
    @Param('groupId') groupId: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const group = isId(groupId) ? this.groups.group(groupId, moment) : undefined;
    if (!group)
      throw new Problem(404, {
        title: moment.live ? 'There is no governance group at this address.' : 'There was no such group at that date.',
      });
    const page = presentGroup(
      group,
      this.owned.ownedBy(groupId, moment),
      this.trail.page({ group: groupId }, moment, LATEST).lines,
      moment,
      roleFor(account, 'open-plan') !== undefined,
      (id) => this.accounts.nameOf(id),
    );
    const head = { title: group.name, breadcrumbs: [{ text: 'Groups', href: groupPaths.list() }] };
    await this.pages.send(request, reply, 'group.njk', head, page);
  }
}
