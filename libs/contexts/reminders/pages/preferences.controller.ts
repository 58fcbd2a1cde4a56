import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  AccountsQuery,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import type { AsAt } from '@minutebook/kernel/read-models';
import { Pages } from '@minutebook/web-kit';
import { Addresses } from '../application/what-is-known';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { presentPreferences, type CoverRow } from './preferences.presenter';
import { reminderPaths } from './reminder-paths';

/** What somebody has set about the reminders that they get. */
@ApiExcludeController()
@Controller('reminders/preferences')
export class PreferencesController {
  constructor(
    private readonly pages: Pages,
    private readonly settings: ReminderSettingsQuery,
    private readonly accounts: AccountsQuery,
    private readonly addresses: Addresses,
    private readonly directory: AccountDirectory,
  ) {}

  @Permit('set-own-reminders')
  @Get()
  async show(@SignedInAs() { id }: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const page = presentPreferences(this.settings.preferences(id, moment), {
      address: this.addresses.addressOf(id),
      covers: this.coversOf(id, moment),
    });
    const head = {
      title: 'What I want to be reminded of',
      breadcrumbs: [{ text: 'Reminders', href: reminderPaths.board }],
    };
    await this.pages.send(request, reply, 'reminder-preferences.njk', head, page);
  }

  /** Absences that have not ended by the day of the page. */
  private coversOf(id: string, at: AsAt): readonly CoverRow[] {
    return this.accounts
      .covers(at, id)
      .filter(({ to }) => to >= at.pageDate)
      .map(({ account, forAccount, from, to }) => ({
        text:
          account === id
            ? `You cover ${this.directory.nameOf(forAccount)}: their reminders go to you, and say so`
            : `${this.directory.nameOf(account)} covers you: your reminders go to them`,
        from,
        to,
      }));
  }
}
