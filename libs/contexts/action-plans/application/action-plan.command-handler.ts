import { CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { GovernanceGroupFact, type GovernanceGroupRead } from '@minutebook/governance-groups';
import { CommandRunner, textRefusal, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import type { ActionPlanCommand } from '../domain/action-plan.commands';
import { actionPlanDecider } from '../domain/action-plan.decider';
import type { ActionPlanInput } from './action-plan-inputs';

const TEXTS = new Set(['title']);

export class RecordOnActionPlan {
  constructor(
    readonly planId: string,
    readonly input: ActionPlanInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnActionPlan)
export class ActionPlanCommandHandler implements ICommandHandler<RecordOnActionPlan, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly queries: QueryBus,
  ) {}

  async execute({ planId, input, request }: RecordOnActionPlan): Promise<CommandOutcome> {
    const refused = textRefusal(input, TEXTS);
    if (refused) return { refused };
    return this.runner.run({
      stream: actionPlanStream(planId),
      decider: actionPlanDecider,
      request,
      command: async (texts): Promise<ActionPlanCommand> => {
        const sealed = texts.texts(input, TEXTS);
        if (!('groupId' in sealed)) return sealed;
        const { groupId, ...command } = sealed;
        return { ...command, group: await this.groupRead(groupId) };
      },
    });
  }

  private groupRead(groupId: string): Promise<GovernanceGroupRead> {
    return this.queries.execute<GovernanceGroupFact, GovernanceGroupRead>(new GovernanceGroupFact(groupId));
  }
}

export function actionPlanStream(planId: string): string {
  return `actionPlan-${planId}`;
}
