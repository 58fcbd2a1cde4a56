import type { LocalDate, Text } from '@minutebook/kernel';
import type { ReadAt } from './action-plan.events';

export interface OpenActionPlan {
  readonly type: 'open';
  readonly title: Text;
  /** As read from the group's stream; undefined where there is no such group. */
  readonly group: ReadAt | undefined;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly ragScheme: string;
}

export interface AmendActionPlan {
  readonly type: 'amend';
  readonly title?: Text;
  readonly startsOn?: LocalDate;
  readonly endsOn?: LocalDate;
}

export interface CloseActionPlan {
  readonly type: 'close';
}

export interface TransferActionPlan {
  readonly type: 'transfer';
  readonly group: ReadAt | undefined;
}

export type ActionPlanCommand = OpenActionPlan | AmendActionPlan | CloseActionPlan | TransferActionPlan;
