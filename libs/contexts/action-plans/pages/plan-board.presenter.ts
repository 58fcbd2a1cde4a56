import type { LocalDate, RagRating } from '@minutebook/kernel';
import {
  askedAgain,
  atMoment,
  keptFilters,
  sortableHead,
  shortDate,
  sortAsked,
  withQuery,
  type Address,
  type HeadCell,
  type HiddenField,
  type Link,
  type PageMoment,
  type Share,
} from '@minutebook/web-kit';
import type { Chase } from '@minutebook/reminders';
import { chaseInShort } from '../read-models/chase-in-words';
import type { ActionSummary, PlanSummary } from '../read-models/plans.query';
import { actionPaths, groupPath, planPaths, trailPath } from './action-plan-paths';
import {
  actionsAsked,
  FILTER_NAMES,
  filtersOf,
  isFiltered,
  leadKey,
  NOT_RATED,
  SORT_COLUMNS,
  UNSORTED,
  type BoardOrder,
  STATES,
  type PlanFilters,
} from './plan-filters';
import { awaitsConfirmation, ratingOf, ratingsOf, timesInWords } from './ratings';

interface Option {
  readonly value: string;
  readonly text: string;
}

/** A line of the board. */
export interface PlanBoardRow {
  readonly reference: string;
  readonly title: string;
  readonly href: string;
  readonly theme: string;
  readonly leads: string;
  readonly due: LocalDate | null;
  readonly late: boolean;
  /** Instead of a date, where there is none: the document's words. */
  readonly timescale: string;
  /** Where the date was moved: `first 31 March 2014, moved twice`. */
  readonly firstDue: LocalDate | null;
  readonly moved: string | null;
  readonly rating: RagRating | undefined;
  readonly reported: { readonly text: string; readonly on: string; readonly state: string } | null;
  readonly state: string;
  readonly stateOn: LocalDate | null;
  /** It lies with the group since then, in words. */
  readonly escalated: string | null;
  /** What is known of the mails about it, in short. */
  readonly chase: string | null;
  readonly percentComplete: number | null;
  readonly dueIllustrative: boolean;
  readonly progressIllustrative: boolean;
}

/** What plan-board.njk shows. */
export interface PlanBoardPage {
  readonly plan: PlanSummary;
  readonly group: Link;
  readonly groupEnding: string | undefined;
  readonly counts: readonly (Share & {
    readonly shape?: RagRating['shape'];
    readonly href: string;
    readonly current: boolean;
  })[];
  readonly standings: readonly { readonly label: string; readonly count: number; readonly href: string }[];
  readonly illustrative: boolean;
  readonly filters: {
    readonly action: string;
    readonly kept: readonly HiddenField[];
    readonly clearHref: string | undefined;
    readonly asked: PlanFilters;
    readonly themes: readonly Option[];
    readonly ratings: readonly Option[];
    readonly states: readonly Option[];
    readonly leads: readonly Option[];
    readonly overdue: readonly Option[];
  };
  readonly head: readonly HeadCell[];
  readonly rows: readonly PlanBoardRow[];
  readonly all: number;
  readonly withdrawn: readonly PlanBoardRow[];
  readonly exportHref: string;
  readonly trailHref: string;
  readonly steps: readonly Link[];
  readonly addAction: Link | undefined;
}

/** What the board is made of, as it stands at the moment of the page. */
export interface PlanBoardFacts {
  readonly plan: PlanSummary;
  readonly groupName: string;
  /** How the group ended that is recorded as the owner, where it has. */
  readonly groupEnding: string | undefined;
  readonly actions: readonly ActionSummary[];
  readonly withdrawn: readonly ActionSummary[];
  /** What is known of the mails about actions, by stream. */
  readonly chases: ReadonlyMap<string, Chase>;
  /** What the reader may do to the plan. */
  readonly steps: readonly Link[];
  readonly addAction: Link | undefined;
}

/** The board of a plan: counts, filters, one line for each action. */
export function presentPlanBoard(facts: PlanBoardFacts, address: Address, moment: PageMoment): PlanBoardPage {
  const { plan, groupName, actions, withdrawn, steps, addAction } = facts;
  const row = (action: ActionSummary) => rowOf(action, facts.chases.get(`action-${action.id}`), plan.ragScheme, moment);
  const asked = filtersOf(address);
  return {
    plan,
    group: { text: groupName, href: atMoment(groupPath(plan.groupId), moment) },
    groupEnding: facts.groupEnding,
    counts: countsOf(actions, plan, address, moment.pageDate),
    standings: standingsOf(actions, address),
    illustrative: actions.some(({ progressOrigin }) => progressOrigin === 'demonstration'),
    filters: {
      action: address.path,
      kept: keptFilters(address, FILTER_NAMES),
      clearHref: isFiltered(asked) ? askedAgain(address, cleared()) : undefined,
      asked,
      ...optionsOf(actions, plan.ragScheme, moment.pageDate),
    },
    head: headOf(address),
    rows: actionsAsked(actions, address, plan.ragScheme, moment.pageDate).map(row),
    all: actions.length,
    withdrawn: withdrawn.map(row),
    exportHref: withQuery(planPaths.boardExport(plan.id), address.query),
    trailHref: atMoment(trailPath(`actionPlan-${plan.id}`), moment),
    steps: moment.live ? steps : [],
    addAction: moment.live ? addAction : undefined,
  };
}

function rowOf(
  action: ActionSummary,
  chase: Chase | undefined,
  scheme: string,
  { pageDate, ...moment }: PageMoment,
): PlanBoardRow {
  const { reported, timescale } = action;
  const state = stateOf(action);
  return {
    reference: action.reference,
    title: action.title,
    href: atMoment(actionPaths.show(action.id), { ...moment, pageDate }),
    theme: action.theme,
    leads: action.leads.map(({ name }) => name).join('; '),
    due: action.due,
    late: action.overdue,
    timescale: timescale.words,
    firstDue: action.timesMoved > 0 ? action.firstDue : null,
    moved: action.timesMoved > 0 ? `moved ${timesInWords(action.timesMoved)}` : null,
    rating: ratingOf(scheme, action.rag, pageDate),
    reported: reported && {
      text:
        reported.state === 'confirmed' ? 'Reported' : `${ratingOf(scheme, reported.rag, reported.on)?.label} reported`,
      on: dayOf(reported.on, pageDate),
      state: { awaiting: 'awaiting confirmation', returned: 'sent back', confirmed: '' }[reported.state],
    },
    state,
    stateOn: action.status === 'completed' || action.status === 'completion-reported' ? action.completedOn : null,
    escalated: action.escalatedOn === null ? null : dayOf(action.escalatedOn, pageDate),
    chase: chase === undefined ? null : chaseInShort(chase, (day) => dayOf(day, pageDate)),
    percentComplete: action.status === 'open' ? action.percentComplete : null,
    dueIllustrative: action.dueOrigin === 'demonstration',
    progressIllustrative: action.progressOrigin === 'demonstration',
  };
}

/** A date within a narrow column: its year only where it is another than the page's. */
function dayOf(date: LocalDate, pageDate: LocalDate): string {
  const text = shortDate(date);
  return date.slice(0, 4) === pageDate.slice(0, 4) ? text.slice(0, -5) : text;
}

function stateOf({ status }: ActionSummary): string {
  return {
    open: 'Open',
    'completion-reported': 'Complete, to be confirmed',
    completed: 'Completed',
    withdrawn: 'Withdrawn',
  }[status];
}

/** Ratings as confirmed, and what is not rated; a figure leads to exactly the actions that it counts. */
function countsOf(
  actions: readonly ActionSummary[],
  { ragScheme }: PlanSummary,
  address: Address,
  pageDate: LocalDate,
): PlanBoardPage['counts'] {
  const { rating } = filtersOf(address);
  const counted = (code: string) => ({
    count: actions.filter(({ rag }) => (rag ?? NOT_RATED) === code).length,
    href: onlyThis(address, { rating: code }),
    current: rating === code,
  });
  return [
    ...ratingsOf(ragScheme, pageDate).map(({ code, label, colour, shape }) => ({
      label,
      colour,
      shape,
      ...counted(code),
    })),
    { label: 'Not rated', colour: 'none', ...counted(NOT_RATED) },
  ];
}

function standingsOf(actions: readonly ActionSummary[], address: Address): PlanBoardPage['standings'] {
  const count = (fits: (action: ActionSummary) => boolean) => actions.filter(fits).length;
  const escalated = count(({ escalatedOn }) => escalatedOn !== null);
  return [
    {
      label: 'awaiting confirmation',
      count: count(awaitsConfirmation),
      href: onlyThis(address, { state: 'awaiting' }),
    },
    { label: 'overdue', count: count(({ overdue }) => overdue), href: onlyThis(address, { overdue: 'yes' }) },
    ...(escalated === 0
      ? []
      : [{ label: 'escalated', count: escalated, href: onlyThis(address, { state: 'escalated' }) }]),
    {
      label: 'completed',
      count: count(({ status }) => status === 'completed'),
      href: onlyThis(address, { state: 'completed' }),
    },
  ];
}

function onlyThis(address: Address, filter: Partial<PlanFilters>): string {
  return askedAgain(address, { ...cleared(), ...filter });
}

function cleared(): Record<string, undefined> {
  return Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]));
}

function optionsOf(
  actions: readonly ActionSummary[],
  scheme: string,
  pageDate: LocalDate,
): Pick<PlanBoardPage['filters'], 'themes' | 'ratings' | 'states' | 'leads' | 'overdue'> {
  const themes = [...new Set(actions.map(({ theme }) => theme))];
  const leads = new Map(actions.flatMap((action) => action.leads.map((lead) => [leadKey(lead), lead.name] as const)));
  const byName = [...leads].sort(([, a], [, b]) => a.localeCompare(b, 'en-GB'));
  const all = { value: '', text: 'All' };
  return {
    themes: [all, ...themes.map((theme) => ({ value: theme, text: theme }))],
    ratings: [
      all,
      ...ratingsOf(scheme, pageDate).map(({ code, label }) => ({ value: code, text: label })),
      { value: NOT_RATED, text: 'Not rated' },
    ],
    states: [all, ...Object.entries(STATES).map(([value, { text }]) => ({ value, text }))],
    leads: [all, ...byName.map(([value, text]) => ({ value, text }))],
    overdue: [all, { value: 'yes', text: 'Overdue only' }],
  };
}

function headOf(address: Address): readonly HeadCell[] {
  const sorted = sortAsked<BoardOrder>(address, SORT_COLUMNS, UNSORTED);
  return [
    sortableHead(address, sorted, 'reference', { text: 'Reference' }),
    { text: 'Action' },
    { text: 'Leads' },
    sortableHead(address, sorted, 'due', { text: 'Due' }),
    sortableHead(address, sorted, 'rating', { text: 'Rating' }),
    { text: 'State' },
  ];
}
