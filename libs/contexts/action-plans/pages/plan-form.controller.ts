import { Controller, Get, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ofParam, Permit, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { PlanForms, type PlanForm } from './plan-forms';

/** The two routes of a form on a plan: shown by GET, sent by POST; both ask for the form's permission. */
export function planFormController<V>(form: PlanForm<V>): Type {
  @ApiExcludeController()
  @Controller(`action-plans/:id/${form.step}`)
  class PlanFormController {
    constructor(private readonly forms: PlanForms) {}

    @Permit(form.permission, ofParam('plan'))
    @Get()
    async show(
      @Param('id') id: string,
      @SignedInAs() account: Account,
      @Req() request: IdentifiedRequest,
      @Res() reply: Reply,
    ): Promise<void> {
      await this.forms.show(form, id, { request, reply, account });
    }

    @Permit(form.permission, ofParam('plan'))
    @Post()
    async send(
      @Param('id') id: string,
      @SignedInAs() account: Account,
      @Req() request: IdentifiedRequest,
      @Res() reply: Reply,
    ): Promise<void> {
      await this.forms.send(form, id, { request, reply, account });
    }
  }
  return PlanFormController;
}
