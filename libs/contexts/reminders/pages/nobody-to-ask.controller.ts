import { Controller, Get, Req, Res } from '@nestjs/common';
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
import { Pages } from '@minutebook/web-kit';
import { NobodyToAsk } from '../application/nobody-to-ask';
import { presentNobodyToAsk, type NobodyToAskPage } from './nobody-to-ask.presenter';
import { reminderPaths } from './reminder-paths';

/** Lead roles that nobody holds today, and people whom no mail can reach. */
@ApiExcludeController()
@Controller('reminders/nobody-to-ask')
export class NobodyToAskController {
  constructor(
    private readonly pages: Pages,
    private readonly nobody: NobodyToAsk,
    private readonly directory: AccountDirectory,
  ) {}

  @Permit('read-reminders')
  @Get()
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const mayAdminister = grantFor(account, 'administer-accounts', {}) !== undefined;
    const page: NobodyToAskPage = moment.live
      ? presentNobodyToAsk(this.nobody.unheld(), this.nobody.unreachable(), {
          nameOf: (id) => this.directory.nameOf(id),
          mayAdminister,
        })
      : { unheld: [], unreachable: [], mayAdminister };
    const head = { title: 'Nobody to ask', breadcrumbs: [{ text: 'Reminders', href: reminderPaths.board }] };
    await this.pages.send(request, reply, 'nobody-to-ask.njk', head, page);
  }
}
