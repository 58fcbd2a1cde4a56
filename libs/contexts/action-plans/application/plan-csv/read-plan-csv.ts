import { splitList } from './csv-cells';
import { type CsvRemark, type CsvRow, readCsvTable } from './csv-table';
import {
  isPlanColumn,
  MAX_PLAN_ROWS,
  PLAN_COLUMNS,
  PLAN_TEXT_LIMITS,
  type PlanColumn,
  RAG_COLUMN,
} from './plan-columns';
import { readCosts } from './plan-costs';
import type { PlanCsvAction } from './plan-csv-action';
import { type KnownGroup, readLeads } from './plan-leads';
import { readTimescale } from './plan-timescale';

/** One action of the file, and the row in which it stands. */
export interface PlanCsvRow {
  readonly row: number;
  readonly action: PlanCsvAction;
}

export interface PlanCsvReading {
  /** The rows without an error. Nothing may be imported unless `errors` is empty: all rows or none. */
  readonly rows: readonly PlanCsvRow[];
  readonly errors: readonly CsvRemark[];
  /** What is not kept, or was read in a way that the user should know. */
  readonly warnings: readonly CsvRemark[];
}

/** Control characters other than tab and line end, half characters, and the mark of a letter already lost. */
const UNRECORDABLE = /[^\P{Cc}\t\n]|\p{Cs}|\uFFFD/u;

/**
 * Reads a plan in the columns of the published plans (`PLAN_COLUMNS`) and names every error of every row at once.
 *
 * @param groups governance groups that a lead may name; any other lead is a role
 */
export function readPlanCsv(
  file: string | Uint8Array,
  { groups = [] }: { readonly groups?: readonly KnownGroup[] } = {},
): PlanCsvReading {
  const table = readCsvTable(file);
  const errors: CsvRemark[] = [...table.errors];
  const warnings: CsvRemark[] = [];
  if (table.columns.length === 0 || table.errors.some(({ row }) => row === undefined)) {
    return { rows: [], errors, warnings };
  }
  for (const name of PLAN_COLUMNS.filter((column) => !table.columns.includes(column))) {
    errors.push({ row: 1, column: name, message: `The column “${name}” is missing.` });
  }
  for (const name of table.columns.filter((column) => column !== '' && !isPlanColumn(column))) {
    warnings.push({ row: 1, column: name, message: `The column “${name}” is not known and is not read.` });
  }
  if (table.rows.length === 0 && errors.length === 0)
    errors.push({ message: 'The file has no rows below its headings.' });
  if (table.rows.length > MAX_PLAN_ROWS) {
    const message = `The file has ${table.rows.length.toLocaleString('en-GB')} rows. At most ${MAX_PLAN_ROWS.toLocaleString('en-GB')} can be imported at once.`;
    return { rows: [], errors: [...errors, { message }], warnings };
  }
  const rows: PlanCsvRow[] = [];
  const firstRowOf = new Map<string, number>();
  for (const row of table.rows) {
    const reading = readRow(row, groups);
    const rowErrors = [...reading.errors, ...repeated(row, firstRowOf)];
    errors.push(...rowErrors);
    warnings.push(...reading.warnings);
    if (rowErrors.length === 0) rows.push({ row: row.row, action: reading.action });
  }
  return { rows, errors: errors.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)), warnings };
}

function repeated({ row, cells }: CsvRow, firstRowOf: Map<string, number>): CsvRemark[] {
  const reference = cells.get('id') ?? '';
  if (reference === '') return [];
  const first = firstRowOf.get(reference.toLowerCase());
  if (first !== undefined) {
    return [{ row, column: 'id', message: `The reference “${reference}” already stands in row ${first}.` }];
  }
  firstRowOf.set(reference.toLowerCase(), row);
  return [];
}

function readRow(
  { row, cells }: CsvRow,
  groups: readonly KnownGroup[],
): { readonly action: PlanCsvAction; readonly errors: readonly CsvRemark[]; readonly warnings: readonly CsvRemark[] } {
  const errors: CsvRemark[] = [];
  const warnings: CsvRemark[] = [];
  const fail = (column: PlanColumn) => (message: string) => errors.push({ row, column, message });
  const warn = (column: PlanColumn) => (message: string) => warnings.push({ row, column, message });
  const cell = (column: PlanColumn) => cells.get(column) ?? '';

  for (const [column, text] of cells) {
    if (isPlanColumn(column) && UNRECORDABLE.test(text)) {
      errors.push({
        row,
        column,
        message: 'The text holds a character that cannot be recorded, or one that was lost.',
      });
    }
  }
  const text = (column: PlanColumn, limit: number, content = cell(column)): string => {
    if (content.length > limit) {
      const over = `The text has ${content.length.toLocaleString('en-GB')} characters. At most ${limit.toLocaleString('en-GB')} can be recorded.`;
      fail(column)(over);
    }
    return content;
  };
  const required = (column: PlanColumn, limit: number, empty: string): string => {
    if (cell(column) === '' && cells.has(column)) fail(column)(empty);
    return text(column, limit);
  };
  const list = (column: PlanColumn) =>
    splitList(cell(column), '|').map((item) => text(column, PLAN_TEXT_LIMITS.listItem, item));

  const timescale = readTimescale({
    words: text('timescale_original', PLAN_TEXT_LIMITS.title),
    start: cell('start_date'),
    due: cell('due_date'),
    ongoing: cell('ongoing'),
    phases: text('phases', PLAN_TEXT_LIMITS.text),
  });
  timescale.errors.forEach(({ column, message }) => fail(column)(message));
  timescale.warnings.forEach(warn('timescale_original'));

  const leadsOf = (column: 'lead_roles' | 'monitoring_lead_roles') => {
    const originColumn = column === 'lead_roles' ? 'lead_role_origin' : 'monitoring_lead_role_origin';
    const reading = readLeads(cell(column), cell(originColumn), groups);
    reading.leads.forEach(({ name }) => text(column, PLAN_TEXT_LIMITS.theme, name));
    reading.errors.forEach(fail(column));
    reading.originErrors.forEach(fail(originColumn));
    reading.notes.forEach((note) => warn(originColumn)(`The note “${note}” is not kept.`));
    return reading.leads;
  };
  const leads = leadsOf('lead_roles');
  const monitoringLeads = leadsOf('monitoring_lead_roles');

  const costs = readCosts(cell('estimated_cost_gbp'), text('resources_original', PLAN_TEXT_LIMITS.text));
  costs.errors.forEach(fail('estimated_cost_gbp'));
  costs.warnings.forEach(warn('resources_original'));

  if (cell('note') !== '') warn('note')(`The note “${cell('note')}” is not kept with the action.`);
  for (const [column, rating] of cells) {
    if (RAG_COLUMN.test(column) && rating !== '') {
      warnings.push({
        row,
        column,
        message: `The rating “${rating}” is not imported: a rating is reported and confirmed.`,
      });
    }
  }
  // Several success criteria stand one to a line.
  const successCriteria = splitList(text('success_criteria', PLAN_TEXT_LIMITS.text), '|').join('\n');
  const action: PlanCsvAction = {
    type: 'add',
    reference: required('id', PLAN_TEXT_LIMITS.reference, 'Give each action a reference of its own.'),
    theme: required('theme', PLAN_TEXT_LIMITS.theme, 'Say which theme the action belongs to.'),
    title: required('action', PLAN_TEXT_LIMITS.title, 'Say what is to be done.'),
    subItems: list('sub_items'),
    timescale: timescale.timescale,
    leads,
    monitoringLeads,
    ...(successCriteria !== '' && { successCriteria }),
    costs: costs.costs,
  };
  return { action, errors, warnings };
}
