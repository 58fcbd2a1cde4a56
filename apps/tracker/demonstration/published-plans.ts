import { readPlanCsv } from '@minutebook/action-plans/application/plan-csv';
import type { ActionPlanInput } from '@minutebook/action-plans';
import type { LocalDate } from '@minutebook/kernel';
import { idOf } from './demonstration-ids';
import type { UntimedStep } from './demonstration-step';
import { byTheClerk, documentName, readData } from './published-documents';
import { publishedGroups } from './published-groups';

/** A plan as one of the documents publishes it. */
export interface PublishedPlan {
  readonly key: string;
  readonly document: string;
  readonly file: string;
  readonly recordedOn: LocalDate;
  readonly opened: Extract<ActionPlanInput, { type: 'open' }>;
}

export const LEICESTERSHIRE: PublishedPlan = {
  key: 'leicestershire-2009',
  document: '004',
  file: 'action-plan-leicestershire-2009.csv',
  recordedOn: '2009-11-02',
  opened: {
    type: 'open',
    title: 'One Children’s Workforce Tool Action Plan 2009/10',
    groupId: 'GG-LLIG',
    startsOn: '2009-04-01',
    endsOn: '2010-03-31',
    ragScheme: 'rag',
  },
};

export const DERBYSHIRE: PublishedPlan = {
  key: 'derbyshire-2014',
  document: '003',
  file: 'action-plan-derbyshire-2014.csv',
  recordedOn: '2014-04-07',
  opened: {
    type: 'open',
    title: 'Children and Younger Adults Department Workforce Strategy: Action Plan 2014/15',
    groupId: 'GG-WSG',
    startsOn: '2014-04-01',
    endsOn: '2015-03-31',
    ragScheme: 'rag',
  },
};

export const planIdOf = ({ key }: PublishedPlan): string => idOf(`plan/${key}`);

/** References are unique across both plans. */
export const actionIdOf = (reference: string): string => idOf(`action/${reference}`);

/** Id of the nth report on an action, counted from 1. */
export const reportIdOf = (reference: string, nth: number): string => idOf(`report/${reference}/${nth}`);

/** A published plan: opened, then each action as its row has it. */
export function planSteps(plan: PublishedPlan): readonly UntimedStep[] {
  const { rows, errors } = readPlanCsv(readData(plan.file), { groups: publishedGroups() });
  if (errors.length > 0) throw new Error(`${plan.file} cannot be read: ${JSON.stringify(errors)}`);
  const document = documentName(plan.document);
  const planId = planIdOf(plan);
  const step = { ...byTheClerk, on: plan.recordedOn };
  const opening: UntimedStep = {
    ...step,
    key: `plan/${plan.key}`,
    source: { document, row: 'Action plan' },
    target: { context: 'action-plans', planId, input: plan.opened },
  };
  const adding = rows.map(({ action }): UntimedStep => ({
    ...step,
    key: `action/${action.reference}`,
    source: { document, row: action.reference },
    target: { context: 'actions', actionId: actionIdOf(action.reference), input: { ...action, planId } },
  }));
  return [opening, ...adding];
}
