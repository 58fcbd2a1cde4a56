import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  OfferedAccounts,
  pageRequest,
  Permit,
  roleFor,
  SignedInAs,
  type Account,
  type IdentifiedRequest,
  type Reply,
} from '@minutebook/accounts';
import { londonDateOf, londonInstant } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { CLOCK, newRandomId, type Clock, type CommandOutcome } from '@minutebook/kernel/recording';
import { dateFields, dateFromFields, FormErrors, formErrorsOf, IDEMPOTENCY_FIELD, Pages } from '@minutebook/web-kit';
import { DemonstrationClock } from '../demonstration-clock';
import { RecordOnDemonstration } from '../demonstration.command-handler';
import { presentDemonstration, type MoveForm } from './demonstration.presenter';

/** The clock is moved to the beginning of the working day, so that the whole of it lies ahead. */
const DAY_BEGINS = '09:00';
/** How long this process may take to hear of the move, in ms. */
const PATIENCE = 2_000;

/** What is real and what is invented, who may be played, and where the clock stands. */
@ApiExcludeController()
@Controller('demonstration')
export class DemonstrationController {
  constructor(
    private readonly pages: Pages,
    private readonly commands: CommandBus,
    private readonly accounts: OfferedAccounts,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly demonstration: DemonstrationClock,
    private readonly readModels: ReadModels,
  ) {}

  @Permit('read-programme')
  @Get()
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.page(account, request, reply, { typed: dateFields(undefined), key: newRandomId() });
  }

  @Permit('move-demonstration-clock')
  @Post('move-clock')
  async moveClock(
    @Body() body: Readonly<Record<string, unknown>> | undefined,
    @SignedInAs() account: Account,
    @Req() request: IdentifiedRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    const asked = dateFromFields(body ?? {}, 'to', 'The new date');
    const sentKey = body?.[IDEMPOTENCY_FIELD];
    const key = typeof sentKey === 'string' ? sentKey : newRandomId();
    const refuse = (errors: FormErrors): Promise<void> =>
      this.page(account, request, reply, { typed: asked.typed, key }, errors);
    if (asked.date === undefined)
      return refuse(FormErrors.of(asked.fault ?? 'Enter the date to move the clock to', 'to'));
    const outcome = await this.commands.execute<RecordOnDemonstration, CommandOutcome>(
      new RecordOnDemonstration(
        { type: 'move-clock', to: londonInstant(asked.date, DAY_BEGINS), now: this.clock.now() },
        pageRequest(request, 'move-demonstration-clock'),
      ),
    );
    if ('refused' in outcome) return refuse(formErrorsOf(outcome.refused));
    // The reader is to find what happened on the days between.
    await this.readModels.waitFor(outcome.done.stream, outcome.done.revision, PATIENCE);
    await this.demonstration.played();
    await this.pages.done(request, reply, {
      location: '/demonstration',
      seen: outcome.done,
      flash: { text: 'The clock of the demonstration was moved forward.', href: '/', linkText: 'See what waits now' },
    });
  }

  private async page(
    account: Account,
    request: IdentifiedRequest,
    reply: Reply,
    form: MoveForm,
    errors: FormErrors = FormErrors.none,
  ): Promise<void> {
    const now = this.clock.now();
    const may = {
      move: roleFor(account, 'move-demonstration-clock') !== undefined,
      readOutbox: roleFor(account, 'read-outbox') !== undefined,
    };
    const page = presentDemonstration(this.accounts.all, londonDateOf(now), now, may, form);
    const head = { title: 'About this demonstration', errors, formPath: '/demonstration' };
    await this.pages.send(request, reply, 'demonstration.njk', head, page, errors.any ? 422 : 200);
  }
}
