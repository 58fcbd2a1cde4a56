import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, roleFor, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { isId } from '@minutebook/kernel';
import { Pages, Problem, type PageMoment } from '@minutebook/web-kit';
import { GroupsQuery, type GroupSummary } from '../read-models/groups.query';
import { TermsQuery, type TermsVersion } from '../read-models/terms.query';
import { groupFound } from './group-forms';
import { groupPaths } from './group-paths';
import { presentComparison, presentTerms, versionName } from './terms.presenter';

/** The terms of reference of a group: one version, and two side by side. */
@ApiExcludeController()
@Controller('governance-groups/:id/terms-of-reference')
export class TermsController {
  constructor(
    private readonly pages: Pages,
    private readonly groups: GroupsQuery,
    private readonly terms: TermsQuery,
  ) {}

  @Permit('read-programme')
  @Get('compare')
  async compare(
    @Param('id') id: string,
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const group = this.groupAt(id, moment);
    const all = this.terms.versions(id, moment);
    const [latest, before] = all;
    const chosen = (asked: unknown, unasked: TermsVersion | undefined): TermsVersion =>
      versionFound(asked === undefined ? unasked : all.find(({ number }) => String(number) === asked));
    const pair = [chosen(from, before), chosen(to, latest)] as const;
    const page = presentComparison(group, pair, all, this.naming(moment), moment);
    const head = { title: 'Compare terms of reference', breadcrumbs: breadcrumbsOf(group) };
    await this.pages.send(request, reply, 'compare-terms.njk', head, page);
  }

  @Permit('read-programme')
  @Get(':number')
  async show(
    @Param('id') id: string,
    @Param('number') number: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const group = this.groupAt(id, moment);
    const all = this.terms.versions(id, moment);
    const version = versionFound(all.find((one) => String(one.number) === number));
    const mayAdopt = roleFor(account, 'adopt-terms-of-reference', { groups: [id] }) !== undefined;
    const page = presentTerms(group, version, all, this.naming(moment), moment, mayAdopt);
    const head = {
      title: `Terms of reference: ${versionName(version)}`,
      breadcrumbs: breadcrumbsOf(group),
    };
    await this.pages.send(request, reply, 'terms.njk', head, page);
  }

  private groupAt(id: string, moment: PageMoment): GroupSummary {
    return groupFound(isId(id) ? this.groups.group(id, moment) : undefined, moment);
  }

  private naming(moment: PageMoment): (id: string) => string {
    return (id) => this.groups.group(id, moment)?.name ?? id;
  }
}

function versionFound(version: TermsVersion | undefined): TermsVersion {
  if (version) return version;
  throw new Problem(404, {
    title: 'This group has no such version of its terms of reference, or had none at that date.',
  });
}

function breadcrumbsOf(group: GroupSummary) {
  return [
    { text: 'Groups', href: groupPaths.list() },
    { text: group.name, href: groupPaths.show(group.id) },
  ];
}
