import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  CommandRunner,
  EVENT_LOG,
  MAILER,
  MailRefused,
  MailUnavailable,
  PublicAddress,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
  type Mailer,
} from '@minutebook/kernel/recording';
import { reminderSwitchDecider } from '../domain/reminder-switch.decider';
import type { TestFault } from '../domain/reminder-switch.events';
import { reminderSwitchRefusal } from '../domain/reminder-switch.refusals';
import { Addresses } from './what-is-known';
import { SWITCH_STREAM } from './settings-streams';

/** Sends a mail to the account that asks for it, and records what came of it. */
export class SendReminderTest {
  constructor(readonly request: CommandRequest) {}
}

@CommandHandler(SendReminderTest)
export class ReminderTestCommandHandler implements ICommandHandler<SendReminderTest, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly addresses: Addresses,
    private readonly address: PublicAddress,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async execute({ request }: SendReminderTest): Promise<CommandOutcome> {
    const { account } = request.actor;
    if (!this.mailer.canSend) return { refused: reminderSwitchRefusal('no-mail-leaves') };
    const to = this.addresses.addressOf(account);
    if (to === undefined) return { refused: reminderSwitchRefusal('no-own-address') };
    const recording = (why?: TestFault) => ({
      stream: SWITCH_STREAM,
      decider: reminderSwitchDecider,
      request,
      command: () => ({ type: 'record-test' as const, account, ...(why !== undefined && { why }) }),
    });
    // A mail cannot be taken back: what will not be recorded is not sent.
    const refused = await this.runner.check(recording());
    if (refused) return { refused };
    return this.runner.run(recording((await this.wasSent(request)) ? undefined : await this.send(to, request)));
  }

  /** A form that is sent twice sends one mail: the runner then gives the first answer again. */
  private async wasSent({ commandId }: CommandRequest): Promise<boolean> {
    return (await this.log.readStream(SWITCH_STREAM)).some(({ metadata }) => metadata.commandId === commandId);
  }

  /** Why the mail was not taken; undefined where it was. Its key makes a second transmission of it one mail. */
  private async send(to: string, { commandId }: CommandRequest): Promise<TestFault | undefined> {
    const text = [
      'This is a test of the reminders of Minutebook. Somebody with your account asked for it.',
      'Reminders come from the same address. If it lies among unwanted mail, have the address let through.',
      `Reminders: ${this.address.link('/reminders/operations')}`,
    ].join('\n\n');
    try {
      await this.mailer.send({
        key: `reminder-test-${commandId}`,
        to,
        subject: 'Minutebook: a test of reminders',
        text,
      });
      return undefined;
    } catch (error) {
      if (error instanceof MailRefused) return error.what;
      if (error instanceof MailUnavailable) return error.outcomeUnknown ? 'no-answer' : 'unavailable';
      throw error;
    }
  }
}
