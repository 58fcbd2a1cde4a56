import { Controller, Get, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, type IdentifiedRequest, type Reply } from '../application/identity';
import { AccountForms, type AccountForm } from './account-forms';

/** The two routes of a form on an account: shown by GET, sent by POST. */
export function accountFormController<V>(form: AccountForm<V>): Type {
  @ApiExcludeController()
  @Controller(`people/:id/${form.step}`)
  class AccountFormController {
    constructor(private readonly forms: AccountForms) {}

    @Permit('administer-accounts')
    @Get()
    async show(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
      await this.forms.show(form, id, { request, reply });
    }

    @Permit('administer-accounts')
    @Post()
    async send(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
      await this.forms.send(form, id, { request, reply });
    }
  }
  return AccountFormController;
}
