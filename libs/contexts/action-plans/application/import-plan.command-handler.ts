import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { GovernanceGroupFact, type GovernanceGroupRead } from '@minutebook/governance-groups';
import type { Opened } from '@minutebook/kernel';
import {
  CommandRunner,
  EVENT_LOG,
  textRefusal,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
} from '@minutebook/kernel/recording';
import type { AcceptPlanImport, CompletePlanImport, PlanImportCommand } from '../domain/plan-import.commands';
import { planImportDecider } from '../domain/plan-import.decider';
import { actionPlanStream } from './action-plan.command-handler';

/** A command on an import, its texts plain, without what the handler looks up itself. */
export type PlanImportInput =
  (Opened<Omit<AcceptPlanImport, 'group' | 'planExists'>> & { readonly groupId: string }) | CompletePlanImport;

/** Texts that a user typed, and those whose length is checked as one text; the rows have been checked one by one. */
const TEXTS = new Set(['title', 'fileName', 'rows']);
const CHECKED = new Set(['title', 'fileName']);

export class RecordOnPlanImport {
  constructor(
    readonly importId: string,
    readonly input: PlanImportInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnPlanImport)
export class PlanImportCommandHandler implements ICommandHandler<RecordOnPlanImport, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly queries: QueryBus,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async execute({ importId, input, request }: RecordOnPlanImport): Promise<CommandOutcome> {
    const refused = textRefusal(input, CHECKED);
    if (refused) return { refused };
    return this.runner.run({
      stream: planImportStream(importId),
      decider: planImportDecider,
      request,
      command: async (texts): Promise<PlanImportCommand> => {
        if (input.type === 'complete') return input;
        const { groupId, ...accepted } = texts.texts(input, TEXTS);
        const planExists = (await this.log.readStream(actionPlanStream(input.planId))).length > 0;
        return { ...accepted, planExists, group: await this.groupRead(groupId) };
      },
    });
  }

  private groupRead(groupId: string): Promise<GovernanceGroupRead> {
    return this.queries.execute<GovernanceGroupFact, GovernanceGroupRead>(new GovernanceGroupFact(groupId));
  }
}

export function planImportStream(importId: string): string {
  return `planImport-${importId}`;
}
