import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  grantFor,
  pageRequest,
  Permit,
  Rights,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Permission,
  type Reply,
} from '@minutebook/accounts';
import { bodyOf, FormErrors, FormPages, Pages, Problem, textOf, type PageMoment } from '@minutebook/web-kit';
import { RecordOnReminder } from '../application/reminder.command-handler';
import type { ReminderSummary } from '../domain/reminder.events';
import { nameOfMessage } from './message-lines';
import { MessageLookUp } from './message-look-up';
import { presentMessage, revokeView } from './message.presenter';
import { reminderPaths } from './reminder-paths';
import { reasonErrors } from './rules-form';

const OWN = 'set-own-reminders';
const OF_OTHERS = 'revoke-reminder-links';

/** One message: what it asked, what became of it, and its links. */
@ApiExcludeController()
@Controller('reminders')
export class MessageController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly messages: MessageLookUp,
    private readonly directory: AccountDirectory,
    private readonly rights: Rights,
  ) {}

  @Permit('read-reminders')
  @Get(':key')
  async show(
    @Param('key') key: string,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const moment = await this.pages.moment(request);
    const message = this.found(key, moment);
    const facts = {
      nameOf: (id: string) => this.directory.nameOf(id),
      ...this.messages.around(message, moment),
      mayRevoke: moment.live && mayRevoke(account, message),
    };
    const head = {
      title: nameOfMessage(message),
      breadcrumbs: [{ text: 'Reminders', href: reminderPaths.board }],
    };
    await this.pages.send(request, reply, 'reminder.njk', head, presentMessage(message, facts, moment));
  }

  @Permit(OWN)
  @Get(':key/revoke-links')
  async revokeForm(@Param('key') key: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const { message } = await this.toRevoke(key, request);
    await this.forms.show({ request, reply }, revokeView(message, ''));
  }

  @Permit(OWN)
  @Post(':key/revoke-links')
  async revoke(@Param('key') key: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    const { message, permission } = await this.toRevoke(key, request);
    const reason = textOf(bodyOf(request), 'reason');
    const view = revokeView(message, reason);
    const errors = new FormErrors(reasonErrors(reason));
    if (errors.any) return this.forms.show(http, view, { status: 422, errors });
    const command = new RecordOnReminder(key, { type: 'revoke-links' }, pageRequest(request, permission, { reason }));
    const outcome = await this.forms.execute(command);
    if ('again' in outcome) return this.forms.show(http, view, outcome.again);
    await this.forms.done(
      http,
      outcome.done,
      'The links of this mail open nothing any more.',
      reminderPaths.message(key),
    );
  }

  /** Whoever it was sent to may, and an administrator. Throws a 404 or 403 `Problem`. */
  private async toRevoke(
    key: string,
    request: IdentifiedRequest,
  ): Promise<{ readonly message: ReminderSummary; readonly permission: Permission }> {
    const message = this.found(key, await this.pages.moment(request));
    if (request.identity?.account.id === message.account) return { message, permission: OWN };
    await this.rights.require(request, OF_OTHERS, undefined);
    return { message, permission: OF_OTHERS };
  }

  private found(key: string, moment: PageMoment): ReminderSummary {
    const message = this.messages.message(key, moment);
    if (message) return message;
    throw new Problem(404, {
      title: 'There is no such reminder, or the record did not hold it yet at the date that you look at',
    });
  }
}

function mayRevoke(account: Account, { account: sentTo }: ReminderSummary): boolean {
  return account.id === sentTo || grantFor(account, OF_OTHERS, {}) !== undefined;
}
