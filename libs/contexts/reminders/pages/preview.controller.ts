import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccountDirectory, Permit, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { dateInWords } from '@minutebook/kernel';
import { Pages, Problem } from '@minutebook/web-kit';
import { ComingReminders } from '../application/coming-reminders';
import { presentPreview } from './preview.presenter';
import { reminderPaths } from './reminder-paths';
import { SendingNotes } from './sending-notes';

const PREVIEW = 'preview-reminders';
const BOARD = { text: 'Reminders', href: reminderPaths.board };

/** The mail of the next days, if nothing changes. Looking at it records nothing and makes no link. */
@ApiExcludeController()
@Controller('reminders/preview')
export class PreviewController {
  constructor(
    private readonly pages: Pages,
    private readonly coming: ComingReminders,
    private readonly notes: SendingNotes,
    private readonly directory: AccountDirectory,
  ) {}

  @Permit(PREVIEW, 'somewhere')
  @Get()
  async show(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const { live } = await this.pages.moment(request);
    const days = live ? await this.coming.days() : [];
    const page = presentPreview(days ?? [], live ? await this.notes.now({ next: !days?.length }) : [], (id) =>
      this.directory.nameOf(id),
    );
    await this.pages.send(request, reply, 'preview.njk', { title: 'Preview of mail', breadcrumbs: [BOARD] }, page);
  }

  @Permit(PREVIEW, 'somewhere')
  @Get(':day/:account')
  async mail(
    @Param('day') day: string,
    @Param('account') account: string,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const { live } = await this.pages.moment(request);
    const days = live ? await this.coming.days() : undefined;
    const mail = days?.find((each) => each.day === day)?.mails.find((each) => each.account === account);
    if (!mail)
      throw new Problem(404, { title: 'By now no mail is to go to this person on this day. The preview says what is' });
    const head = {
      title: `Mail of ${dateInWords(day)}`,
      breadcrumbs: [BOARD, { text: 'Preview of mail', href: reminderPaths.preview }],
    };
    const page = { to: this.directory.nameOf(account), ...this.coming.textOf(mail) };
    await this.pages.send(request, reply, 'preview-mail.njk', head, page);
  }
}
