import type { Event, LocalDate, Text } from '@minutebook/kernel';
import type { ReadAt } from './action-plan.events';

/**
 * The import of a plan with all of its actions was accepted as a whole: nothing in it was in error. A policy carries it
 * out with ids derived from this event.
 */
export type PlanImportAccepted = Event<
  'PlanImportAccepted',
  {
    /** The plan that the import opens. */
    readonly planId: string;
    readonly title: Text;
    readonly group: ReadAt;
    readonly startsOn: LocalDate;
    readonly endsOn: LocalDate;
    readonly ragScheme: string;
    /** What the file was called where it came from. */
    readonly fileName: Text;
    /** How many actions the file holds. */
    readonly actions: number;
    /** The actions as JSON, one text under one seal: `[{ row, action }]`, `row` as a spreadsheet counts. */
    readonly rows: Text;
  }
>;

/** The plan and every action of the file stand in their own streams. */
export type PlanImportCompleted = Event<'PlanImportCompleted', { readonly planId: string; readonly actions: number }>;

export type PlanImportEvent = PlanImportAccepted | PlanImportCompleted;
