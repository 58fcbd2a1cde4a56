/** The columns that a plan's file must have, as the published plans were transcribed. Each may be empty in a row. */
export const PLAN_COLUMNS = [
  'id',
  'theme',
  'action',
  'sub_items',
  'timescale_original',
  'start_date',
  'due_date',
  'ongoing',
  'lead_roles',
  'lead_role_origin',
  'success_criteria',
  'monitoring_lead_roles',
  'estimated_cost_gbp',
] as const;

/**
 * Columns that a file may have: `phases` and `monitoring_lead_role_origin` say what the published plans had no room
 * for; `escalated_on`, `reminders`, `note` and `data_as_at` are read past.
 */
export const OPTIONAL_PLAN_COLUMNS = [
  'phases',
  'monitoring_lead_role_origin',
  'resources_original',
  'escalated_on',
  'reminders',
  'note',
  'data_as_at',
] as const;

export type PlanColumn = (typeof PLAN_COLUMNS)[number] | (typeof OPTIONAL_PLAN_COLUMNS)[number];

/** The rating in a file, `rag` or `rag_2014`: shown, never imported, because a rating is reported and confirmed. */
export const RAG_COLUMN = /^rag(_\d{4})?$/;

export const isPlanColumn = (name: string): boolean =>
  ([...PLAN_COLUMNS, ...OPTIONAL_PLAN_COLUMNS] as readonly string[]).includes(name) || RAG_COLUMN.test(name);

/** Most actions that one file may bring. */
export const MAX_PLAN_ROWS = 1000;
