import { Controller, Get, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Account } from '../account-rights';
import {
  Permit,
  SignedInAs,
  type IdentifiedRequest,
  type RecordOf,
  type Reply,
  type SignedInExchange,
} from '../application/identity';
import type { Permission } from '../permissions';

/** What shows the forms of one kind of record and sends their commands. */
export interface RecordForms<F> {
  show(form: F, id: string, http: SignedInExchange): Promise<void>;
  send(form: F, id: string, http: SignedInExchange): Promise<void>;
}

/** One form of a record: where it stands, who may use it, and what shows it. */
export interface RecordFormRoutes<F> {
  /** The address of the form; `:id` in it is the record. */
  readonly path: string;
  readonly permission: Permission;
  /** The record that the permission is asked for; where it is left out, roles of the whole council alone have it. */
  readonly record?: RecordOf;
  readonly forms: Type<RecordForms<F>>;
  readonly form: F;
}

/** The two routes of a form on a record: shown by GET, sent by POST; both ask for the form's permission. */
export function recordFormController<F>({ path, permission, record, forms, form }: RecordFormRoutes<F>): Type {
  @ApiExcludeController()
  @Controller(path)
  class RecordFormController {
    constructor(@Inject(forms) private readonly forms: RecordForms<F>) {}

    @Permit(permission, record)
    @Get()
    async show(
      @Param('id') id: string,
      @SignedInAs() account: Account,
      @Req() request: IdentifiedRequest,
      @Res() reply: Reply,
    ): Promise<void> {
      await this.forms.show(form, id, { request, reply, account });
    }

    @Permit(permission, record)
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
  return RecordFormController;
}
