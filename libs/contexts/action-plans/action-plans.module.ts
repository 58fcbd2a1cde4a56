import { Module } from '@nestjs/common';
import { AccountsModule, RecordScopes } from '@minutebook/accounts';
import { GovernanceGroupsModule, OwnedRecords } from '@minutebook/governance-groups';
import { ChangeBook, ReadModels } from '@minutebook/kernel/read-models';
import { RemindersModule } from '@minutebook/reminders';
import { RetentionModule } from '@minutebook/retention';
import { ActionPlansApiController } from './api/action-plans.controller';
import { ActionsApiController } from './api/actions.controller';
import { ActionAnswers } from './application/action-answers';
import { ActionEscalation } from './application/action-escalation';
import { ActionPlanScopes } from './application/action-plan-scopes';
import { ActionPlanCommandHandler } from './application/action-plan.command-handler';
import { ActionCommandHandler } from './application/action.command-handler';
import { ActionReferences } from './application/action-references';
import { PlanImports } from './application/import-plan';
import { PlanImportCommandHandler } from './application/import-plan.command-handler';
import { AcceptedImports, ImportPlanPolicy } from './application/import-plan.policy';
import { ACTION_PLAN_PAGE_PARTS, ACTION_PLAN_PAGES } from './pages/page-controllers';
import { EscalatedActions } from './read-models/escalated-actions.query';
import { PlanImportsQuery } from './read-models/plan-imports.query';
import { PlanChanges } from './read-models/plan-changes';
import { PlansOfGroup } from './read-models/plans-of-group';
import { PlansQuery } from './read-models/plans.query';
import { RetentionOfPlans } from './read-models/retention-of-plans.query';

/** Imports: accepted by a command, carried out by a policy that finds them in their read model. */
const PLAN_IMPORT_PARTS = [
  PlanImportCommandHandler,
  PlanImports,
  ImportPlanPolicy,
  PlanImportsQuery,
  { provide: AcceptedImports, useExisting: PlanImportsQuery },
];

@Module({
  imports: [AccountsModule, GovernanceGroupsModule, RemindersModule, RetentionModule],
  controllers: [ActionPlansApiController, ActionsApiController, ...ACTION_PLAN_PAGES],
  providers: [
    ActionPlanCommandHandler,
    ActionCommandHandler,
    ActionReferences,
    ActionPlanScopes,
    PlansQuery,
    RetentionOfPlans,
    EscalatedActions,
    ActionAnswers,
    ActionEscalation,
    ...PLAN_IMPORT_PARTS,
    ...ACTION_PLAN_PAGE_PARTS,
  ],
  exports: [PlansQuery, PlanImports],
})
export class ActionPlansModule {
  constructor(
    changes: ChangeBook,
    owned: OwnedRecords,
    plans: PlansQuery,
    readModels: ReadModels,
    scopes: RecordScopes,
    planScopes: ActionPlanScopes,
  ) {
    changes.register(new PlanChanges(readModels));
    owned.register(new PlansOfGroup(plans));
    scopes.register('plan', { belongings: (id) => planScopes.ofPlan(id), choices: (at) => plans.planNames(at) });
    scopes.register('action', { belongings: (id) => planScopes.ofAction(id) });
    // A lead role is whatever an action names: it needs no record of its own.
    scopes.register('lead', { belongings: async (id) => ({ leads: [id] }), choices: (at) => plans.leadRoles(at) });
  }
}
