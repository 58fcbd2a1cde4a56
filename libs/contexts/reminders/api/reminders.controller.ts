import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiRequest, Permit, Rights, type IdentifiedRequest, type Permission } from '@minutebook/accounts';
import { isLocalDate } from '@minutebook/kernel';
import {
  ApiCommands,
  ApiExchange,
  ApiLists,
  ApiShows,
  ListQuery,
  notFound,
  partOf,
  ReadQuery,
  RecordIdPipe,
  wrongParameter,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { ComingReminders } from '../application/coming-reminders';
import { RecordOnReminder } from '../application/reminder.command-handler';
import { RemindersQuery } from '../read-models/reminders.query';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import {
  ComingReminderListAnswer,
  presentComing,
  presentReminder,
  presentSteps,
  ReminderAnswer,
  ReminderListAnswer,
} from './reminders.answers';
import { ReminderListQuery, RevokeReminderLinksBody } from './reminders.bodies';

const OWN = 'set-own-reminders';
const OF_OTHERS = 'revoke-reminder-links';

/** Reminders over HTTP: the same commands and queries as the pages. */
@ApiTags('reminders')
@Controller('api/v1/reminders')
export class RemindersApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly reminders: RemindersQuery,
    private readonly coming: ComingReminders,
    private readonly settings: ReminderSettingsQuery,
    private readonly rights: Rights,
  ) {}

  @Get()
  @Permit('read-reminders')
  @ApiLists({
    id: 'listReminders',
    summary: 'List the mails of reminders, the newest first',
    answer: ReminderListAnswer,
  })
  async list(@Query() query: ReminderListQuery): Promise<ReminderListAnswer> {
    const { fate, account, from, to } = query;
    for (const [name, day] of Object.entries({ from, to }))
      if (day !== undefined && !isLocalDate(day)) throw wrongParameter(name, 'Ask for a real date, such as 2014-06-16');
    const days = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return this.api.list(
      query,
      (at) =>
        this.reminders
          .between(days, at)
          .filter((message) => fate === undefined || message.fate === fate)
          .filter(
            (message) =>
              account === undefined ||
              message.account === account ||
              message.occurrences.some(({ person }) => person === account),
          ),
      presentReminder,
    );
  }

  @Get('preview')
  @Permit('preview-reminders', 'somewhere')
  @ApiLists({
    id: 'previewReminders',
    summary: 'List the mails of the next 28 days, if nothing changes',
    description: 'It exists for the present only: `asAt` of another moment is refused. It holds no link that answers.',
    answer: ComingReminderListAnswer,
  })
  async preview(@Query() query: ListQuery): Promise<ComingReminderListAnswer> {
    const part = await this.api.part(query);
    if (!part.at.live) throw wrongParameter('asAt', 'The preview exists for the present only');
    const days = await this.coming.days();
    const paused = this.settings.paused(part.at) !== undefined;
    return { ...partOf(presentComing(days ?? []), part), begun: days !== undefined, paused };
  }

  @Get(':id')
  @Permit('read-reminders')
  @ApiShows({ id: 'getReminder', summary: 'Read one mail of reminders with its events', answer: ReminderAnswer })
  async show(@Param('id', RecordIdPipe) id: string, @Query() query: ReadQuery): Promise<ReminderAnswer> {
    return this.api.show(
      query,
      (at) => this.reminders.message(id, at),
      (message, at) => ({ ...presentReminder(message), ...presentSteps(this.reminders.stepsOf(id, at)) }),
    );
  }

  @Post(':id/revoke-links')
  @Permit(OWN)
  @ApiCommands({
    id: 'revokeReminderLinks',
    summary: 'Revoke the links of one mail: they open nothing any more',
    description: 'By whoever it was sent to, and by administrators.',
  })
  async revokeLinks(
    @Param('id', RecordIdPipe) id: string,
    @Body() { reason }: RevokeReminderLinksBody,
    @Req() request: IdentifiedRequest,
  ): Promise<CommandAnswer> {
    const permission = await this.permissionFor(id, request);
    const command = { type: 'revoke-links' } as const;
    return this.api.record(id, new RecordOnReminder(id, command, apiRequest(request, permission, { reason })));
  }

  /** Throws a 404 or 403 `Problem`. */
  private async permissionFor(id: string, request: IdentifiedRequest): Promise<Permission> {
    const message = this.reminders.message(id);
    if (!message) throw notFound();
    if (request.identity?.account.id === message.account) return OWN;
    await this.rights.require(request, OF_OTHERS, undefined);
    return OF_OTHERS;
  }
}
