import { Module } from '@nestjs/common';
import { GovernanceGroupsModule } from '@minutebook/governance-groups';
import { ChangeBook, ReadModels } from '@minutebook/kernel/read-models';
import { ActionPlanCommandHandler } from './application/action-plan.command-handler';
import { ActionCommandHandler } from './application/action.command-handler';
import { ActionReferences } from './application/action-references';
import { PlanChanges } from './read-models/plan-changes';
import { PlansQuery } from './read-models/plans.query';

@Module({
  imports: [GovernanceGroupsModule],
  controllers: [],
  providers: [ActionPlanCommandHandler, ActionCommandHandler, ActionReferences, PlansQuery],
  exports: [PlansQuery],
})
export class ActionPlansModule {
  constructor(changes: ChangeBook, readModels: ReadModels) {
    changes.register(new PlanChanges(readModels));
  }
}
