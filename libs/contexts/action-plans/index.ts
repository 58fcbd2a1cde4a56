/** The door of action plans: published events, commands, and what is read of plans. */
import { actionPlanSentences } from './domain/action-plan.sentences';
import { actionReferenceSentences } from './domain/action-reference.sentences';
import { actionSentences } from './domain/action.sentences';

export type * from './domain/action-plan.events';
export type * from './domain/action.events';
export type { ActionInput, ActionPlanInput } from './application/action-plan-inputs';
export { RecordOnActionPlan } from './application/action-plan.command-handler';
export { RecordOnAction } from './application/action.command-handler';
export { ActionPlansModule } from './action-plans.module';
export { PlansQuery } from './read-models/plans.query';
export { plansProjection } from './read-models/plans.projection';

/** How the events of this context read in the audit trail. */
export const ACTION_PLAN_SENTENCES = { ...actionPlanSentences, ...actionReferenceSentences, ...actionSentences };
