export { MAX_PLAN_ROWS, PLAN_COLUMNS } from './plan-columns';
export type { CsvRemark } from './csv-table';
export type { PlanCsvAction } from './plan-csv-action';
export { roleIdOf, type KnownGroup } from './plan-leads';
export { planToCsvRows, type ExportedAction } from './plan-to-csv';
export { readPlanCsv, type PlanCsvReading, type PlanCsvRow } from './read-plan-csv';
export { DATA_DATE_COLUMN, writeCsv, type CsvValue } from '@minutebook/web-kit/csv';
