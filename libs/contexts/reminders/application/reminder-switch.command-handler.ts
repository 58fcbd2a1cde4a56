import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner, reasonRefusal, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { reminderSwitchDecider } from '../domain/reminder-switch.decider';
import { SWITCH_STREAM } from './settings-streams';

export class SwitchReminders {
  constructor(
    readonly input: { readonly type: 'pause' | 'resume' },
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(SwitchReminders)
export class ReminderSwitchCommandHandler implements ICommandHandler<SwitchReminders, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ input, request }: SwitchReminders): Promise<CommandOutcome> {
    const refused = reasonRefusal(request.reason);
    if (refused) return { refused };
    return this.runner.run({ stream: SWITCH_STREAM, decider: reminderSwitchDecider, request, command: () => input });
  }
}
