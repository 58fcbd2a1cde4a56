import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permit, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { PublicAddress } from '@minutebook/kernel/recording';
import { Outbox } from '@minutebook/mail-outbox';
import { Pages, Problem } from '@minutebook/web-kit';
import { mailsUpTo, OUTBOX_PATH, presentMail, presentOutbox } from './outbox.presenter';

/** The mail that would have been sent. Only a demonstration has it: its mails let anybody in who reads them. */
@ApiExcludeController()
@Controller(OUTBOX_PATH)
export class OutboxController {
  constructor(
    private readonly pages: Pages,
    private readonly outbox: Outbox,
    private readonly address: PublicAddress,
  ) {}

  @Permit('read-outbox')
  @Get()
  async list(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const page = presentOutbox(mailsUpTo(await this.pages.moment(request), this.outbox.mails()));
    await this.pages.send(request, reply, 'outbox.njk', { title: 'Outbox', breadcrumbs: [DEMONSTRATION] }, page);
  }

  @Permit('read-outbox')
  @Get(':number')
  async show(@Param('number') number: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const mails = mailsUpTo(await this.pages.moment(request), this.outbox.mails());
    const mail = mails.find((each) => String(each.number) === number);
    if (!mail)
      throw new Problem(404, {
        title: 'There is no such mail in the outbox',
        detail: 'The outbox keeps the newest mails only, and shows no mail before the day on which it was sent.',
      });
    const head = { title: mail.subject, breadcrumbs: [DEMONSTRATION, { text: 'Outbox', href: OUTBOX_PATH }] };
    await this.pages.send(request, reply, 'outbox-mail.njk', head, presentMail(mail, mails, this.address.link('/')));
  }
}

const DEMONSTRATION = { text: 'About this demonstration', href: '/demonstration' };
