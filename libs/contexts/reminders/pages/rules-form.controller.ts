import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  pageRequest,
  Permit,
  Rights,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import {
  bodyOf,
  dateFields,
  FormErrors,
  FormPages,
  Pages,
  textOf,
  type Body,
  type FormView,
  type PageMoment,
  type ShownAgain,
} from '@minutebook/web-kit';
import { RecordOnReminderRules } from '../application/reminder-rules.command-handler';
import { DEFAULT_RULES, inForce } from '../application/rules-in-force';
import type { RulesScope } from '../domain/reminder-rules.events';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { reminderPaths } from './reminder-paths';
import { readEnd, readRules, typedRules, type EndTyped, type RulesTyped } from './rules-form';
import { endRulesView, setRulesView } from './rules-form.presenter';
import { RulesScopes, scopeIn } from './rules-scopes';

const SET = 'set-reminder-rules';
const NO_SCOPE = { field: 'scope', message: 'Choose whose reminders these are' };

/** Sets and ends the rules of a scope: a role that is bound to a group or plan does so there only. */
@ApiExcludeController()
@Controller('reminders/rules')
export class RulesFormController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly settings: ReminderSettingsQuery,
    private readonly scopes: RulesScopes,
    private readonly rights: Rights,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Permit(SET, 'somewhere')
  @Get('set')
  async setForm(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const asked = textOf(request.query as Body, 'scope');
    const scope = scopeIn(asked);
    const through = scope ? await this.scopes.through(scope, moment) : undefined;
    const rules = through ? inForce(through, this.today()).value : inForce(DEFAULT_RULES, this.today());
    const typed = typedRules(scope ? asked : '', rules, this.today());
    await this.forms.show({ request, reply }, await this.setView(typed, moment, account));
  }

  @Permit(SET, 'somewhere')
  @Post('set')
  async set(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const { typed, errors, value } = readRules(bodyOf(request));
    const again = async (shown: ShownAgain): Promise<void> =>
      this.forms.show({ request, reply }, await this.setView(typed, moment, account), shown);
    const scope = scopeIn(typed.scope);
    if (!scope) return again({ status: 422, errors: new FormErrors([NO_SCOPE, ...errors.items]) });
    await this.requireFor(request, scope);
    if (errors.any) return again({ status: 422, errors });
    const command = pageRequest(request, SET, { reason: typed.reason });
    const outcome = await this.forms.execute(new RecordOnReminderRules({ type: 'set', scope, ...value }, command));
    if ('again' in outcome) return again(outcome.again);
    const text = `Rules of reminders were set: ${this.scopes.nameOf(scope, moment)}.`;
    await this.forms.done({ request, reply }, outcome.done, text, reminderPaths.rules);
  }

  @Permit(SET, 'somewhere')
  @Get('end')
  async endForm(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const scope = textOf(request.query as Body, 'scope');
    const typed = { scope, from: dateFields(this.today()), reason: '' };
    await this.forms.show({ request, reply }, await this.endView(typed, moment, account));
  }

  @Permit(SET, 'somewhere')
  @Post('end')
  async end(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const { typed, errors, value } = readEnd(bodyOf(request));
    const again = async (shown: ShownAgain): Promise<void> =>
      this.forms.show({ request, reply }, await this.endView(typed, moment, account), shown);
    const scope = scopeIn(typed.scope);
    if (!scope) return again({ status: 422, errors: new FormErrors([NO_SCOPE, ...errors.items]) });
    await this.requireFor(request, scope);
    if (errors.any) return again({ status: 422, errors });
    const command = pageRequest(request, SET, { reason: typed.reason });
    const outcome = await this.forms.execute(new RecordOnReminderRules({ type: 'end', scope, ...value }, command));
    if ('again' in outcome) return again(outcome.again);
    const text = `Own rules of reminders were ended: ${this.scopes.nameOf(scope, moment)}.`;
    await this.forms.done({ request, reply }, outcome.done, text, reminderPaths.rules);
  }

  /** Throws a 403 `Problem` where the role of the reader does not reach this scope. */
  private requireFor(request: IdentifiedRequest, scope: RulesScope): Promise<void> {
    return scope.kind === 'council'
      ? this.rights.require(request, SET, undefined)
      : this.rights.requireFor(request, SET, scope);
  }

  private async setView(typed: RulesTyped, moment: PageMoment, account: Account): Promise<FormView> {
    const mayBeSet = await this.scopes.mayBeSetBy(account, moment);
    const scope = scopeIn(typed.scope);
    const concerned = scope && this.scopes.openRecords(scope, moment);
    return setRulesView(typed, this.named(mayBeSet, moment), concerned);
  }

  private async endView(typed: EndTyped, moment: PageMoment, account: Account): Promise<FormView> {
    const mayBeSet = await this.scopes.mayBeSetBy(account, moment);
    const withOwn = mayBeSet.filter((scope) => this.settings.ownRules(scope, moment).at(-1)?.value);
    return endRulesView(typed, this.named(withOwn, moment));
  }

  private named(scopes: readonly RulesScope[], moment: PageMoment) {
    return scopes.map((scope) => ({ scope, name: this.scopes.nameOf(scope, moment) }));
  }

  private today(): string {
    return londonDateOf(this.clock.now());
  }
}
