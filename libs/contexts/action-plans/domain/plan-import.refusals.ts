import { refusalsFrom, type Refusal } from '@minutebook/kernel';
import type { ActionPlanRefusal } from './action-plan.refusals';

/** Every reason of its own for which an import is refused; those of the plan that it opens stand with the plan. */
export const PLAN_IMPORT_REFUSALS = {
  'plan-import-already-exists': {
    field: 'id',
    kind: 'conflict',
    message: 'There is already an import with this id.',
  },
  'no-such-plan-import': { kind: 'not-found', message: 'There is no such import.' },
  'plan-import-without-actions': { field: 'file', message: 'The file has no action to import.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type PlanImportRefusalRule = keyof typeof PLAN_IMPORT_REFUSALS;
export type PlanImportRefusal = Refusal<PlanImportRefusalRule> | ActionPlanRefusal;

export const planImportRefusal = refusalsFrom(PLAN_IMPORT_REFUSALS);
