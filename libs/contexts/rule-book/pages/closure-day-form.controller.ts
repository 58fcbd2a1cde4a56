import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { pageRequest, Permit, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { dayInWords, isLocalDate } from '@minutebook/kernel';
import { bodyOf, dateFields, FormPages, textOf, type Body } from '@minutebook/web-kit';
import { RecordOnLocalRule } from '../application/local-rule.command-handler';
import { CLOSURE_DAYS_ID } from '../application/rule-stream';
import { readClosure, readWithdrawal } from './local-rule-form';
import { declareView, NOTHING_TYPED, withdrawView } from './local-rule-form.presenter';
import { rulePaths } from './rule-paths';

const SET = 'set-local-rules';
const PAGE = rulePaths.rule(CLOSURE_DAYS_ID);

/** Declares and withdraws the days on which the council does not work. */
@ApiExcludeController()
@Controller('rules/closure-days')
export class ClosureDayFormController {
  constructor(private readonly forms: FormPages) {}

  @Permit(SET)
  @Get('declare')
  async declareForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.forms.show({ request, reply }, declareView(NOTHING_TYPED));
  }

  @Permit(SET)
  @Post('declare')
  async declare(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const { typed, errors, value } = readClosure(bodyOf(request));
    const view = declareView(typed);
    if (errors.any) return this.forms.show({ request, reply }, view, { status: 422, errors });
    const command = pageRequest(request, SET, { reason: typed.reason });
    const outcome = await this.forms.execute(new RecordOnLocalRule({ type: 'declare', ...value }, command));
    if ('again' in outcome) return this.forms.show({ request, reply }, view, outcome.again);
    const text = `The council is closed on ${dayInWords(value.date)}.`;
    await this.forms.done({ request, reply }, outcome.done, text, PAGE);
  }

  @Permit(SET)
  @Get('withdraw')
  async withdrawForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const on = textOf(request.query as Body, 'on');
    const typed = { date: dateFields(isLocalDate(on) ? on : undefined), reason: '' };
    await this.forms.show({ request, reply }, withdrawView(typed));
  }

  @Permit(SET)
  @Post('withdraw')
  async withdraw(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const { typed, errors, value } = readWithdrawal(bodyOf(request));
    const view = withdrawView(typed);
    if (errors.any) return this.forms.show({ request, reply }, view, { status: 422, errors });
    const command = pageRequest(request, SET, { reason: typed.reason });
    const outcome = await this.forms.execute(new RecordOnLocalRule({ type: 'withdraw', ...value }, command));
    if ('again' in outcome) return this.forms.show({ request, reply }, view, outcome.again);
    const text = `The council is not closed on ${dayInWords(value.date)}.`;
    await this.forms.done({ request, reply }, outcome.done, text, PAGE);
  }
}
