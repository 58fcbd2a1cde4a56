import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { covers, type Belongings, ROLE_NAMES, isHeld } from '@minutebook/kernel';
import { Pages, Problem, type PageMoment } from '@minutebook/web-kit';
import { AccountDirectory } from '../account-directory';
import { grantFor, type Account } from '../account-rights';
import { Permit, SignedInAs, type IdentifiedRequest, type Reply } from '../application/identity';
import { RecordScopes } from '../application/record-scopes';
import { RoutesAndRights, type RouteRights } from '../application/route-rights';
import { ANYWHERE, PERMITTED } from '../permissions';
import { AccountsQuery } from '../read-models/accounts.query';
import { ownPath } from './own-path';
import { RolesInWords } from './roles-in-words';

/** Why somebody can see a page, and who else can. */
@ApiExcludeController()
@Controller('who-may-see')
export class WhoMaySeeController {
  constructor(
    private readonly pages: Pages,
    private readonly routes: RoutesAndRights,
    private readonly scopes: RecordScopes,
    private readonly accounts: AccountsQuery,
    private readonly directory: AccountDirectory,
    private readonly roles: RolesInWords,
  ) {}

  @Permit('read-programme')
  @Get()
  async show(
    @Query('page') asked: unknown,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const path = ownPath(asked);
    const found = this.routes.find('GET', path);
    if (!found) throw new Problem(404, { title: 'There is no page at the address that was asked about' });
    const { route, params } = found;
    const belongings = await this.belongingsOf(route, params);
    const own = route.permission && grantFor(account, route.permission, belongings);
    const page = {
      path,
      isPublic: route.isPublic,
      permitted: route.permission ? PERMITTED[route.permission].map((role) => ROLE_NAMES[role]) : [],
      isBound: belongings !== 'some record',
      own: own && {
        words: this.roles.of(own, moment),
        until: own.until,
        cover: own.actingFor === undefined ? undefined : this.directory.nameOf(own.actingFor),
        grantHref: `/audit-trail?record=${own.grant.split('@')[0] ?? ''}`,
      },
      others: this.holders(route, belongings, moment).filter(({ id }) => id !== account.id),
    };
    await this.pages.send(request, reply, 'who-may-see.njk', { title: 'Why you can see this, and who else can' }, page);
  }

  private async belongingsOf(
    { permission, record }: RouteRights,
    params: Readonly<Record<string, string>>,
  ): Promise<Belongings | 'some record'> {
    if (permission === undefined || ANYWHERE.has(permission) || record === 'somewhere') return 'some record';
    if (record === undefined) return {};
    return (await this.scopes.belongingsOf(record.kind, params[record.name])) ?? 'some record';
  }

  /** Everybody who holds a role that opens the page today, with the role that does. */
  private holders({ permission }: RouteRights, belongings: Belongings | 'some record', moment: PageMoment) {
    const permitted: readonly string[] = permission ? PERMITTED[permission] : [];
    const open = new Set(this.accounts.accounts(moment).flatMap(({ id, status }) => (status === 'open' ? [id] : [])));
    const roles = new Map<string, string[]>();
    for (const { account, role, scope, from, to } of this.accounts.grants(moment)) {
      const isOpenTo = belongings === 'some record' || covers(scope, belongings);
      const isNow = isHeld({ from, ...(to !== null && { to }) }, moment.pageDate);
      if (!open.has(account) || !permitted.includes(role) || !isOpenTo || !isNow) continue;
      roles.set(account, [...(roles.get(account) ?? []), this.roles.of({ role, scope }, moment)]);
    }
    return [...roles]
      .map(([id, held]) => ({ id, name: this.directory.nameOf(id), roles: held }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  }
}
