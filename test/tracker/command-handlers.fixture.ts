import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { ActionPlanCommandHandler } from '@minutebook/action-plans/application/action-plan.command-handler';
import { ActionReferences } from '@minutebook/action-plans/application/action-references';
import { ActionCommandHandler } from '@minutebook/action-plans/application/action.command-handler';
import { GovernanceGroupFactHandler } from '@minutebook/governance-groups/application/governance-group-fact';
import { GovernanceGroupCommandHandler } from '@minutebook/governance-groups/application/governance-group.command-handler';
import { CommandRunner, EVENT_LOG, type EventLog } from '@minutebook/kernel/recording';
import { DemonstrationCommandHandler } from '../../apps/tracker/demonstration/demonstration.command-handler';

/** For specs only: the product's command handlers without its pages. */
export interface CommandHandlers {
  readonly commands: CommandBus;
  close(): Promise<void>;
}

export async function commandHandlersOver(log: EventLog, runner: CommandRunner): Promise<CommandHandlers> {
  const app = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers: [
      { provide: EVENT_LOG, useValue: log },
      { provide: CommandRunner, useValue: runner },
      GovernanceGroupCommandHandler,
      GovernanceGroupFactHandler,
      ActionPlanCommandHandler,
      ActionReferences,
      ActionCommandHandler,
      DemonstrationCommandHandler,
    ],
  }).compile();
  await app.init();
  return { commands: app.get(CommandBus), close: () => app.close() };
}
