import { withQuery } from '@minutebook/web-kit';

/** Addresses of the pages of action plans. */
export const planPaths = {
  list: '/action-plans',
  listExport: '/action-plans.csv',
  open: '/action-plans/new',
  importing: '/action-plans/import',
  acceptImport: '/action-plans/import/accept',
  imported: (importId: string) => `/action-plans/imports/${importId}`,
  carryOnImport: (importId: string) => `/action-plans/imports/${importId}/carry-on`,
  board: (planId: string) => `/action-plans/${planId}`,
  boardExport: (planId: string) => `/action-plans/${planId}/actions.csv`,
  addAction: (planId: string) => `/action-plans/${planId}/add-action`,
  amend: (planId: string) => `/action-plans/${planId}/amend`,
  close: (planId: string) => `/action-plans/${planId}/close`,
  transfer: (planId: string) => `/action-plans/${planId}/transfer`,
};

/** What can be done to an action: the last part of its form's address, the command's own name. */
export type ActionStep =
  | 'report-progress'
  | 'confirm-progress'
  | 'return-progress'
  | 'correct-progress'
  | 'move-due-date'
  | 'amend'
  | 'assign-leads'
  | 'complete'
  | 'confirm-completion'
  | 'reopen'
  | 'withdraw';

/** Addresses of the pages of one action. */
export const actionPaths = {
  show: (actionId: string) => `/actions/${actionId}`,
  step: (actionId: string, step: ActionStep) => `/actions/${actionId}/${step}`,
};

/** Addresses of other contexts' pages to which these pages lead. */
export const groupPath = (groupId: string): string => `/governance-groups/${encodeURIComponent(groupId)}`;

/** The audit trail of one record, by its stream. */
export const trailPath = (stream: string): string => withQuery('/audit-trail', { record: stream });

/** One event's own page in the audit trail. */
export const trailEntryPath = (recordNumber: number): string => `/audit-trail/${recordNumber}`;
