import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { addressOf, FormErrors, Pages, Problem, type Address, type PageMoment } from '@minutebook/web-kit';
import { writeCsv } from '@minutebook/web-kit/csv';
import { DueFactsQuery } from '../read-models/due-facts.query';
import { RemindersQuery } from '../read-models/reminders.query';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { MESSAGE_COLUMNS, messageCsvRow } from './message-csv';
import { daysAsked, messageFiltersOf } from './message-filters';
import type { KnownToLines } from './message-lines';
import { messagesAsked, presentMessageBoard, stretchOf } from './message-board.presenter';
import { reminderLinks } from './reminder-links';
import { SendingNotes } from './sending-notes';

const NO_DATE = 'Ask for real dates, such as 2014-06-16';

/** Who was sent what, and what became of it. */
@ApiExcludeController()
@Controller()
export class MessageBoardController {
  constructor(
    private readonly pages: Pages,
    private readonly reminders: RemindersQuery,
    private readonly facts: DueFactsQuery,
    private readonly settings: ReminderSettingsQuery,
    private readonly notes: SendingNotes,
    private readonly directory: AccountDirectory,
  ) {}

  @Permit('read-reminders')
  @Get('reminders')
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const address = addressOf(request);
    const { days, stretch } = this.daysOf(address, moment);
    const messages = days ? this.reminders.between(stretch, moment) : [];
    const paused = this.settings.paused(moment);
    const facts = {
      ...this.known(moment),
      links: reminderLinks(account, moment),
      notes: moment.live ? await this.notes.now({ next: messages.length === 0 }) : [],
      paused: paused && {
        on: londonDateOf(paused.since),
        by: this.directory.nameOf(paused.by),
        reason: paused.reason,
      },
    };
    const page = presentMessageBoard(messages, stretch, facts, address, moment);
    const head = { title: 'Reminders', ...(!days && { errors: FormErrors.of(NO_DATE, 'filter-from') }) };
    await this.pages.send(request, reply, 'reminders.njk', head, page, days ? 200 : 400);
  }

  /** What the board shows, in the same order, one line for each record that a message asks about. */
  @Permit('read-reminders')
  @Get('reminders.csv')
  async export(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const address = addressOf(request);
    const { days, stretch } = this.daysOf(address, moment);
    if (!days) throw new Problem(400, { title: NO_DATE, errors: [{ field: 'from', message: NO_DATE }] });
    const known = this.known(moment);
    const rows = messagesAsked(this.reminders.between(stretch, moment), address).flatMap((message) =>
      message.occurrences.map((occurrence) => messageCsvRow(message, occurrence, known)),
    );
    void reply
      .header('Content-Disposition', `attachment; filename="reminders-${moment.pageDate}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(writeCsv(MESSAGE_COLUMNS, rows, { dataDate: moment.pageDate }));
  }

  private daysOf(address: Address, moment: PageMoment) {
    const days = daysAsked(messageFiltersOf(address.query));
    return { days, stretch: stretchOf(days ?? {}, moment.pageDate) };
  }

  private known(moment: PageMoment): KnownToLines {
    return {
      nameOf: (id) => this.directory.nameOf(id),
      factOf: (stream) => this.facts.fact(stream, moment),
    };
  }
}
