import type { LocalDate } from '@minutebook/kernel';
import { withQuery, type PageMoment } from '@minutebook/web-kit';
import type { CsvRow } from '@minutebook/web-kit/csv';
import type { KeptRecord } from '../application/what-is-due';
import { RETENTION_CLASSES, retentionRuleOn, type RetentionRule } from '../application/retention-in-force';
import { erasurePaths, trailPath } from './erasure-paths';
import { RULE_STATUS_WORDS } from './erasure-words';

/** A record with how long it is kept, and whether a hold keeps it in any case. */
export interface KeptWithHold {
  readonly record: KeptRecord;
  readonly isHeld: boolean;
}

/** What retention-due.njk shows. */
export interface RetentionDuePage {
  readonly rows: readonly DueRow[];
  readonly dueCount: number;
  readonly allCount: number;
  readonly show: 'due' | 'all';
  readonly otherHref: string;
  readonly exportHref: string;
  readonly classes: readonly ClassRow[];
}

interface DueRow {
  readonly name: string;
  readonly href: string;
  readonly kind: string;
  readonly className: string;
  readonly countedFrom: LocalDate | null;
  readonly keptUntil: LocalDate | null;
  readonly state: string;
  readonly isDue: boolean;
  readonly trailHref: string;
  readonly holdHref: string | undefined;
}

interface ClassRow {
  readonly name: string;
  readonly period: string;
  readonly source: string;
  readonly status: string;
  readonly statute: string | undefined;
}

export function presentDue(
  all: readonly KeptWithHold[],
  { show, mayHold, moment }: { readonly show: 'due' | 'all'; readonly mayHold: boolean; readonly moment: PageMoment },
): RetentionDuePage {
  const due = all.filter(({ record }) => record.isDue);
  return {
    rows: (show === 'all' ? all : due).map((each) => rowOf(each, mayHold)),
    dueCount: due.length,
    allCount: all.length,
    show,
    otherHref: withQuery(erasurePaths.due, { show: show === 'all' ? undefined : 'all', asAt: moment.asked }),
    exportHref: withQuery(erasurePaths.dueExport, { show: show === 'all' ? 'all' : undefined, asAt: moment.asked }),
    classes: RETENTION_CLASSES.map((each) => {
      const rule = retentionRuleOn(each, moment.pageDate);
      return {
        name: each.name,
        period: periodInWords(rule),
        source: rule.source,
        status: RULE_STATUS_WORDS[rule.status],
        statute: rule.statute,
      };
    }),
  };
}

function rowOf({ record, isHeld }: KeptWithHold, mayHold: boolean): DueRow {
  const { name, path, kind, className, countedFrom, keptUntil, isDue, stream } = record;
  return {
    name,
    href: path,
    kind,
    className,
    countedFrom,
    keptUntil,
    state: stateOf(record, isHeld),
    isDue: isDue && !isHeld,
    trailHref: trailPath(stream),
    holdHref: mayHold && !isHeld ? erasurePaths.placeHold({ stream }) : undefined,
  };
}

function stateOf({ isDue, keptUntil, countedFrom, rule }: KeptRecord, isHeld: boolean): string {
  if (isHeld) return isDue ? 'Due, but a hold keeps it' : 'A hold keeps it';
  if (isDue) return 'Due: the period has passed';
  if (rule.period === 'permanent') return 'Kept for good';
  return countedFrom === null || keptUntil === null ? 'The period begins when it is closed' : 'Not due yet';
}

function periodInWords({ period, begins }: RetentionRule): string {
  if (period === 'permanent') return 'for good';
  const { years, months, days } = period;
  const parts = [part(years, 'year'), part(months, 'month'), part(days, 'day')].filter((each) => each !== '');
  return `${parts.join(', ')} from ${begins === 'closure' ? 'closing' : 'the last amendment'}`;
}

function part(count: number | undefined, unit: string): string {
  return count === undefined ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Headings of the exported list. */
export const DUE_COLUMNS = [
  'record',
  'kind',
  'name',
  'retention_class',
  'counted_from',
  'kept_until',
  'due',
  'held',
  'source',
  'status_of_rule',
] as const;

export function dueRow({ record, isHeld }: KeptWithHold): CsvRow {
  return {
    record: record.stream,
    kind: record.kind,
    name: record.name,
    retention_class: record.retentionClass,
    counted_from: record.countedFrom,
    kept_until: record.keptUntil,
    due: record.isDue ? 'yes' : 'no',
    held: isHeld ? 'yes' : 'no',
    source: record.rule.source,
    status_of_rule: record.rule.status,
  };
}
