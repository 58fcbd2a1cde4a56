import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RecordScopes } from '@minutebook/accounts';
import type { LocalDate } from '@minutebook/kernel';
import { CommandRunner, reasonRefusal, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type {
  EndReminderRules,
  ReminderRulesCommand,
  SetReminderDelivery,
  SetReminderRules,
} from '../domain/reminder-rules.commands';
import { reminderRulesDecider } from '../domain/reminder-rules.decider';
import type { RulesScope } from '../domain/reminder-rules.events';
import { rulesStream } from './settings-streams';

/** A command as a form or a JSON body brings it. */
export type ReminderRulesInput =
  Omit<SetReminderRules, 'exists' | 'today'> | Omit<EndReminderRules, 'today'> | Omit<SetReminderDelivery, 'today'>;

export class RecordOnReminderRules {
  constructor(
    readonly input: ReminderRulesInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnReminderRules)
export class ReminderRulesCommandHandler implements ICommandHandler<RecordOnReminderRules, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly scopes: RecordScopes,
  ) {}

  async execute({ input, request }: RecordOnReminderRules): Promise<CommandOutcome> {
    const refused = reasonRefusal(request.reason);
    if (refused) return { refused };
    return this.runner.run({
      stream: rulesStream(input.type === 'set-delivery' ? { kind: 'council' } : input.scope),
      decider: reminderRulesDecider,
      request,
      command: (_texts, today) => this.commandOf(input, today),
    });
  }

  private async commandOf(input: ReminderRulesInput, today: LocalDate): Promise<ReminderRulesCommand> {
    return input.type === 'set' ? { ...input, exists: await this.exists(input.scope), today } : { ...input, today };
  }

  private async exists(scope: RulesScope): Promise<boolean> {
    return scope.kind === 'council' || (await this.scopes.belongingsOf(scope.kind, scope.id)) !== undefined;
  }
}
