/** The door of action plans: published events, commands, and what is read of plans. */
import { actionPlanSentences } from './domain/action-plan.sentences';
import { actionReferenceSentences } from './domain/action-reference.sentences';
import { actionSentences } from './domain/action.sentences';
import { planImportSentences } from './domain/plan-import.sentences';

export type * from './domain/action-plan.events';
export type * from './domain/action.events';
export type * from './domain/plan-import.events';
export type { ActionInput, ActionPlanInput } from './application/action-plan-inputs';
export { RecordOnActionPlan } from './application/action-plan.command-handler';
export { RecordOnAction } from './application/action.command-handler';
export {
  MAX_IMPORT_BYTES,
  PlanImports,
  type PlanImport,
  type PlanImportDryRun,
  type PlanImportOutcome,
} from './application/import-plan';
export type { CarriedOut } from './application/import-plan.policy';
export { RecordOnPlanImport } from './application/import-plan.command-handler';
export { ActionPlansModule } from './action-plans.module';
export { ACTION_DUE_FACTS } from './read-models/action-due-facts';
export { PlansQuery } from './read-models/plans.query';
export { planImportsProjection } from './read-models/plan-imports.projection';
export { plansProjection } from './read-models/plans.projection';

/** How the events of this context read in the audit trail. */
export const ACTION_PLAN_SENTENCES = {
  ...actionPlanSentences,
  ...actionReferenceSentences,
  ...actionSentences,
  ...planImportSentences,
};
