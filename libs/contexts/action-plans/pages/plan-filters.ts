import { sortAsked, type Address } from '@minutebook/web-kit';
import type { ActionSummary } from '../read-models/plans.query';
import { awaitsConfirmation, ratingsOf } from './ratings';

/** The value that stands for "not rated" in the filter of ratings. */
export const NOT_RATED = 'none';

/** What of a board is shown, as its address says it. Values that mean nothing filter everything out, never nothing. */
export interface PlanFilters {
  readonly theme: string;
  readonly rating: string;
  readonly state: string;
  readonly lead: string;
  readonly overdue: string;
}

/** The names that the filters have in the address. */
export const FILTER_NAMES = ['theme', 'rating', 'state', 'lead', 'overdue'] as const;

/** The columns by which a board is sorted. */
export const SORT_COLUMNS = ['reference', 'due', 'rating'] as const;

/** Unless asked otherwise a board stands in the order of its document. */
export const UNSORTED = { column: 'plan', descending: false } as const;

const references = new Intl.Collator('en-GB', { numeric: true });

/** How a board can be ordered. */
export type BoardOrder = (typeof SORT_COLUMNS)[number] | typeof UNSORTED.column;

/** States that a board can be filtered by. */
export const STATES: Readonly<Record<string, { readonly text: string; readonly fits: (a: ActionSummary) => boolean }>> =
  {
    open: { text: 'Open', fits: ({ status }) => status !== 'completed' },
    awaiting: { text: 'Awaiting confirmation', fits: awaitsConfirmation },
    escalated: { text: 'Escalated to the group', fits: ({ escalatedOn }) => escalatedOn !== null },
    completed: { text: 'Completed', fits: ({ status }) => status === 'completed' },
  };

/** One lead as a filter names it. */
export const leadKey = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind}:${id}`;

export function filtersOf({ query }: Address): PlanFilters {
  const asked = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  return {
    theme: asked('theme'),
    rating: asked('rating'),
    state: asked('state'),
    lead: asked('lead'),
    overdue: asked('overdue'),
  };
}

/** Whether anything is filtered at all. */
export const isFiltered = (filters: PlanFilters): boolean => Object.values(filters).some((value) => value !== '');

/** The actions that the address asks for, in its order; the plan's order decides between equals. */
export function actionsAsked(
  actions: readonly ActionSummary[],
  address: Address,
  scheme: string,
  pageDate: string,
): readonly ActionSummary[] {
  const filters = filtersOf(address);
  const { column, descending } = sortAsked<BoardOrder>(address, SORT_COLUMNS, UNSORTED);
  const shown = actions.filter((action) => fits(action, filters));
  if (column === 'plan') return shown;
  if (column === 'reference') {
    const turn = descending ? -1 : 1;
    return [...shown].sort((a, b) => turn * references.compare(a.reference, b.reference));
  }
  const ranks = new Map(ratingsOf(scheme, pageDate).map(({ code }, rank) => [code, rank]));
  const valueOf = ({ due, rag }: ActionSummary) => (column === 'due' ? due : rag === null ? null : ranks.get(rag));
  return [...shown].sort((a, b) => compared(valueOf(a) ?? null, valueOf(b) ?? null, descending));
}

function fits(action: ActionSummary, { theme, rating, state, lead, overdue }: PlanFilters): boolean {
  return (
    (theme === '' || action.theme === theme) &&
    (rating === '' || (action.rag ?? NOT_RATED) === rating) &&
    (state === '' || (STATES[state]?.fits(action) ?? false)) &&
    (lead === '' || action.leads.some((one) => leadKey(one) === lead)) &&
    (overdue === '' || (overdue === 'yes' && action.overdue))
  );
}

/** What has no value stands last in either direction: it is neither early nor late, neither good nor bad. */
function compared(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = a < b ? -1 : a > b ? 1 : 0;
  return descending ? -order : order;
}
