import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  grantFor,
  Permit,
  roleFor,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { Pages, type PageMoment } from '@minutebook/web-kit';
import type { RulesScope } from '../domain/reminder-rules.events';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { reminderPaths } from './reminder-paths';
import { presentDelivery, presentRules, type RulesBoardPage, type ScopeShown } from './rules-board.presenter';
import { RulesScopes } from './rules-scopes';

/** What holds for whom, from when, and who says so. */
@ApiExcludeController()
@Controller('reminders/rules')
export class RulesBoardController {
  constructor(
    private readonly pages: Pages,
    private readonly settings: ReminderSettingsQuery,
    private readonly scopes: RulesScopes,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('read-reminders')
  @Get()
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const nameOf = (who: string): string => this.accounts.nameOf(who);
    const council: RulesScope = { kind: 'council' };
    const others = this.settings.scopes(moment).filter(({ kind }) => kind !== 'council');
    const shown = await Promise.all(others.map((scope) => this.shown(scope, moment, account)));
    const ordered = [await this.shown(council, moment, account), ...shown.sort(byName)];
    const paused = this.settings.paused(moment);
    const page: RulesBoardPage = {
      rows: ordered.flatMap((scope) => presentRules(scope, moment.pageDate, nameOf)),
      delivery: presentDelivery(this.settings.ownDelivery(moment), moment.pageDate, nameOf),
      setHref: moment.live && roleFor(account, 'set-reminder-rules') ? reminderPaths.setRules : undefined,
      setDeliveryHref:
        moment.live && grantFor(account, 'set-reminder-delivery', {}) ? reminderPaths.setDelivery : undefined,
      preferencesHref: reminderPaths.preferences,
      operationsHref: roleFor(account, 'pause-reminders') ? reminderPaths.operations : undefined,
      paused: paused && { on: londonDateOf(paused.since), by: nameOf(paused.by), reason: paused.reason },
    };
    const head = { title: 'Rules of reminders', breadcrumbs: [{ text: 'Reminders', href: reminderPaths.board }] };
    await this.pages.send(request, reply, 'reminder-rules.njk', head, page);
  }

  private async shown(scope: RulesScope, moment: PageMoment, account: Account): Promise<ScopeShown> {
    return {
      scope,
      name: this.scopes.nameOf(scope, moment),
      versions: this.settings.rulesVersions(scope, moment),
      maySet: moment.live && (await this.scopes.maySet(account, scope)),
    };
  }
}

function byName(a: ScopeShown, b: ScopeShown): number {
  return a.name.localeCompare(b.name, 'en-GB');
}
