import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  CommandRunner,
  EVENT_LOG,
  isStreamName,
  reasonRefusal,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
} from '@minutebook/kernel/recording';
import type { HoldCommand } from '../domain/hold.commands';
import { holdDecider } from '../domain/hold.decider';
import type { Held } from '../domain/hold.events';
import { retentionClass } from '../domain/retention-rules';
import { holdIdOf, holdStream } from './streams';

export type HoldInput =
  { readonly type: 'place'; readonly over: Held } | { readonly type: 'lift'; readonly id: string };

export class RecordOnHold {
  constructor(
    readonly input: HoldInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnHold)
export class HoldCommandHandler implements ICommandHandler<RecordOnHold, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async execute({ input, request }: RecordOnHold): Promise<CommandOutcome> {
    const refused = reasonRefusal(request.reason);
    if (refused) return { refused };
    return this.runner.run({
      stream: holdStream(input.type === 'place' ? holdIdOf(input.over) : input.id),
      decider: holdDecider,
      request,
      command: async (): Promise<HoldCommand> =>
        input.type === 'lift'
          ? { type: 'lift' }
          : { type: 'place', over: input.over, exists: await this.exists(input.over) },
    });
  }

  private async exists(held: Held): Promise<boolean> {
    if (held.kind === 'class') return retentionClass(held.retentionClass) !== undefined;
    return isStreamName(held.stream) && (await this.log.readStream(held.stream)).length > 0;
  }
}
