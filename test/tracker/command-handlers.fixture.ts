import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { AccountReader, AccountCommandHandler, CredentialKeys, RecordScopes } from '@minutebook/accounts';
import { ActionPlanCommandHandler } from '@minutebook/action-plans/application/action-plan.command-handler';
import { ActionReferences } from '@minutebook/action-plans/application/action-references';
import { ActionCommandHandler } from '@minutebook/action-plans/application/action.command-handler';
import {
  GovernanceGroupFact,
  GovernanceGroupFactHandler,
} from '@minutebook/governance-groups/application/governance-group-fact';
import { GovernanceGroupCommandHandler } from '@minutebook/governance-groups/application/governance-group.command-handler';
import { CommandRunner, EVENT_LOG, realSystemClock, type EventLog } from '@minutebook/kernel/recording';
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
      { provide: AccountReader, useValue: new AccountReader(log, realSystemClock, realSystemClock) },
      { provide: CredentialKeys, useValue: { destroy: async () => undefined } },
      { provide: RecordScopes, useFactory: scopesOf, inject: [GovernanceGroupFactHandler] },
      AccountCommandHandler,
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

/** Roles are bound to groups in the demonstration, so that these must be known. */
function scopesOf(facts: GovernanceGroupFactHandler): RecordScopes {
  const scopes = new RecordScopes();
  scopes.register('group', {
    belongings: async (id) => (await facts.execute(new GovernanceGroupFact(id))) && { groups: [id] },
  });
  return scopes;
}
