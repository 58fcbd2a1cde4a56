import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened } from '@minutebook/kernel';
import { CommandRunner, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type { ErasePerson, RecordKeepingCommand, RemoveText } from '../domain/record-keeping.commands';
import { recordKeepingDecider } from '../domain/record-keeping.decider';
import { StandingInTheWay } from './standing-in-the-way';

/** What is to be said on a record's own stream, its texts plain. */
export type RecordKeepingInput = Opened<Omit<RemoveText, 'holds'>> | Opened<Omit<ErasePerson, 'holds'>>;

const TEXTS = new Set(['authority', 'wording']);

/** Says on a record's own stream what becomes of its texts. Only the policy that carries requests out sends it. */
export class KeepRecord {
  constructor(
    readonly stream: string,
    readonly input: RecordKeepingInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(KeepRecord)
export class RecordKeepingCommandHandler implements ICommandHandler<KeepRecord, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly standing: StandingInTheWay,
  ) {}

  async execute({ stream, input, request }: KeepRecord): Promise<CommandOutcome> {
    return this.runner.run({
      stream,
      decider: recordKeepingDecider,
      request,
      keepsRecord: true,
      command: async (texts): Promise<RecordKeepingCommand> => ({
        ...texts.texts<RecordKeepingInput>(input, TEXTS),
        holds: await this.standing.holdsOver(stream),
      }),
    });
  }
}
