import type { LocalDate, Text, Timescale } from '@minutebook/kernel';
import type { ActionWording, Lead, ProgressWords } from './action.events';

/** The plan of an action as its stream stood when the command was decided. */
export interface PlanFact {
  readonly id: string;
  readonly revision: number;
  readonly status: 'open' | 'closed';
  readonly ragScheme: string;
  /** The governance group that owns it. */
  readonly groupId: string;
}

/** What every command on an action brings: who asks, and the record's date in London. */
interface Asked {
  readonly by: string;
  /** Whose absence is covered: what that one may not judge, nobody judges in their place. */
  readonly actingFor?: string;
  readonly today: LocalDate;
  /** Undefined where there is no such plan. */
  readonly plan: PlanFact | undefined;
}

export type AddAction = Asked &
  ActionWording & {
    readonly type: 'add';
    readonly reference: string;
    readonly timescale: Timescale;
    readonly leads: readonly Lead[];
    readonly monitoringLeads: readonly Lead[];
  };
export type ReportProgress = Asked &
  ProgressWords & { readonly type: 'report-progress'; readonly reportId: string; readonly effectiveOn?: LocalDate };
export type ConfirmProgress = Asked & { readonly type: 'confirm-progress'; readonly reportId: string };
export type ReturnProgress = Asked & { readonly type: 'return-progress'; readonly reportId: string };
export type CorrectProgress = Asked &
  ProgressWords & { readonly type: 'correct-progress'; readonly reportId: string; readonly effectiveOn?: LocalDate };
export type MoveDueDate = Asked & { readonly type: 'move-due-date'; readonly timescale: Timescale };
export type AmendAction = Asked & { readonly type: 'amend'; readonly fields: Partial<ActionWording> };
export type AssignLeads = Asked & {
  readonly type: 'assign-leads';
  readonly leads: readonly Lead[];
  readonly monitoringLeads: readonly Lead[];
};
export type CompleteAction = Asked & { readonly type: 'complete'; readonly on: LocalDate; readonly evidence: Text };
export type ConfirmCompletion = Asked & { readonly type: 'confirm-completion' };
export type ReopenAction = Asked & { readonly type: 'reopen' };
export type WithdrawAction = Asked & { readonly type: 'withdraw' };
/** Asked by the policy of reminders alone. */
export type EscalateToGroup = Asked & { readonly type: 'escalate-to-group'; readonly groupId: string };

export type ActionCommand =
  | AddAction
  | ReportProgress
  | ConfirmProgress
  | ReturnProgress
  | CorrectProgress
  | MoveDueDate
  | AmendAction
  | AssignLeads
  | CompleteAction
  | ConfirmCompletion
  | ReopenAction
  | WithdrawAction
  | EscalateToGroup;
