/** Where a link leads and what it says. */
export interface Link {
  readonly text: string;
  readonly href: string;
}

/** The values of one query, as an address carries them; absent, null and empty ones are left out. */
export type Query = Readonly<Record<string, QueryValue | readonly string[]>>;

type QueryValue = string | number | boolean | null | undefined;

/** Where the reader is: the path of the page and the query that it was asked with. */
export interface Address {
  readonly path: string;
  readonly query: Query;
}

/** Cursors into a list: they hold for one moment and one order only, so that both changes drop them. */
const CURSORS = ['after', 'before'];

/**
 * A path with a query. What the path carries already is kept unless the query names it anew; null, undefined and empty
 * text take a name out.
 */
export function withQuery(path: string, query: Query): string {
  const [rest = '', fragment] = path.split('#', 2);
  const [bare = '', carried] = rest.split('?', 2);
  const parameters = new URLSearchParams(carried);
  for (const [name, value] of Object.entries(query)) {
    parameters.delete(name);
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value as QueryValue])
      if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return bare + (text ? `?${text}` : '') + (fragment === undefined ? '' : `#${fragment}`);
}

/** The same page asked otherwise: its filters are kept, the cursor is dropped. */
export function askedAgain({ path, query }: Address, changes: Query): string {
  return withQuery(path, { ...query, ...Object.fromEntries(CURSORS.map((name) => [name, undefined])), ...changes });
}

/** One hidden field of a form. */
export interface HiddenField {
  readonly name: string;
  readonly value: string;
}

/** What a GET form must carry along so that the filters of the page survive it, without the fields that it asks itself. */
export function keptFilters({ query }: Address, asked: readonly string[]): HiddenField[] {
  return Object.entries(query)
    .filter(([name]) => !asked.includes(name) && !CURSORS.includes(name))
    .flatMap(([name, value]) => [value].flat().map((one: QueryValue) => ({ name, value: one })))
    .filter(({ value }) => value !== undefined && value !== null && value !== '')
    .map(({ name, value }) => ({ name, value: String(value) }));
}

/**
 * How a list is ordered by its address: `sort=due` ascending, `sort=-due` descending. A column that the page does not
 * offer counts as not asked.
 */
export function sortAsked<C extends string>(
  { query }: Address,
  columns: readonly C[],
  unasked: { readonly column: C; readonly descending: boolean },
): { readonly column: C; readonly descending: boolean } {
  const asked = typeof query['sort'] === 'string' ? query['sort'] : '';
  const column = columns.find((one) => one === asked.replace(/^-/, ''));
  return column === undefined ? unasked : { column, descending: asked.startsWith('-') };
}

/** The head of a column as the table macro takes it. */
export interface HeadCell {
  readonly text: string;
  readonly format?: 'numeric';
  readonly classes?: string;
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' };
}

/** The head of a column that sorts by a link: the first click ascends, the next turns the order round. */
export function sortableHead(
  address: Address,
  sorted: { readonly column: string; readonly descending: boolean },
  column: string,
  cell: Omit<HeadCell, 'sort'>,
): HeadCell {
  const current = sorted.column === column;
  const turned = current && !sorted.descending;
  return {
    ...cell,
    sort: {
      href: askedAgain(address, { sort: turned ? `-${column}` : column }),
      direction: current ? (sorted.descending ? 'descending' : 'ascending') : undefined,
    },
  };
}
