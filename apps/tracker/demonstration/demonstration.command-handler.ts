import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { DEMONSTRATION_STREAM, demonstrationDecider, type DemonstrationCommand } from './demonstration.decider';

export class RecordOnDemonstration {
  constructor(
    readonly command: DemonstrationCommand,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnDemonstration)
export class DemonstrationCommandHandler implements ICommandHandler<RecordOnDemonstration, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ command, request }: RecordOnDemonstration): Promise<CommandOutcome> {
    return this.runner.run({
      stream: DEMONSTRATION_STREAM,
      decider: demonstrationDecider,
      request,
      command: () => command,
    });
  }
}
