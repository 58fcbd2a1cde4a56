import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened } from '@minutebook/kernel';
import { CommandRunner, textRefusal, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { COUNCIL_STREAM, councilDecider, type CouncilCommand } from './council.decider';

const TEXTS = new Set(['name']);

export class RecordOnCouncil {
  constructor(
    readonly input: Opened<CouncilCommand>,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnCouncil)
export class CouncilCommandHandler implements ICommandHandler<RecordOnCouncil, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ input, request }: RecordOnCouncil): Promise<CommandOutcome> {
    const refused = textRefusal(input, TEXTS);
    if (refused) return { refused };
    return this.runner.run({
      stream: COUNCIL_STREAM,
      decider: councilDecider,
      request,
      command: (texts) => texts.texts(input, TEXTS) as CouncilCommand,
    });
  }
}
