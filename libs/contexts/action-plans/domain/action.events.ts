import type { Event, LocalDate, Text, Timescale } from '@minutebook/kernel';
import type { ReadAt } from './action-plan.events';

/** Who leads: a role or a governance group. `assigned` = the document gives only a name and the title is ours. */
export interface Lead {
  readonly kind: 'role' | 'group';
  readonly id: string;
  readonly name: Text;
  readonly origin: 'stated' | 'assigned';
}

/** A cost as the plan states it (D32). Money in integer pence. */
export interface Cost {
  readonly kind: 'one-off' | 'excluded' | 'unpriced' | 'saving';
  readonly pence?: number;
  readonly words: Text;
}

/** What an action says: what an amendment may change. */
export interface ActionWording {
  readonly theme: Text;
  readonly title: Text;
  readonly subItems: readonly Text[];
  readonly successCriteria?: Text;
  readonly costs: readonly Cost[];
}

export type ActionAdded = Event<
  'ActionAdded',
  ActionWording & {
    readonly plan: ReadAt;
    /** Unique within its plan. */
    readonly reference: string;
    readonly timescale: Timescale;
    readonly leads: readonly Lead[];
    readonly monitoringLeads: readonly Lead[];
  }
>;

/** What a progress report says. When it was so stands in the metadata as `effectiveOn`. */
export interface ProgressWords {
  /** Code of the plan's RAG scheme. */
  readonly rag: string;
  readonly commentary: Text;
  /** Whole per cent, 0 to 100. */
  readonly percentComplete?: number;
  readonly forecastDue?: LocalDate;
}

export type ProgressReported = Event<
  'ProgressReported',
  ProgressWords & { readonly reportId: string; readonly plan: ReadAt }
>;
export type ProgressConfirmed = Event<'ProgressConfirmed', { readonly reportId: string }>;
/** Sent back by the monitoring lead; the reason stands in the metadata. */
export type ProgressReturned = Event<'ProgressReturned', { readonly reportId: string }>;
/** A wrong report put right: both versions stay in the record. It awaits confirmation again. */
export type ProgressCorrected = Event<
  'ProgressCorrected',
  ProgressWords & { readonly reportId: string; readonly plan: ReadAt }
>;

export type DueDateMoved = Event<'DueDateMoved', { readonly timescale: Timescale; readonly plan: ReadAt }>;
export type ActionAmended = Event<'ActionAmended', Partial<ActionWording>>;
export type ActionLeadsAssigned = Event<
  'ActionLeadsAssigned',
  { readonly leads: readonly Lead[]; readonly monitoringLeads: readonly Lead[] }
>;
/** Said to be complete, with evidence; counts when it is confirmed. */
export type ActionCompletionReported = Event<
  'ActionCompletionReported',
  { readonly on: LocalDate; readonly evidence: Text }
>;
export type ActionCompletionConfirmed = Event<'ActionCompletionConfirmed', { readonly on: LocalDate }>;
export type ActionReopened = Event<'ActionReopened', Record<string, never>>;
export type ActionWithdrawn = Event<'ActionWithdrawn', Record<string, never>>;

/** It went to the governance group that owns its plan: overdue, and nobody had answered since that day. */
export type ActionEscalatedToGroup = Event<
  'ActionEscalatedToGroup',
  {
    /** Id of the group; the plan, as it was read, names it as its owner. */
    readonly group: string;
    readonly plan: ReadAt;
    readonly due: LocalDate;
    readonly unansweredSince: LocalDate;
  }
>;

export type ActionEvent =
  | ActionAdded
  | ProgressReported
  | ProgressConfirmed
  | ProgressReturned
  | ProgressCorrected
  | DueDateMoved
  | ActionAmended
  | ActionLeadsAssigned
  | ActionCompletionReported
  | ActionCompletionConfirmed
  | ActionReopened
  | ActionWithdrawn
  | ActionEscalatedToGroup;
