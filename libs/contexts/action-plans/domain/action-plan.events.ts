import type { Event, LocalDate, Text } from '@minutebook/kernel';

/** A fact of another record that a decision rested on: its id and the revision at which it was read. */
export interface ReadAt {
  readonly id: string;
  readonly revision: number;
}

export type ActionPlanOpened = Event<
  'ActionPlanOpened',
  {
    readonly title: Text;
    /** The governance group that owns the plan. */
    readonly group: ReadAt;
    readonly startsOn: LocalDate;
    readonly endsOn: LocalDate;
    /** Id of the RAG scheme; fixed for the life of the plan. */
    readonly ragScheme: string;
  }
>;

export type ActionPlanAmended = Event<
  'ActionPlanAmended',
  { readonly title?: Text; readonly startsOn?: LocalDate; readonly endsOn?: LocalDate }
>;

export type ActionPlanClosed = Event<'ActionPlanClosed', Record<string, never>>;

export type ActionPlanTransferred = Event<'ActionPlanTransferred', { readonly from: string; readonly group: ReadAt }>;

export type ActionPlanEvent = ActionPlanOpened | ActionPlanAmended | ActionPlanClosed | ActionPlanTransferred;
