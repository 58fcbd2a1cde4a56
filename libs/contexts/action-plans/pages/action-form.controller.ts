import { Controller, Get, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ofParam, Permit, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { ActionForms, type ActionForm } from './action-forms';
import { STEP_PERMISSIONS } from './action-next-step';

/** The two routes of a form on an action: shown by GET, sent by POST; both ask for the permission of its step. */
export function actionFormController<V>(form: ActionForm<V>): Type {
  @ApiExcludeController()
  @Controller(`actions/:id/${form.step}`)
  class ActionFormController {
    constructor(private readonly forms: ActionForms) {}

    @Permit(STEP_PERMISSIONS[form.step], ofParam('action'))
    @Get()
    async show(
      @Param('id') id: string,
      @SignedInAs() account: Account,
      @Req() request: IdentifiedRequest,
      @Res() reply: Reply,
    ): Promise<void> {
      await this.forms.show(form, id, { request, reply, account });
    }

    @Permit(STEP_PERMISSIONS[form.step], ofParam('action'))
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
  return ActionFormController;
}
