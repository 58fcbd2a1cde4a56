import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { AskedByApi, Permit } from '@minutebook/accounts';
import { QueueUnavailable, type CommandRequest } from '@minutebook/kernel/recording';
import {
  ApiCommands,
  ApiExchange,
  ApiShows,
  ListQuery,
  notFound,
  optionalReason,
  partOf,
  Problem,
  ReadQuery,
  wrongParameter,
  type CommandAnswer,
} from '@minutebook/web-kit';
import { AlarmsLaidAside } from '../application/alarms-laid-aside';
import { SwitchReminders } from '../application/reminder-switch.command-handler';
import { SendReminderTest } from '../application/reminder-test.command-handler';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import {
  AlarmListAnswer,
  presentAlarm,
  presentPaused,
  presentTest,
  RingAgainAnswer,
  SendingAnswer,
} from './reminder-sending.answers';
import { RingAlarmsAgainBody, SendReminderTestBody, SwitchRemindersBody } from './reminder-sending.bodies';

const PAUSE = 'pause-reminders';
const COUNCIL = 'council';
const WHOSE = 'The id is `council`: mail leaves for the whole council or for nobody.';
/** Tests in one answer, as on the page. */
const SHOWN_TESTS = 10;

/** Whether mail leaves, over HTTP: pause, resume, a test, and alarms laid aside, by the same commands and queries as the pages. */
@ApiTags('reminder-sending')
@Controller('api/v1/reminder-sending')
export class ReminderSendingApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly settings: ReminderSettingsQuery,
    private readonly alarms: AlarmsLaidAside,
  ) {}

  @Get(':id')
  @Permit(PAUSE)
  @ApiShows({
    id: 'getReminderSending',
    summary: 'Read whether reminders are sent, and what became of tests',
    description: WHOSE,
    answer: SendingAnswer,
  })
  async show(@Param('id') id: string, @Query() query: ReadQuery): Promise<SendingAnswer> {
    theCouncil(id);
    return this.api.show(
      query,
      (at) => ({ paused: this.settings.paused(at), tests: this.settings.tests(at) }),
      ({ paused, tests }, at) => ({
        id,
        revision: this.settings.switchRevision(at),
        paused: paused === undefined ? null : presentPaused(paused),
        tests: tests.slice(0, SHOWN_TESTS).map(presentTest),
      }),
    );
  }

  @Post(':id/pause')
  @Permit(PAUSE)
  @ApiCommands({
    id: 'pauseReminders',
    summary: 'Pause reminders: none leaves until they are resumed',
    description: `Mail that is being handed over at this moment still goes. Nothing is lost: of each record, the latest reminder goes once they are resumed. ${WHOSE}`,
  })
  async pause(
    @Param('id') id: string,
    @Body() { reason }: SwitchRemindersBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, new SwitchReminders({ type: 'pause' }, { ...request, reason }));
  }

  @Post(':id/resume')
  @Permit(PAUSE)
  @ApiCommands({
    id: 'resumeReminders',
    summary: 'Resume reminders: what is due goes at the next time of sending',
    description: WHOSE,
  })
  async resume(
    @Param('id') id: string,
    @Body() { reason }: SwitchRemindersBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, new SwitchReminders({ type: 'resume' }, { ...request, reason }));
  }

  @Post(':id/send-test')
  @Permit('test-reminders')
  @ApiCommands({
    id: 'sendReminderTest',
    summary: 'Send a test to one’s own address, paused or not',
    description: `What became of it stands in \`tests\` of the sending. The record keeps no address. ${WHOSE}`,
  })
  @ApiBody({ type: SendReminderTestBody, required: false })
  async sendTest(
    @Param('id') id: string,
    @Body() { reason }: SendReminderTestBody,
    @AskedByApi() request: CommandRequest,
  ): Promise<CommandAnswer> {
    return this.record(id, new SendReminderTest({ ...request, ...optionalReason(reason) }));
  }

  @Get(':id/alarms')
  @Permit(PAUSE)
  @ApiShows({
    id: 'listAlarmsLaidAside',
    summary: 'List the alarms of reminders that were laid aside after their last try',
    description: `There is no record of how alarms stood: \`asAt\` of another moment than the present is refused. ${WHOSE}`,
    answer: AlarmListAnswer,
  })
  async listAlarms(@Param('id') id: string, @Query() query: ListQuery): Promise<AlarmListAnswer> {
    theCouncil(id);
    const part = await this.api.part(query);
    if (!part.at.live) throw wrongParameter('asAt', 'How alarms stand is known of the present only');
    // One more than is shown tells whether there is a next part.
    const most = (part.after ?? 0) + part.limit + 1;
    const [counts, laidAside] = await inReach(Promise.all([this.alarms.counts(), this.alarms.latest(most)]));
    const { items, ...rest } = partOf(laidAside, part);
    return { ...counts, items: items.map(presentAlarm), ...rest };
  }

  @Post(':id/ring-again')
  @Permit(PAUSE)
  @ApiCommands({
    id: 'ringAlarmsAgain',
    summary: 'Let alarms that were laid aside ring again: some, or all',
    description: `Nothing is recorded but what comes of it, so that \`Idempotency-Key\` and \`If-Match\` have no bearing: one that is not laid aside any more is passed over. ${WHOSE}`,
    answer: RingAgainAnswer,
  })
  async ringAgain(@Param('id') id: string, @Body() body: RingAlarmsAgainBody): Promise<RingAgainAnswer> {
    theCouncil(id);
    return { ringAgain: await inReach(this.alarms.ringAgain(alarmsIn(body))) };
  }

  private async record(id: string, command: object): Promise<CommandAnswer> {
    theCouncil(id);
    return this.api.record(id, command);
  }
}

/** Throws a 404 `Problem` for the sending of anybody else: there is none. */
function theCouncil(id: string): void {
  if (id !== COUNCIL) throw notFound();
}

/** Throws a 400 `Problem` where a body names neither alarms nor all, or both. */
function alarmsIn({ alarms, all }: RingAlarmsAgainBody): readonly string[] | 'all' {
  if (all !== undefined && alarms === undefined) return 'all';
  if (alarms !== undefined && all === undefined) return alarms;
  const message = 'Name the alarms that are to ring again, or ask for all';
  throw new Problem(400, { title: message, errors: [{ field: 'alarms', message }] });
}

/** Throws a 503 `Problem` where the alarms cannot be reached. */
async function inReach<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof QueueUnavailable)) throw error;
    throw new Problem(503, {
      title: 'The alarms cannot be reached at the moment: nothing was changed. Try again in a little while.',
      rule: 'alarms-out-of-reach',
    });
  }
}
