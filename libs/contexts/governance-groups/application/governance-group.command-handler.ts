import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened } from '@minutebook/kernel';
import { CommandRunner, textRefusal, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type { GovernanceGroupCommand } from '../domain/governance-group.commands';
import { governanceGroupDecider } from '../domain/governance-group.decider';

/** A command as a form, a JSON body or the demonstration brings it. */
export type GovernanceGroupInput = Opened<Omit<GovernanceGroupCommand, 'id'>>;

const TEXTS = new Set(['name', 'source']);

export class RecordOnGovernanceGroup {
  constructor(
    readonly groupId: string,
    readonly input: GovernanceGroupInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnGovernanceGroup)
export class GovernanceGroupCommandHandler implements ICommandHandler<RecordOnGovernanceGroup, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ groupId, input, request }: RecordOnGovernanceGroup): Promise<CommandOutcome> {
    const refused = textRefusal(input, TEXTS);
    if (refused) return { refused };
    return this.runner.run({
      stream: governanceGroupStream(groupId),
      decider: governanceGroupDecider,
      request,
      command: (texts) => ({ ...texts.texts(input, TEXTS), id: groupId }),
    });
  }
}

export function governanceGroupStream(groupId: string): string {
  return `governanceGroup-${groupId}`;
}
