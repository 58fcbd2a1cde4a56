import { Controller, Get, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ofParam, Permit, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { GroupForms, type GroupForm } from './group-forms';

/** The two routes of a form on a group: shown by GET, sent by POST; both ask for the form's permission. */
export function groupFormController<V>(form: GroupForm<V>): Type {
  @ApiExcludeController()
  @Controller(`governance-groups/:id/${form.step}`)
  class GroupFormController {
    constructor(private readonly forms: GroupForms) {}

    @Permit(form.permission, ofParam('group'))
    @Get()
    async show(
      @Param('id') id: string,
      @SignedInAs() account: Account,
      @Req() request: IdentifiedRequest,
      @Res() reply: Reply,
    ): Promise<void> {
      await this.forms.show(form, id, { request, reply, account });
    }

    @Permit(form.permission, ofParam('group'))
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
  return GroupFormController;
}
