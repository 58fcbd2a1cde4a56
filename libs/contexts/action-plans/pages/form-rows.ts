import type { Opened } from '@minutebook/kernel';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { textOf, type Body, type FieldError } from '@minutebook/web-kit';
import { roleIdOf } from '../application/plan-csv';
import { penceOf, poundsOf } from '../application/plan-csv/plan-money';
import type { Cost, Lead } from '../domain/action.events';

/** Most rows of one kind that a form takes. */
const MAX_ROWS = 60;
/** Empty rows below what is there, and how many more are added on asking. */
const SPARE_ROWS = 2;
const MORE_ROWS = 4;

/** A lead as typed into its row; a row without a name is no lead. */
export interface LeadRow {
  readonly kind: string;
  readonly name: string;
  readonly origin: string;
}

/** A cost as typed into its row. */
export interface CostRow {
  readonly kind: string;
  readonly amount: string;
  readonly words: string;
}

/** Rows of a form, read: as typed, what is wrong with them, and what they say. */
export interface RowsRead<R, T> {
  readonly rows: readonly R[];
  readonly errors: readonly FieldError[];
  readonly says: readonly T[];
}

/** Which rows a form asked more of: it is then shown again, and nothing is recorded. */
export const moreAsked = (body: Body): string | undefined => textOf(body, 'more') || undefined;

const NO_LEAD: LeadRow = { kind: 'role', name: '', origin: 'assigned' };
const NO_COST: CostRow = { kind: 'one-off', amount: '', words: '' };

/** The rows of a form that shows what is there, with some to spare. */
export const leadRowsOf = (leads: readonly Opened<Lead>[]): readonly LeadRow[] => [
  ...leads.map(({ kind, name, origin }) => ({ kind, name, origin })),
  ...spare(NO_LEAD, leads.length === 0 ? SPARE_ROWS + 1 : SPARE_ROWS),
];

export const costRowsOf = (costs: readonly Opened<Cost>[]): readonly CostRow[] => [
  ...costs.map(({ kind, pence, words }) => ({ kind, amount: pence === undefined ? '' : poundsOf(pence), words })),
  ...spare(NO_COST, SPARE_ROWS),
];

/**
 * The leads of a form. A name that the action has keeps its id; a group is one of the record's, by its name; any other
 * name is a role, whose id follows from it.
 */
export function readLeads(
  body: Body,
  field: 'leads' | 'monitoringLeads',
  groups: readonly { readonly id: string; readonly name: string }[],
  present: readonly Opened<Lead>[],
): RowsRead<LeadRow, Opened<Lead>> {
  const rows = rowsIn(body, field, (cell) => ({ kind: cell('kind'), name: cell('name'), origin: cell('origin') }));
  const errors: FieldError[] = [];
  const says = rows.flatMap(({ kind, name, origin }, index): readonly Opened<Lead>[] => {
    if (name === '') return [];
    const fail = (message: string) => errors.push({ field: `${field}.${index}.name`, message });
    if (name.length > MAX_TEXT) fail(`The name must be ${MAX_TEXT.toLocaleString('en-GB')} characters or fewer`);
    const said = origin === 'stated' ? ('stated' as const) : ('assigned' as const);
    const known = present.find((lead) => lead.kind === kind && same(lead.name, name));
    if (known) return [{ ...known, origin: said }];
    if (kind !== 'group') return [{ kind: 'role', id: roleIdOf(name), name, origin: said }];
    const group = groups.find((one) => same(one.name, name));
    if (group) return [{ kind: 'group', id: group.id, name: group.name, origin: said }];
    fail(`“${name}” is not a governance group of the record. Choose a name from the list, or say that it is a role`);
    return [];
  });
  return { rows: withMore(rows, NO_LEAD, moreAsked(body) === field), errors, says };
}

const KINDS: readonly string[] = ['one-off', 'excluded', 'unpriced', 'saving'] satisfies readonly Cost['kind'][];

/** The costs of a form, in pounds and pence; a row without words and amount is none. */
export function readCosts(body: Body): RowsRead<CostRow, Opened<Cost>> {
  const rows = rowsIn(body, 'costs', (cell) => ({ kind: cell('kind'), amount: cell('pence'), words: cell('words') }));
  const errors: FieldError[] = [];
  const says = rows.flatMap(({ kind, amount, words }, index): readonly Opened<Cost>[] => {
    if (amount === '' && words === '') return [];
    const pence = amount === '' ? undefined : penceOf(amount);
    const fail = (part: string, message: string) => errors.push({ field: `costs.${index}.${part}`, message });
    if (!KINDS.includes(kind)) fail('kind', 'Choose the kind of the cost from the list');
    if (amount !== '' && pence === undefined) fail('pence', `“${amount}” is not an amount. Write 1000 or 1,000.50`);
    if (kind === 'one-off' && amount === '') fail('pence', 'A one-off cost needs its amount');
    if (kind === 'unpriced' && amount !== '') fail('pence', 'A cost that is unpriced has no amount');
    if (words === '') fail('words', 'Say what the cost is for');
    return [{ kind: kind as Cost['kind'], ...(pence !== undefined && { pence }), words }];
  });
  return { rows: withMore(rows, NO_COST, moreAsked(body) === 'costs'), errors, says };
}

function rowsIn<R>(body: Body, field: string, rowOf: (cell: (name: string) => string) => R): readonly R[] {
  const last = Object.keys(body).reduce((most, name) => {
    const index = new RegExp(`^${field}\\.(\\d{1,2})\\.`).exec(name)?.[1];
    return index === undefined ? most : Math.max(most, Number(index));
  }, -1);
  const count = Math.min(last + 1, MAX_ROWS);
  return Array.from({ length: count }, (_, index) => rowOf((name) => textOf(body, `${field}.${index}.${name}`)));
}

function withMore<R>(rows: readonly R[], empty: R, more: boolean): readonly R[] {
  const shown = rows.length === 0 ? spare(empty, SPARE_ROWS) : rows;
  return more ? [...shown, ...spare(empty, Math.min(MORE_ROWS, MAX_ROWS - shown.length))] : shown;
}

const spare = <R>(empty: R, count: number): readonly R[] => Array.from({ length: count }, () => empty);

const same = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ').trim();
