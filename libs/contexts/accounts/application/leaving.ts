import { Inject } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addDays, isLocalDate, isHeldOrToCome } from '@minutebook/kernel';
import {
  SYSTEM_CLOCK,
  uuidV5,
  type CommandOutcome,
  type CommandRequest,
  type SystemClock,
} from '@minutebook/kernel/recording';
import { AccountCommandHandler, RecordOnAccount } from './account.command-handler';
import { AccountReader } from './account-reader';

/** Closes an account; another holds its roles from the day after. */
export class CloseAndHandOver {
  constructor(
    readonly accountId: string,
    /** Last day: an ISO date. */
    readonly on: string,
    readonly successor: string | undefined,
    readonly request: CommandRequest,
  ) {}
}

/**
 * The roles go over first, each by a command whose id follows from the first: a hand-over that is cut short is carried on
 * by sending the same form again, and nothing is closed before everything has gone over.
 */
@CommandHandler(CloseAndHandOver)
export class CloseAndHandOverHandler implements ICommandHandler<CloseAndHandOver, CommandOutcome> {
  constructor(
    private readonly commands: CommandBus,
    private readonly accounts: AccountCommandHandler,
    private readonly reader: AccountReader,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  async execute({ accountId, on, successor, request }: CloseAndHandOver): Promise<CommandOutcome> {
    const closing = new RecordOnAccount(accountId, { type: 'close', on, now: this.clock.now() }, request);
    const refused = await this.accounts.check(closing);
    if (refused) return { refused };
    if (successor !== undefined && isLocalDate(on)) {
      const handedOver = await this.handOver(accountId, addDays(on, 1), successor, request);
      if (handedOver && 'refused' in handedOver) return handedOver;
    }
    return this.commands.execute<RecordOnAccount, CommandOutcome>(closing);
  }

  private async handOver(
    accountId: string,
    from: string,
    successor: string,
    request: CommandRequest,
  ): Promise<CommandOutcome | undefined> {
    const held = (await this.reader.read(accountId))?.state.grants ?? [];
    for (const { grantId, role, scope, to } of held.filter((grant) => isHeldOrToCome(grant, from))) {
      const commandId = uuidV5(request.commandId, `hand over ${grantId}`);
      const wanted = { role, scope, from, ...(to !== undefined && { to }) };
      const outcome = await this.commands.execute<RecordOnAccount, CommandOutcome>(
        new RecordOnAccount(
          successor,
          { type: 'grant-role', grantId: uuidV5(commandId, 'grant'), ...wanted },
          { ...request, commandId, correlationId: request.commandId },
        ),
      );
      // Whoever holds the role already keeps it.
      if ('refused' in outcome && outcome.refused.rule !== 'role-already-held') return outcome;
    }
    return undefined;
  }
}
