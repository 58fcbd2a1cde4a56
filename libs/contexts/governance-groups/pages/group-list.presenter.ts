import { withQuery, type Link, type PageMoment } from '@minutebook/web-kit';
import type { CsvRow } from '@minutebook/web-kit/csv';
import type { GroupSummary } from '../read-models/groups.query';
import { endingInWords } from '../read-models/group-ending';
import type { OwnedRecord } from '../read-models/owned-records';
import { groupPaths } from './group-paths';

/** A group in the list. */
export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly kind: string;
  /** How it ended, where it has. */
  readonly ending: string | undefined;
  readonly source: string;
  readonly records: readonly Link[];
  readonly illustrative: boolean;
}

/** What group-list.njk shows. */
export interface GroupListPage {
  readonly rows: readonly GroupRow[];
  readonly kinds: readonly { readonly value: string; readonly text: string }[];
  readonly standings: readonly { readonly value: string; readonly text: string }[];
  readonly asked: GroupsAsked;
  readonly isNarrowed: boolean;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly establishHref: string | undefined;
  readonly exportHref: string;
}

/** What the list is narrowed to: a kind of group, and words that its name or source must hold. */
export interface GroupsAsked {
  readonly kind: string | undefined;
  readonly standing: string | undefined;
  readonly q: string | undefined;
}

/** A group with what it owns. */
export interface GroupWithRecords {
  readonly group: GroupSummary;
  readonly records: readonly OwnedRecord[];
}

export function presentGroupList(
  all: readonly GroupWithRecords[],
  asked: GroupsAsked,
  moment: PageMoment,
  mayEstablish: boolean,
): GroupListPage {
  const kinds = [...new Set(all.map(({ group }) => group.kind))].sort((a, b) => a.localeCompare(b, 'en-GB'));
  return {
    rows: all.filter(({ group }) => isAsked(group, asked)).map(rowOf),
    kinds: [{ value: '', text: 'All' }, ...kinds.map((kind) => ({ value: kind, text: capital(kind) }))],
    standings: [
      { value: '', text: 'All' },
      { value: 'standing', text: 'Standing' },
      { value: 'merged', text: 'Merged' },
      { value: 'dissolved', text: 'Dissolved' },
    ],
    asked,
    isNarrowed: asked.kind !== undefined || asked.standing !== undefined || asked.q !== undefined,
    kept: moment.asked === undefined ? [] : [{ name: 'asAt', value: moment.asked }],
    establishHref: mayEstablish && moment.live ? groupPaths.establish : undefined,
    exportHref: withQuery(groupPaths.listExport, { ...asked, asAt: moment.asked }),
  };
}

/** Headings of the exported list. */
export const GROUP_COLUMNS = ['id', 'name', 'kind', 'standing', 'owns', 'source', 'origin'] as const;

/** The list as rows of a CSV file. */
export function groupCsvRows(all: readonly GroupWithRecords[], asked: GroupsAsked): readonly CsvRow[] {
  return all
    .filter(({ group }) => isAsked(group, asked))
    .map(({ group, records }) => ({
      id: group.id,
      name: group.name,
      kind: group.kind,
      standing: endingInWords(group) ?? 'standing',
      owns: records.map((record) => record.name).join('\n'),
      source: group.source,
      origin: group.origin,
    }));
}

function isAsked({ name, kind, source, standing }: GroupSummary, asked: GroupsAsked): boolean {
  const { kind: only, standing: stands, q } = asked;
  const text = `${name} ${source}`.toLowerCase();
  const words = (q ?? '').toLowerCase().split(/\s+/);
  const isOfKind = (only === undefined || kind === only) && (stands === undefined || standing === stands);
  return isOfKind && words.every((word) => text.includes(word));
}

function rowOf({ group, records }: GroupWithRecords): GroupRow {
  return {
    id: group.id,
    name: group.name,
    href: groupPaths.show(group.id),
    kind: capital(group.kind),
    ending: endingInWords(group),
    source: group.source,
    records: records.map(({ name, path }) => ({ text: name, href: path })),
    illustrative: group.origin === 'demonstration',
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
