import type { LocalDate, RagRating } from '@minutebook/kernel';
import { atMoment, money, withQuery, type Address, type Link, type PageMoment } from '@minutebook/web-kit';
import type { ActionDetail, TimelineEntry } from '../read-models/plans.query';
import type { Chase } from '@minutebook/reminders';
import { nextStepOf, otherSteps, stateInWords, type NextStep, type NextStepFacts } from './action-next-step';
import { groupPath, planPaths, trailPath } from './action-plan-paths';
import { presentChase, type ChaseView } from './chase.presenter';
import { timelineItems, type NameOf, type TimelineItem } from './action-timeline';
import { ratingOf, timesInWords } from './ratings';

/** A lead as the facts name it: a group leads to its page. */
export interface LeadView {
  readonly name: string;
  readonly href: string | undefined;
  /** The document gives only a name; the title is ours. */
  readonly assigned: boolean;
}

/** What action.njk shows. */
export interface ActionPage {
  readonly action: ActionDetail;
  readonly plan: Link;
  readonly group: Link;
  readonly rating: RagRating | undefined;
  readonly state: string;
  readonly reported: {
    readonly rating: RagRating | undefined;
    readonly on: LocalDate;
    readonly state: string;
  } | null;
  readonly progressIllustrative: boolean;
  readonly dueIllustrative: boolean;
  readonly moved: string | null;
  readonly leads: readonly LeadView[];
  readonly monitoringLeads: readonly LeadView[];
  readonly successCriteria: readonly string[];
  readonly costs: readonly { readonly amount: string | null; readonly words: string; readonly kind: string }[];
  /** The import that brought the action, where its source is one. */
  readonly importHref: string | null;
  readonly next: NextStep | undefined;
  readonly steps: readonly Link[];
  readonly timeline: readonly TimelineItem[];
  readonly chase: ChaseView;
  readonly earlierHref: string | undefined;
  readonly latestHref: string | undefined;
  readonly trailHref: string;
}

/** What the page is made of, at its moment. */
export interface ActionFacts extends NextStepFacts {
  /** What is known of the mails about it. */
  readonly chase: Chase | undefined;
  /** A page of the timeline, newest first. */
  readonly entries: readonly TimelineEntry[];
  /** Whether the record holds earlier entries. */
  readonly hasEarlier: boolean;
}

/** The page of one action. */
export function presentAction(facts: ActionFacts, nameOf: NameOf, address: Address, moment: PageMoment): ActionPage {
  const { action, plan, groupName, entries, hasEarlier } = facts;
  const next = nextStepOf(facts, moment);
  const { reported } = action;
  const lead = leadView(moment);
  const last = entries.at(-1);
  return {
    action,
    plan: { text: plan.title, href: atMoment(planPaths.board(plan.id), moment) },
    group: { text: groupName, href: atMoment(groupPath(plan.groupId), moment) },
    rating: ratingOf(plan.ragScheme, action.rag, moment.pageDate),
    state: stateInWords(action),
    reported: reported && {
      rating: ratingOf(plan.ragScheme, reported.rag, reported.on),
      on: reported.on,
      state: { awaiting: 'not confirmed yet', returned: 'sent back', confirmed: 'confirmed' }[reported.state],
    },
    progressIllustrative: action.progressOrigin === 'demonstration',
    dueIllustrative: action.dueOrigin === 'demonstration',
    moved: action.timesMoved > 0 ? `moved ${timesInWords(action.timesMoved)}` : null,
    leads: action.leads.map(lead),
    monitoringLeads: action.monitoringLeads.map(lead),
    successCriteria: (action.successCriteria ?? '').split('\n').filter((line) => line.trim() !== ''),
    costs: action.costs.map(({ kind, pence, words }) => ({
      amount: pence === undefined ? null : money(pence),
      words,
      kind: COST_KINDS[kind],
    })),
    importHref: importHrefOf(action),
    next: moment.live ? next : undefined,
    steps: moment.live ? otherSteps(facts, next) : [],
    timeline: timelineItems(entries, { scheme: plan.ragScheme, latestReport: reported?.reportId }, nameOf, moment),
    chase: presentChase(facts.chase, nameOf),
    earlierHref:
      hasEarlier && last ? withQuery(address.path, { ...address.query, before: last.recordNumber }) : undefined,
    latestHref:
      address.query['before'] === undefined ? undefined : withQuery(address.path, { ...address.query, before: '' }),
    trailHref: atMoment(trailPath(`action-${action.id}`), moment),
  };
}

const COST_KINDS = {
  'one-off': 'one-off',
  excluded: 'not included in the estimate',
  unpriced: 'no amount given',
  saving: 'saving',
} as const;

const leadView =
  (moment: PageMoment) =>
  ({ kind, id, name, origin }: ActionDetail['leads'][number]): LeadView => ({
    name,
    href: kind === 'group' ? atMoment(groupPath(id), moment) : undefined,
    assigned: origin === 'assigned',
  });

/** Actions that a file brought name their import's stream as the document. */
export function importHrefOf({ source }: Pick<ActionDetail, 'source'>): string | null {
  const importId = /^planImport-([A-Za-z0-9-]+)$/.exec(source?.document ?? '')?.[1];
  return importId === undefined ? null : planPaths.imported(importId);
}
