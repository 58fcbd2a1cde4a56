import { roleFor, type Account } from '@minutebook/accounts';
import type { PlansQuery } from '@minutebook/action-plans';
import type { GroupsQuery } from '@minutebook/governance-groups';
import { addDays, ragRating, ragSchemeOn } from '@minutebook/kernel';
import { atMoment, plural, shortDate, type Link, type PageMoment, type Share } from '@minutebook/web-kit';

type Plan = ReturnType<PlansQuery['plans']>[number];
type Action = ReturnType<PlansQuery['actionsOf']>[number];
type Group = ReturnType<GroupsQuery['groups']>[number];

/** A plan with the actions on its board. */
export interface PlanWithActions {
  readonly plan: Plan;
  readonly actions: readonly Action[];
}

/** One thing that waits, as the waiting list shows it. */
export interface WaitingItem {
  readonly title: string;
  readonly href: string;
  readonly context: string;
  readonly due?: string | undefined;
  readonly late?: boolean;
  readonly illustrative: boolean;
  readonly step?: Link | undefined;
}

/** What waits for one reason; `more` where the list was cut. */
export interface WaitingSection {
  readonly id: string;
  readonly heading: string;
  readonly why: string;
  readonly count: number;
  readonly items: readonly WaitingItem[];
  readonly more: number;
}

/** A plan in the margin of the desk: where its actions stand. */
export interface PlanStanding {
  readonly title: string;
  readonly href: string;
  readonly group: string;
  readonly closed: boolean;
  readonly counts: readonly (Share & { readonly href: string })[];
  readonly standing: string;
}

/** One of the first things to do in a new record. */
export interface FirstStep {
  readonly text: string;
  readonly why: string;
  readonly done: boolean;
  readonly links: readonly Link[];
}

/** What home.njk shows. */
export interface HomePage {
  readonly heading: string;
  readonly lead: string;
  readonly sections: readonly WaitingSection[];
  /** What a new record needs first, in order; none once all of it is there. */
  readonly firstSteps: readonly FirstStep[];
  /** What the reader's role would see here if anything waited. */
  readonly nothing: string;
  readonly plans: readonly PlanStanding[];
  readonly changesHref: string;
}

/** Due within so many days counts as soon: four weeks, the usual time between two meetings of a group. */
const SOON = 28;
/** An open action whose latest report is older than this many days is asked after. */
const SILENT = 60;
/** The longest list shown at once; the board of the plan has them all. */
const SHOWN = 12;

interface Waiting {
  readonly plan: Plan;
  readonly action: Action;
}

interface Reason {
  readonly id: string;
  readonly heading: string;
  readonly why: string;
  readonly applies: (action: Action) => boolean;
  /** The smallest first. */
  readonly urgency: (action: Action) => string | number;
  readonly item: (waiting: Waiting) => Pick<WaitingItem, 'context' | 'due' | 'late' | 'step'>;
}

/** The desk of an account: what waits for it, each action once and under its most urgent reason, and how the plans stand. */
export function presentHome(
  account: Account,
  moment: PageMoment,
  plans: readonly PlanWithActions[],
  groups: readonly Group[],
  others: number,
): HomePage {
  const open = plans.filter(({ plan }) => plan.status === 'open');
  const waiting = open.flatMap(({ plan, actions }) => actions.map((action) => ({ plan, action })));
  return {
    ...wordsFor(account),
    sections: sectionsOf(waiting, reasonsFor(account, moment, open.length), moment),
    firstSteps: firstStepsFor(account, moment, plans.length, groups.length, others),
    plans: plans.map((entry) => standingOf(entry, groups, moment)),
    changesHref: '/changes',
  };
}

/** The first hour of a record: a group, a plan, a colleague. Only an administrator is led through it. */
function firstStepsFor(
  account: Account,
  moment: PageMoment,
  plans: number,
  groups: number,
  others: number,
): readonly FirstStep[] {
  const steps: readonly FirstStep[] = [
    {
      text: 'Establish the first group',
      why: 'A board, steering group or sub-group owns each plan and receives its reports.',
      done: groups > 0,
      links: [{ text: 'Establish a group', href: '/governance-groups/new' }],
    },
    {
      text: 'Bring in the first plan',
      why: 'From the spreadsheet that you have, or by hand.',
      done: plans > 0,
      links: [
        { text: 'Import a plan from a file', href: '/action-plans/import' },
        { text: 'Open a plan by hand', href: '/action-plans/new' },
      ],
    },
    {
      text: 'Invite the first colleague',
      why: 'Whoever reports progress and whoever confirms it are two people.',
      done: others > 0,
      links: [{ text: 'Add somebody', href: '/people/new' }],
    },
  ];
  const isLed = moment.live && roleFor(account, 'administer-accounts') !== undefined;
  return isLed && steps.some(({ done }) => !done) ? steps : [];
}

function wordsFor(account: Account): Pick<HomePage, 'heading' | 'lead' | 'nothing'> {
  if (roleFor(account, 'report-progress'))
    return {
      heading: 'What waits for you',
      lead: 'The actions that need a word from you, most urgent first.',
      nothing:
        'No report was sent back, nothing is overdue or due soon, and every action was reported in the last 60 days.',
    };
  if (roleFor(account, 'confirm-progress'))
    return {
      heading: 'What waits for you',
      lead: 'Reports and completions that count only once you have confirmed them, oldest first.',
      nothing: 'Every report and every completion has been confirmed or sent back.',
    };
  return {
    heading: 'What needs attention',
    lead: 'Actions that are late, reports that nobody has confirmed, and dates that slipped.',
    nothing: 'Nothing is overdue, no report awaits confirmation, and no date has moved.',
  };
}

function sectionsOf(waiting: readonly Waiting[], reasons: readonly Reason[], moment: PageMoment): WaitingSection[] {
  const taken = new Set<string>();
  return reasons.flatMap(({ id, heading, why, applies, urgency, item }) => {
    const found = waiting
      .filter(({ action }) => !taken.has(action.id) && applies(action))
      .sort((a, b) => compare(urgency(a.action), urgency(b.action)));
    for (const { action } of found) taken.add(action.id);
    if (found.length === 0) return [];
    const items = found.slice(0, SHOWN).map((entry) => ({
      title: `${entry.action.reference} ${entry.action.title}`,
      href: atMoment(`/actions/${entry.action.id}`, moment),
      illustrative: [entry.action.origin, entry.action.progressOrigin].includes('demonstration'),
      ...item(entry),
    }));
    return [{ id, heading, why, count: found.length, items, more: found.length - items.length }];
  });
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function reasonsFor(account: Account, moment: PageMoment, openPlans: number): readonly Reason[] {
  const { pageDate } = moment;
  // The past offers no step: nothing can be done in it.
  const report = ({ id }: Action): Link | undefined =>
    moment.live && roleFor(account, 'report-progress')
      ? { text: 'Report progress', href: `/actions/${id}/report-progress` }
      : undefined;
  const context = ({ plan, action }: Waiting, said: string): string =>
    [said, action.theme, ...(openPlans > 1 ? [plan.title] : [])].join(' · ');

  const overdue: Reason = {
    id: 'overdue',
    heading: 'Overdue',
    why: 'The date has passed and the action is neither completed nor withdrawn.',
    applies: ({ overdue }) => overdue,
    urgency: ({ due }) => due ?? '',
    item: (entry) => ({
      context: context(entry, `${ratedAs(entry)}${moved(entry.action)}${awaited(entry.action)}`),
      due: entry.action.due ?? undefined,
      late: true,
      step: report(entry.action),
    }),
  };
  const awaiting: Reason = {
    id: 'awaiting',
    heading: 'Awaiting confirmation',
    why: 'What was reported counts when the monitoring lead has confirmed it.',
    applies: isAwaiting,
    urgency: awaitingSince,
    item: (entry) => ({
      context: context(entry, `${saidSince(entry)}${moved(entry.action)}`),
      due: awaitingSince(entry.action),
      step: confirmStep(entry.action),
    }),
  };
  // The action's own page shows what was reported, and offers both answers.
  function confirmStep(action: Action): Link | undefined {
    const isCompletion = action.status === 'completion-reported';
    const by = isCompletion ? action.completionBy : action.reported?.by;
    if (!moment.live || by === account.id || !roleFor(account, 'confirm-progress')) return undefined;
    return { text: isCompletion ? 'Confirm completion' : 'Confirm or send back', href: `/actions/${action.id}` };
  }

  if (roleFor(account, 'report-progress'))
    return [
      {
        id: 'returned',
        heading: 'Sent back to you',
        why: 'The monitoring lead asks for a better report; the reason is on the action’s page.',
        applies: ({ status, reported }) => status === 'open' && reported?.state === 'returned',
        urgency: ({ reported }) => reported?.on ?? '',
        item: (entry) => ({
          context: context(entry, `Your report of ${shortDate(entry.action.reported?.on ?? pageDate)} was sent back`),
          due: entry.action.due ?? undefined,
          late: entry.action.overdue,
          step: report(entry.action),
        }),
      },
      overdue,
      {
        id: 'soon',
        heading: `Due in the next ${SOON} days`,
        why: 'Say how it stands before the date comes.',
        applies: ({ status, due }) =>
          status === 'open' && due !== null && due >= pageDate && due <= addDays(pageDate, SOON),
        urgency: ({ due }) => due ?? '',
        item: (entry) => ({
          context: context(entry, ratedAs(entry)),
          due: entry.action.due ?? undefined,
          step: report(entry.action),
        }),
      },
      {
        id: 'silent',
        heading: `Not reported for ${SILENT} days`,
        why: 'Open actions that nobody has said anything about for a while.',
        applies: ({ status, reported }) =>
          status === 'open' && (reported === null || reported.on < addDays(pageDate, -SILENT)),
        urgency: ({ reported }) => reported?.on ?? '',
        item: (entry) => ({
          context: context(
            entry,
            entry.action.reported ? `Last reported ${shortDate(entry.action.reported.on)}` : 'Never reported',
          ),
          due: entry.action.due ?? undefined,
          step: report(entry.action),
        }),
      },
    ];
  if (roleFor(account, 'confirm-progress')) return [awaiting];
  return [
    overdue,
    awaiting,
    {
      id: 'moved',
      heading: 'Dates moved',
      why: 'Actions whose due date is no longer the one first set, most often moved first.',
      applies: ({ timesMoved, status }) => timesMoved > 0 && status !== 'completed',
      urgency: ({ timesMoved }) => -timesMoved,
      item: (entry) => ({
        context: context(entry, `${ratedAs(entry)}${moved(entry.action)}`),
        due: entry.action.due ?? undefined,
      }),
    },
  ];
}

function isAwaiting({ status, reported }: Action): boolean {
  return status === 'completion-reported' || (status === 'open' && reported?.state === 'awaiting');
}

function awaitingSince({ status, reported, completedOn }: Action): string {
  return (status === 'completion-reported' ? completedOn : reported?.on) ?? '';
}

function saidSince({ plan, action }: Waiting): string {
  if (action.status === 'completion-reported') return 'Reported complete';
  const { reported } = action;
  const label = reported && ragRating(plan.ragScheme, reported.rag, reported.on)?.label;
  return `Reported ${(label ?? reported?.rag ?? '').toLowerCase()}`;
}

function ratedAs({ plan, action }: Waiting): string {
  const label = action.rag === null ? undefined : ragRating(plan.ragScheme, action.rag, plan.startsOn)?.label;
  return label === undefined ? 'Not rated' : `Rated ${label.toLowerCase()}`;
}

function moved({ timesMoved, firstDue }: Action): string {
  if (timesMoved === 0) return '';
  const first = firstDue === null ? '' : `, first due ${shortDate(firstDue)}`;
  return `, moved ${timesMoved === 1 ? 'once' : timesMoved === 2 ? 'twice' : `${timesMoved} times`}${first}`;
}

/** What waits for a second person beside the reason that is shown. */
function awaited(action: Action): string {
  if (!isAwaiting(action)) return '';
  return action.status === 'completion-reported'
    ? ', reported complete and awaiting confirmation'
    : ', its report awaits confirmation';
}

function standingOf({ plan, actions }: PlanWithActions, groups: readonly Group[], moment: PageMoment): PlanStanding {
  const here = (query: string): string => atMoment(`/action-plans/${plan.id}${query}`, moment);
  const ratings = ragSchemeOn(plan.ragScheme, moment.pageDate)?.ratings ?? [];
  const rated = ratings.map(({ code, label, colour, shape }) => ({
    label,
    colour,
    shape,
    count: actions.filter(({ rag }) => rag === code).length,
    href: here(`?rating=${code}`),
  }));
  const unrated = {
    label: 'Not rated',
    colour: 'none' as const,
    count: actions.filter(({ rag }) => rag === null).length,
    href: here('?rating=none'),
  };
  const overdue = actions.filter((action) => action.overdue).length;
  const completed = actions.filter(({ status }) => status === 'completed').length;
  const awaiting = actions.filter(isAwaiting).length;
  return {
    title: plan.title,
    href: here(''),
    group: groups.find(({ id }) => id === plan.groupId)?.name ?? plan.groupId,
    closed: plan.status === 'closed',
    counts: [...rated, unrated],
    standing: [
      plural(actions.length, 'action'),
      `${completed} completed`,
      `${overdue} overdue`,
      `${awaiting} awaiting confirmation`,
    ].join(' · '),
  };
}
