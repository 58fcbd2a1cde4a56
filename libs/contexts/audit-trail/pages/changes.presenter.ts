import { addDays, isLocalDate, RAG_SCHEMES, type LocalDate, type RagRating } from '@minutebook/kernel';
import type { Change } from '@minutebook/kernel/read-models';
import { shortDate, withQuery, type PageMoment } from '@minutebook/web-kit';
import type { CsvRow } from '@minutebook/web-kit/csv';
import { auditTrailPath, CHANGES_CSV_PATH, changesPath } from './audit-trail-paths';
import { FOUR_WEEKS, type ChangesAsked } from './changes-asked';

/** The kinds of change in the order in which a meeting asks for them. */
export const CHANGE_KINDS = [
  { kind: 'added', label: 'Added', columns: ['what'] },
  { kind: 'completed', label: 'Completed', columns: ['what', 'values'] },
  { kind: 'date-moved', label: 'Dates moved', columns: ['values', 'moves'] },
  { kind: 'rating-changed', label: 'Ratings changed', columns: ['what', 'values'] },
  { kind: 'removed', label: 'Removed', columns: ['what', 'values'] },
  { kind: 'reopened', label: 'Reopened', columns: ['what', 'values'] },
  { kind: 'amended', label: 'Amended', columns: ['what', 'values'] },
] as const satisfies readonly Pick<KindView, 'kind' | 'label' | 'columns'>[];

/** A value before or after: a rating, or text; neither where there was nothing. */
export interface ValueView {
  readonly rating?: RagRating | undefined;
  readonly text?: string | undefined;
}

export interface ChangeView {
  readonly name: string;
  readonly href: string;
  readonly what: string;
  readonly before: ValueView;
  readonly after: ValueView;
  readonly firstDue: string | undefined;
  readonly timesMoved: number | undefined;
  readonly eventsHref: string;
}

export interface KindView {
  readonly kind: Change['kind'];
  readonly label: string;
  /** Columns of this kind, beside the record and its events. */
  readonly columns: readonly ('what' | 'values' | 'moves')[];
  readonly changes: readonly ChangeView[];
}

/** What changed in the records of one governance group. */
export interface GroupChangesView {
  readonly id: string;
  readonly name: string;
  readonly href: string | undefined;
  readonly count: number;
  readonly kinds: readonly KindView[];
}

/** What changes.njk shows. */
export interface ChangesPage {
  readonly typed: ChangesAsked['typed'];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly group: string | undefined;
  readonly groups: readonly { readonly value: string; readonly text: string }[];
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  /** Whether other dates or one group were asked for. */
  readonly isNarrowed: boolean;
  readonly total: number;
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  readonly byGroup: readonly GroupChangesView[];
  readonly exportHref: string;
}

type NamedGroup = { readonly id: string; readonly name: string };

export function presentChanges(
  asked: ChangesAsked,
  moment: PageMoment,
  changes: readonly Change[],
  groups: readonly NamedGroup[],
): ChangesPage {
  const { from, to, group } = asked;
  const ids = [...new Set(changes.map((change) => change.group ?? ''))];
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return {
    typed: asked.typed,
    from,
    to,
    group,
    groups: [{ value: '', text: 'All' }, ...groups.map(({ id, name }) => ({ value: id, text: name }))],
    kept: moment.asked === undefined ? [] : [{ name: 'asAt', value: moment.asked }],
    isNarrowed: group !== undefined || to !== moment.pageDate || from !== addDays(to, -FOUR_WEEKS),
    total: changes.length,
    counts: CHANGE_KINDS.map(({ kind, label }) => ({
      label,
      count: changes.filter((change) => change.kind === kind).length,
    })),
    byGroup: ids
      .map((id) =>
        groupView(
          id,
          names,
          changes.filter((change) => (change.group ?? '') === id),
          asked,
        ),
      )
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    exportHref: withQuery(changesPath({ from, to, group }).replace(/^[^?]*/, CHANGES_CSV_PATH), {
      asAt: moment.asked,
    }),
  };
}

/** Headings of the exported changes. */
export const CHANGES_COLUMNS = [
  'group',
  'kind',
  'record',
  'what',
  'before',
  'after',
  'first_due',
  'times_moved',
  'last_record_number',
  'changed_after',
  'changed_by',
] as const;

/** The changes as rows of a CSV list, in the order of the page. */
export function changeRows(
  { from, to }: ChangesAsked,
  changes: readonly Change[],
  groups: readonly NamedGroup[],
): readonly CsvRow[] {
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const groupName = ({ group }: Change): string => (group === undefined ? '' : (names.get(group) ?? group));
  const order = CHANGE_KINDS.map(({ kind }) => kind) as readonly Change['kind'][];
  return [...changes]
    .sort(
      (a, b) =>
        groupName(a).localeCompare(groupName(b), 'en-GB') ||
        order.indexOf(a.kind) - order.indexOf(b.kind) ||
        inOrder(a.name, b.name),
    )
    .map((change) => ({
      group: groupName(change),
      kind: CHANGE_KINDS.find(({ kind }) => kind === change.kind)?.label,
      record: change.name,
      what: change.what,
      before: cellOf(change.before, names),
      after: cellOf(change.after, names),
      first_due: change.note?.firstDue,
      times_moved: change.note?.timesMoved,
      last_record_number: change.recordNumber,
      changed_after: from,
      changed_by: to,
    }));
}

const collator = new Intl.Collator('en-GB', { numeric: true });
const inOrder = (a: string, b: string): number => collator.compare(a, b);

function groupView(
  id: string,
  names: ReadonlyMap<string, string>,
  changes: readonly Change[],
  asked: ChangesAsked,
): GroupChangesView {
  return {
    id,
    name: id === '' ? 'No group' : (names.get(id) ?? id),
    href: id === '' ? undefined : `/governance-groups/${id}`,
    count: changes.length,
    kinds: CHANGE_KINDS.map(({ kind, label, columns }) => ({
      kind,
      label,
      columns,
      changes: changes
        .filter((change) => change.kind === kind)
        .sort((a, b) => inOrder(a.name, b.name))
        .map((change) => changeView(change, names, asked)),
    })).filter((view) => view.changes.length > 0),
  };
}

function changeView(change: Change, names: ReadonlyMap<string, string>, { from, to }: ChangesAsked): ChangeView {
  const { note } = change;
  return {
    name: change.name,
    href: change.path,
    what: change.what,
    before: valueOf(change.before, names),
    after: valueOf(change.after, names),
    firstDue: note?.firstDue ?? undefined,
    timesMoved: note?.timesMoved,
    // The trail counts whole days from the first on; a change counts from the end of the first date.
    eventsHref: auditTrailPath({ record: change.stream, from: addDays(from, 1), to }),
  };
}

/** How a source of changes writes states, and how a reader reads them. */
const STATES: Readonly<Record<string, string>> = { 'completion-reported': 'reported complete' };

function valueOf(value: string | null, groups: ReadonlyMap<string, string>): ValueView {
  if (value === null) return {};
  const rating = ratingOf(value);
  if (rating) return { rating };
  const dates = value.split(' to ');
  if (dates.every(isLocalDate)) return { text: dates.map(shortDate).join(' to ') };
  return { text: groups.get(value) ?? STATES[value] ?? value };
}

/** The same for a file: dates stay as a spreadsheet reads them. */
function cellOf(value: string | null, groups: ReadonlyMap<string, string>): string | null {
  if (value === null) return null;
  return ratingOf(value)?.label ?? groups.get(value) ?? STATES[value] ?? value;
}

/** A code looks the same in every scheme that has it (proven by this file's spec), so the scheme need not be known. */
export function ratingOf(code: string): RagRating | undefined {
  return RAG_SCHEMES.flatMap(({ versions }) => versions)
    .flatMap(({ ratings }) => ratings)
    .find((rating) => rating.code === code);
}
