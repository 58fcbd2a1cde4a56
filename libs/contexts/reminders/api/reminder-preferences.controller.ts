import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { AccountsQuery, AskedByApi, newRecordId, Permit, SignedInAs, type Account } from '@minutebook/accounts';
import { PublicAddress, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import {
  ApiCommands,
  ApiExchange,
  ApiShows,
  notFound,
  optionalReason,
  ReadQuery,
  receiptOf,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { calendarPath, newCalendarSecret } from '../application/calendar-address';
import { Addresses } from '../application/what-is-known';
import { RecordOnReminderPreferences } from '../application/reminder-preferences.command-handler';
import type { ReminderPreferencesCommand } from '../domain/reminder-preferences.commands';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { CalendarOpenedAnswer, PreferencesAnswer, presentPreferences } from './reminder-preferences.answers';
import {
  CloseCalendarBody,
  OpenCalendarBody,
  RevokeOwnLinksBody,
  SetReminderPreferencesBody,
} from './reminder-preferences.bodies';

const OWN = 'set-own-reminders';
/** Whose they are where a client does not know the id of its account. */
const ME = 'me';
const WHOSE = 'The id is that of the own account, or `me`: there is no such record for anybody else.';

/** What somebody wants to be reminded of, over HTTP: their own alone, by the same commands and queries as the pages. */
@ApiTags('reminder-preferences')
@Controller('api/v1/reminder-preferences')
export class ReminderPreferencesApiController {
  constructor(
    private readonly commands: CommandBus,
    private readonly api: ApiExchange,
    private readonly settings: ReminderSettingsQuery,
    private readonly accounts: AccountsQuery,
    private readonly addresses: Addresses,
    private readonly address: PublicAddress,
  ) {}

  @Get(':id')
  @Permit(OWN)
  @ApiShows({
    id: 'getReminderPreferences',
    summary: 'Read what one wants to be reminded of',
    description: WHOSE,
    answer: PreferencesAnswer,
  })
  async show(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Query() query: ReadQuery,
  ): Promise<PreferencesAnswer> {
    const own = ownId(id, account);
    return this.api.show(
      query,
      (at) => this.settings.preferences(own, at),
      (preferences, at) => ({
        ...presentPreferences(own, preferences),
        email: this.addresses.addressOf(own) ?? null,
        covers: this.accounts
          .covers(at, own)
          .filter(({ to }) => to >= at.pageDate)
          .map(({ account: covering, forAccount, from, to }) => ({ account: covering, forAccount, from, to })),
      }),
    );
  }

  @Post(':id/set')
  @Permit(OWN)
  @ApiCommands({
    id: 'setReminderPreferences',
    summary: 'Say what one wants to be reminded of',
    description: `Mail that is sent from now on follows it. ${WHOSE}`,
  })
  async set(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Body() wanted: SetReminderPreferencesBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(ownId(id, account), { type: 'set', wanted: { ...wanted } }, request);
  }

  @Post(':id/open-calendar')
  @Permit(OWN)
  @ApiCommands({
    id: 'openCalendar',
    summary: 'Open a private address of a calendar of one’s due dates',
    description: `Whoever knows the address sees these dates without signing in. It is given in this answer alone. One that is open is closed with it. ${WHOSE}`,
    answer: CalendarOpenedAnswer,
  })
  @ApiBody({ type: OpenCalendarBody, required: false })
  async openCalendar(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Body() { reason }: OpenCalendarBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CalendarOpenedAnswer> {
    const own = ownId(id, account);
    const { secret, hash } = newCalendarSecret();
    const calendarId = newRecordId(request.commandId, undefined);
    const outcome = await this.commands.execute<RecordOnReminderPreferences, CommandOutcome>(
      new RecordOnReminderPreferences(
        own,
        { type: 'open-feed', feedId: calendarId, hash },
        { ...request, ...optionalReason(reason) },
      ),
    );
    // Of a repeat the first address counts, of which only the digest is kept.
    const address = receiptOf(outcome).recorded ? this.address.link(calendarPath(secret)) : null;
    return { ...this.api.answer(own, outcome), calendarId, address };
  }

  @Post(':id/close-calendar')
  @Permit(OWN)
  @ApiCommands({
    id: 'closeCalendar',
    summary: 'Close the private address of a calendar: it opens nothing any more',
    description: WHOSE,
  })
  async closeCalendar(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Body() { calendarId, reason }: CloseCalendarBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    const asked = { ...request, ...optionalReason(reason) };
    return this.record(ownId(id, account), { type: 'close-feed', feedId: calendarId }, asked);
  }

  @Post(':id/revoke-links')
  @Permit(OWN)
  @ApiCommands({
    id: 'revokeOwnReminderLinks',
    summary: 'Revoke every link that was sent to one: they open nothing any more',
    description: `Mail that is sent later holds links of its own. ${WHOSE}`,
  })
  async revokeLinks(
    @Param('id') id: string,
    @SignedInAs() account: Account,
    @Body() { reason }: RevokeOwnLinksBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(ownId(id, account), { type: 'revoke-links' }, { ...request, reason });
  }

  private record(own: string, input: ReminderPreferencesCommand, request: CommandRequest): Promise<CommandAnswer> {
    return this.api.record(own, new RecordOnReminderPreferences(own, input, request));
  }
}

/** Preferences of others are nobody's to see, so that whether there are any is not told. Throws a 404 `Problem`. */
function ownId(asked: string, { id }: Account): string {
  if (asked !== ME && asked !== id) throw notFound();
  return id;
}
