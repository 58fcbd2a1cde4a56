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
import { Pages } from '@minutebook/web-kit';
import { GroupsQuery } from '../read-models/groups.query';
import { OwnedRecords } from '../read-models/owned-records';
import { TermsQuery } from '../read-models/terms.query';
import { groupFound } from './group-forms';
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
    private readonly terms: TermsQuery,
    private readonly owned: OwnedRecords,
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
    const group = groupFound(isId(groupId) ? this.groups.group(groupId, moment) : undefined, moment);
    const page = presentGroup(
      {
        group,
        records: this.owned.ownedBy(groupId, moment),
        terms: this.terms.versions(groupId, moment),
        groupName: (id) => this.groups.group(id, moment)?.name ?? id,
        reportsTo: this.groups.linesFrom(groupId, moment),
        reportedBy: this.groups.linesTo(groupId, moment),
        lines: this.trail.page({ group: groupId }, moment, LATEST).lines,
        may: (permission) => roleFor(account, permission) !== undefined,
        nameOf: (id) => this.accounts.nameOf(id),
      },
      moment,
    );
    const head = { title: group.name, breadcrumbs: [{ text: 'Groups', href: groupPaths.list() }] };
    await this.pages.send(request, reply, 'group.njk', head, page);
  }
}
