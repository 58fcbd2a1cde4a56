import type { ActionInput } from '../action-plan-inputs';

/** An action as a file brings it: the input of adding it, without the plan that it is added to. */
export type PlanCsvAction = Omit<Extract<ActionInput, { type: 'add' }>, 'planId'>;
