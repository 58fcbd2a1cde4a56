import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type { ReminderCommand } from '../domain/reminder.commands';
import { reminderDecider } from '../domain/reminder.decider';
import { reminderStream } from './reminder-streams';

/** A command on one message. */
export class RecordOnReminder {
  constructor(
    readonly key: string,
    readonly command: ReminderCommand,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnReminder)
export class ReminderCommandHandler implements ICommandHandler<RecordOnReminder, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ key, command, request }: RecordOnReminder): Promise<CommandOutcome> {
    return this.runner.run({ stream: reminderStream(key), decider: reminderDecider, request, command: () => command });
  }
}
