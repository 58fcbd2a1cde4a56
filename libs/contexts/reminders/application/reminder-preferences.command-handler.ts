import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner, reasonRefusal, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type { ReminderPreferencesCommand } from '../domain/reminder-preferences.commands';
import { reminderPreferencesDecider } from '../domain/reminder-preferences.decider';
import { preferencesStream } from './settings-streams';

/** What somebody says about their own reminders: the account is that of whoever sends it. */
export class RecordOnReminderPreferences {
  constructor(
    readonly account: string,
    readonly input: ReminderPreferencesCommand,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnReminderPreferences)
export class ReminderPreferencesCommandHandler implements ICommandHandler<RecordOnReminderPreferences, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ account, input, request }: RecordOnReminderPreferences): Promise<CommandOutcome> {
    const refused = input.type === 'revoke-links' ? reasonRefusal(request.reason) : undefined;
    if (refused) return { refused };
    return this.runner.run({
      stream: preferencesStream(account),
      decider: reminderPreferencesDecider,
      request,
      command: () => input,
    });
  }
}
