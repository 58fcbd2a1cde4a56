import type { LocalDate, Text } from '@minutebook/kernel';
import type { ReadAt } from './action-plan.events';

/** Accepts an import whose rows have no error. */
export interface AcceptPlanImport {
  readonly type: 'accept';
  readonly planId: string;
  /** Whether the plan's stream holds anything yet. */
  readonly planExists: boolean;
  readonly title: Text;
  /** As read from the group's stream; undefined where there is no such group. */
  readonly group: ReadAt | undefined;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly ragScheme: string;
  readonly fileName: Text;
  readonly actions: number;
  readonly rows: Text;
}

/** Says that the import is carried out. */
export interface CompletePlanImport {
  readonly type: 'complete';
}

export type PlanImportCommand = AcceptPlanImport | CompletePlanImport;
