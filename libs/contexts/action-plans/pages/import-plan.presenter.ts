import type { GroupSummary } from '@minutebook/governance-groups';
import type { LocalDate } from '@minutebook/kernel';
import { plural, type Link } from '@minutebook/web-kit';
import type { PlanImportDryRun } from '../application/import-plan';
import { PLAN_COLUMNS, type CsvRemark, type PlanCsvRow } from '../application/plan-csv';
import { RAG_COLUMN } from '../application/plan-csv/plan-columns';
import { groupOptions, schemeOptions, type PlanValues } from './plan-reading';

/** An error or a warning of a file as a table shows it. */
export interface RemarkRow {
  readonly row: string;
  readonly column: string;
  readonly message: string;
}

/** What import-plan.njk shows: the form, and what was wrong with the file that was tried. */
export interface ImportPlanPage {
  readonly values: PlanValues;
  readonly groups: ReturnType<typeof groupOptions>;
  readonly schemes: ReturnType<typeof schemeOptions>;
  readonly columns: readonly string[];
  readonly fileErrors: readonly RemarkRow[];
  readonly warnings: readonly RemarkRow[];
}

export function presentImportForm(
  values: PlanValues,
  groups: readonly Pick<GroupSummary, 'id' | 'name' | 'standing'>[],
  tried?: PlanImportDryRun,
): ImportPlanPage {
  return {
    values,
    groups: groupOptions(groups),
    schemes: schemeOptions(),
    columns: PLAN_COLUMNS,
    fileErrors: (tried?.errors ?? []).map(remarkOf),
    warnings: (tried?.warnings ?? []).map(remarkOf),
  };
}

/** What import-plan-preview.njk shows: every action as it would be added, and what is not kept. */
export interface ImportPreviewPage {
  readonly title: string;
  readonly period: { readonly startsOn: LocalDate; readonly endsOn: LocalDate };
  readonly groupName: string;
  readonly fileName: string;
  readonly rows: readonly {
    readonly row: number;
    readonly reference: string;
    readonly title: string;
    readonly theme: string;
    readonly leads: string;
    readonly due: LocalDate | null;
    readonly words: string;
    readonly warnings: readonly string[];
  }[];
  /** Warnings that concern no row. */
  readonly warnings: readonly RemarkRow[];
  /** How many rows hold a rating, which is passed by: said once, not on every row. */
  readonly ratings: string | null;
  readonly count: string;
  readonly warned: string | null;
  readonly consequences: readonly string[];
  /** What the second step sends again: the same plan and the same file. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
}

/** What the preview rests on. */
export interface PreviewFacts {
  readonly dryRun: PlanImportDryRun;
  readonly values: PlanValues;
  readonly period: { readonly startsOn: LocalDate; readonly endsOn: LocalDate };
  readonly groupName: string;
  readonly file: { readonly name: string; readonly bytes: Buffer };
}

export function presentImportPreview({ dryRun, values, period, groupName, file }: PreviewFacts): ImportPreviewPage {
  const { rows } = dryRun;
  const isRating = ({ column = '' }: CsvRemark) => RAG_COLUMN.test(column);
  const warnings = dryRun.warnings.filter((warning) => !isRating(warning));
  const ratings = dryRun.warnings.filter(isRating).length;
  const count = plural(rows.length, 'action');
  const known = new Set(rows.map(({ row }) => row));
  return {
    title: values.title,
    period,
    groupName,
    fileName: file.name,
    rows: rows.map((row) => rowOf(row, warnings)),
    warnings: warnings.filter(({ row }) => row === undefined || !known.has(row)).map(remarkOf),
    ratings: ratings === 0 ? null : plural(ratings, 'row'),
    count,
    warned: warnings.length === 0 ? null : plural(warnings.length, 'warning'),
    consequences: [
      `The plan is opened with ${count}, all or nothing. The actions are open and not rated.`,
      'The import stands in the record as one entry; each action names it and its row as the source.',
      ...(warnings.length === 0 ? [] : ['What the warnings name is not kept, or is kept as they say.']),
    ],
    hidden: [
      ...Object.entries({ title: values.title, groupId: values.groupId, ragScheme: values.ragScheme }),
      ...dateParts('startsOn', values.startsOn),
      ...dateParts('endsOn', values.endsOn),
      ['fileName', file.name],
      ['fileContent', file.bytes.toString('base64')],
    ].map(([name = '', value = '']) => ({ name, value })),
  };
}

function rowOf({ row, action }: PlanCsvRow, warnings: readonly CsvRemark[]): ImportPreviewPage['rows'][number] {
  return {
    row,
    reference: action.reference,
    title: action.title,
    theme: action.theme,
    leads: action.leads.map(({ name }) => name).join('; '),
    due: action.timescale.due ?? null,
    words: action.timescale.words,
    warnings: warnings.filter((warning) => warning.row === row).map(({ message }) => message),
  };
}

function remarkOf({ row, column, message }: CsvRemark): RemarkRow {
  return { row: row === undefined ? 'File' : String(row), column: column ?? '', message };
}

function dateParts(name: string, { day, month, year }: PlanValues['startsOn']): readonly (readonly string[])[] {
  return [
    [`${name}-day`, day],
    [`${name}-month`, month],
    [`${name}-year`, year],
  ];
}

/** What plan-import.njk shows: how far an import is. */
export interface PlanImportPage {
  readonly state: string;
  readonly completed: boolean;
  readonly running: boolean;
  /** How many of its actions stand in the record. */
  readonly recorded: number;
  readonly actions: number;
  readonly failure: string | undefined;
  readonly fileName: string;
  readonly by: string;
  readonly recordedAt: number;
  readonly plan: Link | undefined;
  readonly trailHref: string;
  readonly mayCarryOn: boolean;
  readonly carryOnPath: string;
  readonly againHref: string;
}
