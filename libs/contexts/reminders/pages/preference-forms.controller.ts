import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  pageRequest,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { newRandomId, PublicAddress } from '@minutebook/kernel/recording';
import { bodyOf, FormErrors, FormPages, Pages, textOf, type Body } from '@minutebook/web-kit';
import { calendarPath, newCalendarSecret } from '../application/calendar-address';
import { RecordOnReminderPreferences } from '../application/reminder-preferences.command-handler';
import { WEEKDAYS } from '../application/rules-in-force';
import type { WantedReminders } from '../domain/reminder-preferences.events';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import {
  calendarView,
  closeCalendarView,
  revokeLinksView,
  WANTED_KINDS,
  wantedView,
  type WantedTyped,
} from './preferences.presenter';
import { reminderPaths } from './reminder-paths';
import { reasonErrors } from './rules-form';

const OWN = 'set-own-reminders';
const UNCONFIRMED = FormErrors.of('Tick the box to confirm', 'confirm');

/** The forms with which somebody sets what they get: each changes nothing where it is sent without a choice. */
@ApiExcludeController()
@Controller('reminders/preferences')
export class PreferenceFormsController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly settings: ReminderSettingsQuery,
    private readonly address: PublicAddress,
  ) {}

  @Permit(OWN)
  @Get('wanted')
  async wantedForm(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const wanted = this.settings.wanted(id, await this.pages.moment(request));
    await this.forms.show({ request, reply }, wantedView(typedOf(wanted)));
  }

  @Permit(OWN)
  @Post('wanted')
  async setWanted(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const http = { request, reply };
    const typed = readTyped(bodyOf(request));
    const wanted = wantedOf(typed);
    if (!wanted) {
      const errors = FormErrors.of('Choose on which days you want mail', 'onlyOn');
      return this.forms.show(http, wantedView(typed), { status: 422, errors });
    }
    const command = new RecordOnReminderPreferences(id, { type: 'set', wanted }, pageRequest(request, OWN));
    const outcome = await this.forms.execute(command);
    if ('again' in outcome) return this.forms.show(http, wantedView(typed), outcome.again);
    await this.forms.done(http, outcome.done, 'Your reminders follow it from now on.', reminderPaths.preferences);
  }

  @Permit(OWN)
  @Get('calendar')
  async calendarForm(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    await this.forms.show({ request, reply }, calendarView((await this.openFeed(id, request)) !== undefined));
  }

  @Permit(OWN)
  @Post('calendar')
  async openCalendar(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const http = { request, reply };
    const view = calendarView((await this.openFeed(id, request)) !== undefined);
    if (!isConfirmed(request)) return this.forms.show(http, view, { status: 422, errors: UNCONFIRMED });
    const { secret, hash } = newCalendarSecret();
    const input = { type: 'open-feed', feedId: newRandomId(), hash } as const;
    const outcome = await this.forms.execute(new RecordOnReminderPreferences(id, input, pageRequest(request, OWN)));
    if ('again' in outcome) return this.forms.show(http, view, outcome.again);
    // Shown in this answer and never again. Sent twice, the address that counts is the one that was shown first.
    const shown = outcome.done.recorded ? this.address.link(calendarPath(secret)) : undefined;
    const head = {
      title: 'Your calendar address',
      breadcrumbs: view.breadcrumbs,
      formPath: reminderPaths.preferences,
    };
    const page = { address: shown, back: reminderPaths.preferences };
    await this.pages.send(request, reply, 'calendar-address-shown.njk', head, page);
  }

  @Permit(OWN)
  @Get('close-calendar')
  async closeCalendarForm(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    await this.forms.show({ request, reply }, closeCalendarView((await this.openFeed(id, request)) !== undefined));
  }

  @Permit(OWN)
  @Post('close-calendar')
  async closeCalendar(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const http = { request, reply };
    const feedId = await this.openFeed(id, request);
    const view = closeCalendarView(feedId !== undefined);
    if (feedId === undefined || !isConfirmed(request))
      return this.forms.show(http, view, { status: 422, errors: UNCONFIRMED });
    const input = { type: 'close-feed', feedId } as const;
    const outcome = await this.forms.execute(new RecordOnReminderPreferences(id, input, pageRequest(request, OWN)));
    if ('again' in outcome) return this.forms.show(http, view, outcome.again);
    const text = 'The calendar address was closed: it opens nothing any more.';
    await this.forms.done(http, outcome.done, text, reminderPaths.preferences);
  }

  @Permit(OWN)
  @Get('revoke-links')
  revokeForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    return this.forms.show({ request, reply }, revokeLinksView(''));
  }

  @Permit(OWN)
  @Post('revoke-links')
  async revokeLinks(
    @SignedInAs() { id }: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const http = { request, reply };
    const reason = textOf(bodyOf(request), 'reason');
    const errors = new FormErrors(reasonErrors(reason));
    if (errors.any) return this.forms.show(http, revokeLinksView(reason), { status: 422, errors });
    const input = { type: 'revoke-links' } as const;
    const command = new RecordOnReminderPreferences(id, input, pageRequest(request, OWN, { reason }));
    const outcome = await this.forms.execute(command);
    if ('again' in outcome) return this.forms.show(http, revokeLinksView(reason), outcome.again);
    const text = 'The links that were sent to you open nothing any more.';
    await this.forms.done(http, outcome.done, text, reminderPaths.preferences);
  }

  private async openFeed(account: string, request: IdentifiedRequest): Promise<string | undefined> {
    return this.settings.preferences(account, await this.pages.moment(request)).feed?.feedId;
  }
}

function isConfirmed(request: IdentifiedRequest): boolean {
  return textOf(bodyOf(request), 'confirm') === 'yes';
}

function typedOf({ onlyOn, ...kinds }: WantedReminders): WantedTyped {
  return {
    kinds: WANTED_KINDS.flatMap(({ value }) => (kinds[value] ? [value] : [])),
    onlyOn: onlyOn === null ? 'any' : String(onlyOn),
  };
}

/** Ticked boxes come as one text or as a list of them. */
function readTyped(body: Body): WantedTyped {
  const kinds = [body['kinds']].flat().filter((kind): kind is string => typeof kind === 'string');
  return { kinds, onlyOn: textOf(body, 'onlyOn') };
}

function wantedOf({ kinds, onlyOn }: WantedTyped): WantedReminders | undefined {
  const day = WEEKDAYS.findIndex((_, index) => String(index + 1) === onlyOn);
  if (onlyOn !== 'any' && day < 0) return undefined;
  const wants = (kind: string): boolean => kinds.includes(kind);
  return {
    beforeDue: wants('beforeDue'),
    onTheDay: wants('onTheDay'),
    overdue: wants('overdue'),
    noReport: wants('noReport'),
    onlyOn: onlyOn === 'any' ? null : day + 1,
  };
}
