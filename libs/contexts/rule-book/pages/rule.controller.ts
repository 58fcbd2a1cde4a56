import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  grantFor,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { notFound, Pages } from '@minutebook/web-kit';
import { CLOSURE_DAYS_ID } from '../application/rule-stream';
import { CLOSURE_DAYS, localRuleNamed } from '../application/rules-known';
import { LocalRulesQuery } from '../read-models/local-rules.query';
import { rulePaths } from './rule-paths';
import { datedRule, presentClosureDays, presentLocalRule, presentRule } from './rule.presenter';

const BREADCRUMBS = [{ text: 'Rules', href: rulePaths.board }];

/** One rule: a dated one with its versions, a local one with what was set of it, or the closure days. */
@ApiExcludeController()
@Controller('rules')
export class RuleController {
  constructor(
    private readonly pages: Pages,
    private readonly local: LocalRulesQuery,
    private readonly accounts: AccountDirectory,
  ) {}

  @Permit('read-rules')
  @Get(':name')
  async show(
    @Param('name') name: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const reader = {
      maySet: moment.live && grantFor(account, 'set-local-rules', {}) !== undefined,
      nameOf: (id: string) => this.accounts.nameOf(id),
    };
    const send = (template: string, title: string, page: object) =>
      this.pages.send(request, reply, template, { title, breadcrumbs: BREADCRUMBS }, page);

    const rule = datedRule(name);
    if (rule) return send('rule.njk', rule.title, presentRule(rule, moment));
    const own = localRuleNamed(name);
    if (own)
      return send(
        'local-rule.njk',
        own.title,
        presentLocalRule(own, this.local.versions(own.name, moment), reader, moment),
      );
    if (name !== CLOSURE_DAYS_ID) throw notFound();
    const page = presentClosureDays(this.local.closures(moment), reader, moment);
    return send('closure-days.njk', CLOSURE_DAYS.title, page);
  }
}
