import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { pageRequest, Permit, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { CLOCK, type Clock } from '@minutebook/kernel/recording';
import { bodyOf, FormPages, Pages } from '@minutebook/web-kit';
import { RecordOnReminderRules } from '../application/reminder-rules.command-handler';
import { deliveryThroughTime, inForce } from '../application/rules-in-force';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { reminderPaths } from './reminder-paths';
import { readDelivery, typedDelivery } from './rules-form';
import { setDeliveryView } from './rules-form.presenter';

const SET = 'set-reminder-delivery';

/** Sets when mail is sent: that is the whole council's. */
@ApiExcludeController()
@Controller('reminders/rules/delivery')
export class DeliveryFormController {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly settings: ReminderSettingsQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Permit(SET)
  @Get()
  async form(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const today = londonDateOf(this.clock.now());
    const own = this.settings.ownDelivery(await this.pages.moment(request));
    const { value } = inForce(deliveryThroughTime(own), today);
    await this.forms.show({ request, reply }, setDeliveryView(typedDelivery(value, today)));
  }

  @Permit(SET)
  @Post()
  async set(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const http = { request, reply };
    const { typed, errors, value } = readDelivery(bodyOf(request));
    if (errors.any) return this.forms.show(http, setDeliveryView(typed), { status: 422, errors });
    const command = pageRequest(request, SET, { reason: typed.reason });
    const outcome = await this.forms.execute(new RecordOnReminderRules({ type: 'set-delivery', ...value }, command));
    if ('again' in outcome) return this.forms.show(http, setDeliveryView(typed), outcome.again);
    await this.forms.done(http, outcome.done, 'It was set when mail is sent.', reminderPaths.rules);
  }
}
