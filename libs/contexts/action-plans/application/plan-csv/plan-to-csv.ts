import type { CsvRow } from '@minutebook/web-kit/csv';
import { joinList } from './csv-cells';
import { PLAN_COLUMNS } from './plan-columns';
import { writeCosts } from './plan-costs';
import type { PlanCsvAction } from './plan-csv-action';
import { type KnownGroup, writeLeads } from './plan-leads';
import { writeTimescale } from './plan-timescale';

/** An action of a plan to be exported, with what is for the reader's eye, if it is to be shown. */
export type ExportedAction = Omit<PlanCsvAction, 'type'> & {
  /** The rating that stands. */
  readonly rag?: string | null;
  /** The day since which it lies with its group. */
  readonly escalatedOn?: string | null;
  /** What is known of the mails about it, in words. */
  readonly chase?: string;
};

/** Columns that are written only where some action needs them. */
const WHERE_NEEDED = ['monitoring_lead_role_origin', 'phases', 'rag', 'escalated_on', 'reminders'] as const;

/**
 * A plan's actions as columns and rows for `writeCsv`, in the columns that `readPlanCsv` reads: what was exported can be
 * imported again and gives the same actions. Rating, escalation and reminders are for the reader's eye: an import passes them by.
 */
export function planToCsvRows(
  actions: readonly ExportedAction[],
  { groups = [] }: { readonly groups?: readonly KnownGroup[] } = {},
): { readonly columns: readonly string[]; readonly rows: readonly CsvRow[] } {
  const rows = actions.map((action) => rowOf(action, groups));
  const needed = WHERE_NEEDED.filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
  return { columns: [...PLAN_COLUMNS, 'resources_original', ...needed], rows };
}

function rowOf(action: ExportedAction, groups: readonly KnownGroup[]): CsvRow {
  const timescale = writeTimescale(action.timescale);
  const leads = writeLeads(action.leads, groups);
  const monitoring = writeLeads(action.monitoringLeads, groups);
  const costs = writeCosts(action.costs);
  return {
    id: action.reference,
    theme: action.theme,
    action: action.title,
    sub_items: joinList(action.subItems, '|'),
    timescale_original: timescale.words,
    start_date: timescale.start,
    due_date: timescale.due,
    ongoing: timescale.ongoing,
    phases: timescale.phases,
    lead_roles: leads.names,
    lead_role_origin: leads.origins,
    success_criteria: (action.successCriteria ?? '').replaceAll('|', '\\|'),
    monitoring_lead_roles: monitoring.names,
    monitoring_lead_role_origin: action.monitoringLeads.some(({ origin }) => origin !== 'stated')
      ? monitoring.origins
      : '',
    estimated_cost_gbp: costs.estimated,
    resources_original: costs.resources,
    rag: action.rag,
    escalated_on: action.escalatedOn,
    reminders: action.chase,
  };
}
