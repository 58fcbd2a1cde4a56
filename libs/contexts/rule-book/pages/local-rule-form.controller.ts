import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { pageRequest, Permit, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { bodyOf, dateFields, FormPages, notFound, Pages } from '@minutebook/web-kit';
import { RecordOnLocalRule } from '../application/local-rule.command-handler';
import { localRuleNamed, localRuleOn, type LocalRule } from '../application/rules-known';
import { LocalRulesQuery } from '../read-models/local-rules.query';
import { readEnd, readRule, typedRule } from './local-rule-form';
import { endRuleView, setRuleView } from './local-rule-form.presenter';
import { rulePaths } from './rule-paths';

const SET = 'set-local-rules';

/** Sets and ends a local rule. */
@ApiExcludeController()
@Controller('rules')
export class LocalRuleFormController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly local: LocalRulesQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Permit(SET)
  @Get(':name/set')
  async setForm(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const rule = settable(name);
    const moment = await this.pages.moment(request);
    const now = localRuleOn(this.local.versions(rule.name, moment), this.today());
    await this.forms.show({ request, reply }, setRuleView(rule, typedRule(now?.value, this.today())));
  }

  @Permit(SET)
  @Post(':name/set')
  async set(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const rule = settable(name);
    const { typed, errors, value } = readRule(bodyOf(request));
    const view = setRuleView(rule, typed);
    if (errors.any) return this.forms.show({ request, reply }, view, { status: 422, errors });
    const command = pageRequest(request, SET, { reason: typed.reason });
    const outcome = await this.forms.execute(
      new RecordOnLocalRule({ type: 'set', name: rule.name, ...value }, command),
    );
    if ('again' in outcome) return this.forms.show({ request, reply }, view, outcome.again);
    await this.forms.done({ request, reply }, outcome.done, `It was set: ${rule.title}.`, rulePaths.rule(rule.name));
  }

  @Permit(SET)
  @Get(':name/end')
  async endForm(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const typed = { from: dateFields(this.today()), reason: '' };
    await this.forms.show({ request, reply }, endRuleView(settable(name), typed));
  }

  @Permit(SET)
  @Post(':name/end')
  async end(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const rule = settable(name);
    const { typed, errors, value } = readEnd(bodyOf(request));
    const view = endRuleView(rule, typed);
    if (errors.any) return this.forms.show({ request, reply }, view, { status: 422, errors });
    const command = pageRequest(request, SET, { reason: typed.reason });
    const outcome = await this.forms.execute(
      new RecordOnLocalRule({ type: 'end', name: rule.name, ...value }, command),
    );
    if ('again' in outcome) return this.forms.show({ request, reply }, view, outcome.again);
    await this.forms.done({ request, reply }, outcome.done, `It was ended: ${rule.title}.`, rulePaths.rule(rule.name));
  }

  private today(): string {
    return londonDateOf(this.clock.now());
  }
}

/** Throws a 404 `Problem` where no local rule has this name. */
function settable(name: string): LocalRule {
  const rule = localRuleNamed(name);
  if (!rule) throw notFound();
  return rule;
}
