import { MAX_TEXT } from '@minutebook/kernel/recording';
import { actionNeedsLead, costFaulty, referenceMalformed } from '../../domain/action.rules';
import { splitList } from './csv-cells';
import { type CsvRemark, type CsvRow, readCsvTable } from './csv-table';
import { isPlanColumn, MAX_PLAN_ROWS, PLAN_COLUMNS, type PlanColumn, RAG_COLUMN } from './plan-columns';
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

/** Half characters, the zero character, and the mark of a letter that an earlier conversion lost. */
const UNREADABLE = /\p{Surrogate}|\0|\uFFFD/u;

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

interface RowReading {
  readonly action: PlanCsvAction;
  readonly errors: readonly CsvRemark[];
  readonly warnings: readonly CsvRemark[];
}

function readRow({ row, cells }: CsvRow, groups: readonly KnownGroup[]): RowReading {
  const errors: CsvRemark[] = [];
  const warnings: CsvRemark[] = [];
  const cell = (column: PlanColumn) => cells.get(column) ?? '';
  const fail = (column: string, message: string | undefined) => {
    // A column that is missing has been named already.
    if (message !== undefined && cells.has(column)) errors.push({ row, column, message });
  };
  const warn = (column: string, message: string) => warnings.push({ row, column, message });
  const leadsOf = (column: 'lead_roles' | 'monitoring_lead_roles', originColumn: PlanColumn) => {
    const reading = readLeads(cell(column), cell(originColumn), groups);
    reading.errors.forEach((message) => fail(column, message));
    reading.originErrors.forEach((message) => fail(originColumn, message));
    reading.notes.forEach((note) => warn(originColumn, `The note “${note}” is not kept.`));
    return reading.leads;
  };

  const { timescale, ...when } = readTimescale({
    words: cell('timescale_original'),
    start: cell('start_date'),
    due: cell('due_date'),
    ongoing: cell('ongoing'),
    phases: cell('phases'),
  });
  when.errors.forEach(({ column, message }) => fail(column, message));
  when.warnings.forEach((message) => warn('timescale_original', message));
  const { costs, ...money } = readCosts(cell('estimated_cost_gbp'), cell('resources_original'));
  money.errors.forEach((message) => fail('estimated_cost_gbp', message));
  money.warnings.forEach((message) => warn('resources_original', message));
  // Several success criteria stand one to a line.
  const successCriteria = splitList(cell('success_criteria'), '|').join('\n');
  const action: PlanCsvAction = {
    type: 'add',
    reference: cell('id'),
    theme: cell('theme'),
    title: cell('action'),
    subItems: splitList(cell('sub_items'), '|'),
    timescale,
    leads: leadsOf('lead_roles', 'lead_role_origin'),
    monitoringLeads: leadsOf('monitoring_lead_roles', 'monitoring_lead_role_origin'),
    ...(successCriteria !== '' && { successCriteria }),
    costs,
  };

  for (const [column, texts] of Object.entries(textsOf(action))) {
    for (const message of new Set(texts.flatMap(textFaults))) fail(column, message);
  }
  const reference = action.reference === '' ? 'Give each action a reference of its own.' : undefined;
  fail('id', reference ?? referenceMalformed(action.reference)?.message);
  if (action.theme === '') fail('theme', 'Say which theme the action belongs to.');
  if (action.title === '') fail('action', 'Say what is to be done.');
  if (splitList(cell('lead_roles'), ';').length === 0) fail('lead_roles', actionNeedsLead([])?.message);
  fail('resources_original', costFaulty(costs)?.message);
  for (const [column, text] of cells) {
    if (text !== '' && column === 'note') warn(column, `The note “${text}” is not kept with the action.`);
    if (text !== '' && RAG_COLUMN.test(column)) {
      warn(column, `The rating “${text}” is not imported: a rating is reported and confirmed.`);
    }
  }
  return { action, errors, warnings };
}

/** Every text that would be recorded, by the column that it came from. */
function textsOf(action: PlanCsvAction): Partial<Record<PlanColumn, readonly string[]>> {
  return {
    theme: [action.theme],
    action: [action.title],
    sub_items: action.subItems,
    timescale_original: [action.timescale.words],
    phases: (action.timescale.phases ?? []).map(({ words }) => words),
    lead_roles: action.leads.map(({ name }) => name),
    monitoring_lead_roles: action.monitoringLeads.map(({ name }) => name),
    success_criteria: [action.successCriteria ?? ''],
    resources_original: action.costs.map(({ words }) => words),
  };
}

function textFaults(text: string): string[] {
  const length = text.length.toLocaleString('en-GB');
  const tooLong = `The text has ${length} characters. At most ${MAX_TEXT.toLocaleString('en-GB')} can be recorded.`;
  return [
    ...(text.length > MAX_TEXT ? [tooLong] : []),
    ...(UNREADABLE.test(text) ? ['The text holds characters that are not text, or that were lost.'] : []),
  ];
}
