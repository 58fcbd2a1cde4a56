import { Module } from '@nestjs/common';
import { GovernanceGroupsModule, OwnedRecords } from '@minutebook/governance-groups';
import { ChangeBook, ReadModels } from '@minutebook/kernel/read-models';
import { ActionPlansApiController } from './api/action-plans.controller';
import { ActionsApiController } from './api/actions.controller';
import { ActionPlanCommandHandler } from './application/action-plan.command-handler';
import { ActionCommandHandler } from './application/action.command-handler';
import { ActionReferences } from './application/action-references';
import { ACTION_PLAN_PAGE_PARTS, ACTION_PLAN_PAGES } from './pages/page-controllers';
import { PlanChanges } from './read-models/plan-changes';
import { PlansOfGroup } from './read-models/plans-of-group';
import { PlansQuery } from './read-models/plans.query';

@Module({
  imports: [GovernanceGroupsModule],
  controllers: [ActionPlansApiController, ActionsApiController, ...ACTION_PLAN_PAGES],
  providers: [ActionPlanCommandHandler, ActionCommandHandler, ActionReferences, PlansQuery, ...ACTION_PLAN_PAGE_PARTS],
  exports: [PlansQuery],
})
export class ActionPlansModule {
  constructor(changes: ChangeBook, owned: OwnedRecords, plans: PlansQuery, readModels: ReadModels) {
    changes.register(new PlanChanges(readModels));
    owned.register(new PlansOfGroup(plans));
  }
}
