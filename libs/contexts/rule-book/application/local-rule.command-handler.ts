import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened } from '@minutebook/kernel';
import {
  CommandRunner,
  reasonRefusal,
  textRefusal,
  type CommandOutcome,
  type CommandRequest,
} from '@minutebook/kernel/recording';
import type { LocalRuleCommand } from '../domain/local-rule.commands';
import { localRuleDecider } from '../domain/local-rule.decider';
import { CLOSURE_DAYS_ID, ruleStream } from './rule-stream';

type Plain<C> = C extends unknown ? Opened<C> : never;

/** A command as a form or a JSON body brings it: texts plain. */
export type LocalRuleInput = Plain<LocalRuleCommand>;

/** What of each command somebody typed: the name of a rule is one of the book's own. */
const TEXTS: Readonly<Record<LocalRuleInput['type'], ReadonlySet<string>>> = {
  set: new Set(['source']),
  end: new Set(),
  declare: new Set(['name', 'source']),
  withdraw: new Set(),
};

export class RecordOnLocalRule {
  constructor(
    readonly input: LocalRuleInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnLocalRule)
export class LocalRuleCommandHandler implements ICommandHandler<RecordOnLocalRule, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ input, request }: RecordOnLocalRule): Promise<CommandOutcome> {
    const fields = TEXTS[input.type];
    const refused = textRefusal(input, fields) ?? reasonRefusal(request.reason);
    if (refused) return { refused };
    return this.runner.run({
      stream: ruleStream('from' in input ? input.name : CLOSURE_DAYS_ID),
      decider: localRuleDecider,
      request,
      command: (texts) => texts.texts<unknown>(input, fields) as LocalRuleCommand,
    });
  }
}
