import type { LocalDate, Text } from '@minutebook/kernel';
import type { ReadAt } from './action-plan.events';

/** A governance group as read from its stream. */
export interface GroupFact extends ReadAt {
  readonly standing: 'standing' | 'merged' | 'dissolved';
}

export interface OpenActionPlan {
  readonly type: 'open';
  readonly title: Text;
  /** As read from the group's stream; undefined where there is no such group. */
  readonly group: GroupFact | undefined;
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
  readonly group: GroupFact | undefined;
}

export type ActionPlanCommand = OpenActionPlan | AmendActionPlan | CloseActionPlan | TransferActionPlan;
