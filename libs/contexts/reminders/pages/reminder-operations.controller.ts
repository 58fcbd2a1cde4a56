import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  AccountDirectory,
  pageRequest,
  Permit,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { bodyOf, FormErrors, FormPages, Pages, Problem, textOf, type FormView } from '@minutebook/web-kit';
import { SwitchReminders } from '../application/reminder-switch.command-handler';
import { SendReminderTest } from '../application/reminder-test.command-handler';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { AlarmDesk } from './alarm-desk';
import { pauseView, presentOperations, resumeView, testView } from './reminder-operations.presenter';
import { reminderPaths } from './reminder-paths';
import { reasonErrors } from './rules-form';
import { TestAddresses } from './test-addresses';

const PAUSE = 'pause-reminders';
const TEST = 'test-reminders';

/** Whether mail leaves: pause, resume, a test to whoever asks for it, and the alarms by which it leaves. */
@ApiExcludeController()
@Controller('reminders/operations')
export class ReminderOperationsController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly settings: ReminderSettingsQuery,
    private readonly directory: AccountDirectory,
    private readonly addresses: TestAddresses,
    private readonly alarms: AlarmDesk,
  ) {}

  @Permit(PAUSE)
  @Get()
  async show(@SignedInAs() { id }: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const page = presentOperations(this.settings.paused(moment), this.settings.tests(moment), {
      noTest: this.addresses.noTest(id),
      nameOf: (account) => this.directory.nameOf(account),
      // There is no record of how alarms stood: only of what they led to.
      alarms: moment.live ? await this.alarms.now() : undefined,
    });
    const breadcrumbs = [{ text: 'Reminders', href: reminderPaths.board }];
    await this.pages.send(
      request,
      reply,
      'reminder-operations.njk',
      { title: 'Sending of reminders', breadcrumbs },
      page,
    );
  }

  @Permit(PAUSE)
  @Get('pause')
  async pauseForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.forms.show({ request, reply }, pauseView(await this.isPaused(request), ''));
  }

  @Permit(PAUSE)
  @Post('pause')
  pause(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    return this.switch('pause', request, reply);
  }

  @Permit(PAUSE)
  @Get('resume')
  async resumeForm(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.forms.show({ request, reply }, resumeView(await this.isPaused(request), ''));
  }

  @Permit(PAUSE)
  @Post('resume')
  resume(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    return this.switch('resume', request, reply);
  }

  @Permit(TEST)
  @Get('test')
  testForm(@SignedInAs() { id }: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    return this.forms.show({ request, reply }, this.testView(id));
  }

  @Permit(TEST)
  @Post('test')
  async test(@SignedInAs() { id }: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    if (textOf(bodyOf(request), 'confirm') !== 'yes') {
      const errors = FormErrors.of('Tick the box to confirm', 'confirm');
      return this.forms.show(http, this.testView(id), { status: 422, errors });
    }
    const outcome = await this.forms.execute(new SendReminderTest(pageRequest(request, TEST)));
    if ('again' in outcome) return this.forms.show(http, this.testView(id), outcome.again);
    const text = 'The test was recorded. What came of it stands below.';
    await this.forms.done(http, outcome.done, text, reminderPaths.operations);
  }

  @Permit(PAUSE)
  @Post('retry')
  async retry(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const body = bodyOf(request);
    const key = textOf(body, 'alarm');
    const wanted = textOf(body, 'all') === 'yes' ? 'all' : key === '' ? undefined : key;
    if (wanted === undefined)
      throw new Problem(422, {
        title: 'Choose the alarm that is to ring again, with its button under Reminders, Sending. Nothing was changed.',
      });
    const text = await this.alarms.retry(wanted);
    await this.pages.done(request, reply, { location: reminderPaths.operations, flash: { text } });
  }

  private async switch(type: 'pause' | 'resume', request: IdentifiedRequest, reply: Reply): Promise<void> {
    const http = { request, reply };
    const reason = textOf(bodyOf(request), 'reason');
    const isPaused = await this.isPaused(request);
    const view = type === 'pause' ? pauseView(isPaused, reason) : resumeView(isPaused, reason);
    const errors = new FormErrors(reasonErrors(reason));
    if (errors.any) return this.forms.show(http, view, { status: 422, errors });
    const command = new SwitchReminders({ type }, pageRequest(request, PAUSE, { reason }));
    const outcome = await this.forms.execute(command);
    if ('again' in outcome) return this.forms.show(http, view, outcome.again);
    const text = type === 'pause' ? 'Reminders are paused.' : 'Reminders are sent again.';
    await this.forms.done(http, outcome.done, text, reminderPaths.operations);
  }

  private testView(account: string): FormView {
    return testView(this.addresses.of(account), this.addresses.noTest(account));
  }

  private async isPaused(request: IdentifiedRequest): Promise<boolean> {
    return this.settings.paused(await this.pages.moment(request)) !== undefined;
  }
}
