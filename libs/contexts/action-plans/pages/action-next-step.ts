import { dateInWords } from '@minutebook/kernel';
import { roleFor, type Account, type Permission } from '@minutebook/accounts';
import { distance, type Link, type PageMoment } from '@minutebook/web-kit';
import type { ActionDetail, PlanSummary } from '../read-models/plans.query';
import { actionPaths, type ActionStep } from './action-plan-paths';
import { awaitsConfirmation, ratingOf } from './ratings';

/** The next step of an action for the reader, or what blocks it, with the rule. */
export interface NextStep {
  readonly title: string;
  readonly text?: string;
  readonly rule?: string;
  readonly blocked?: boolean;
  readonly link?: Link;
  readonly others: readonly Link[];
}

/** Which permission each step asks for. */
export const STEP_PERMISSIONS = {
  'report-progress': 'report-progress',
  'confirm-progress': 'confirm-progress',
  'return-progress': 'confirm-progress',
  'correct-progress': 'report-progress',
  'move-due-date': 'move-due-date',
  amend: 'amend-action',
  'assign-leads': 'assign-leads',
  complete: 'report-progress',
  'confirm-completion': 'confirm-progress',
  reopen: 'reopen-action',
  withdraw: 'withdraw-action',
} as const satisfies Readonly<Record<ActionStep, Permission>>;

const STEP_TEXTS: Readonly<Record<ActionStep, string>> = {
  'report-progress': 'Report progress',
  'confirm-progress': 'Confirm the report',
  'return-progress': 'Send it back',
  'correct-progress': 'Correct the latest report',
  'move-due-date': 'Move the due date',
  amend: 'Amend the wording',
  'assign-leads': 'Assign leads',
  complete: 'Report it complete',
  'confirm-completion': 'Confirm that it is complete',
  reopen: 'Reopen it',
  withdraw: 'Withdraw it',
};

const TWO_PERSONS = 'the one who reports is never the one who confirms.';

/** What the next step rests on. */
export interface NextStepFacts {
  readonly action: ActionDetail;
  readonly plan: PlanSummary;
  readonly groupName: string;
  readonly account: Account;
  /** Authors of the latest report: none of them may judge it. */
  readonly authors: readonly string[];
  /** Why the latest report was sent back, where it was. */
  readonly returnReason: string | null;
}

/** What this reader does next with the action, or who else does. */
export function nextStepOf(facts: NextStepFacts, moment: PageMoment): NextStep {
  const { action, plan, groupName } = facts;
  const step = stepOf(facts, moment);
  if (action.escalatedOn === null || plan.status === 'closed') return step;
  const waits = `It waits for the group: it went to ${groupName} on ${dateInWords(action.escalatedOn)}, overdue and unanswered since ${dateInWords(action.heardOn)}. Any answer takes it back.`;
  return { ...step, text: [step.text, waits].filter(Boolean).join(' ') };
}

function stepOf(facts: NextStepFacts, moment: PageMoment): NextStep {
  const { action, plan } = facts;
  switch (action.status) {
    case 'withdrawn':
      return {
        title: 'The action was withdrawn',
        text: 'It is no longer part of the plan’s work: it takes no reports and is neither overdue nor chased.',
        others: plan.status === 'open' ? permitted(facts, ['reopen']) : [],
      };
    case 'completed':
      return {
        title: 'Nothing is left to do',
        text: `Completed on ${dateInWords(action.completedOn ?? '')}, and confirmed by a second person.`,
        others: plan.status === 'open' ? permitted(facts, ['reopen']) : [],
      };
    case 'completion-reported':
      return completionStep(facts);
    case 'open':
      return action.reported?.state === 'awaiting' ? reportStep(facts) : progressStep(facts, moment);
  }
}

/** What else the reader may do to the action as it stands, without what the next step offers already. */
export function otherSteps(facts: NextStepFacts, next: NextStep): readonly Link[] {
  const { action, plan } = facts;
  const isOpen = action.status === 'open' || action.status === 'completion-reported';
  const steps: ActionStep[] = [
    ...(plan.status === 'open' && isOpen ? (['report-progress'] as const) : []),
    ...(action.reported ? (['correct-progress'] as const) : []),
    ...(plan.status === 'open' && isOpen ? (['complete', 'move-due-date'] as const) : []),
    ...(plan.status === 'open' && action.status !== 'withdrawn' ? (['assign-leads', 'amend'] as const) : []),
    ...(plan.status === 'open' && isOpen ? (['withdraw'] as const) : []),
  ];
  const offered = new Set([next.link, ...next.others].map((link) => link?.href));
  return permitted(facts, steps).filter(({ href }) => !offered.has(href));
}

function completionStep(facts: NextStepFacts): NextStep {
  const { action, account } = facts;
  const said = `Said to be complete since ${dateInWords(action.completedOn ?? '')}. It counts once somebody else confirms it; until then the action is open.`;
  if (!roleFor(account, 'confirm-progress'))
    return { title: 'A monitoring lead confirms that it is complete', text: said, others: [] };
  if (action.completionBy === account.id)
    return {
      title: 'Somebody else must confirm the completion',
      text: 'You reported it yourself.',
      rule: `own-completion: ${TWO_PERSONS}`,
      blocked: true,
      others: [],
    };
  return {
    title: 'Confirm that the action is complete, or send it back',
    text: said,
    link: linkTo(action.id, 'confirm-completion'),
    others: permitted(facts, ['reopen']).map((link) => ({ ...link, text: 'Send it back' })),
  };
}

function reportStep(facts: NextStepFacts): NextStep {
  const { action, plan, account, authors } = facts;
  const { reported } = action;
  const label = reported && ratingOf(plan.ragScheme, reported.rag, reported.on)?.label;
  const said = `${label} was reported as at ${dateInWords(reported?.on ?? '')}. It counts once somebody else confirms it.`;
  if (roleFor(account, 'confirm-progress')) {
    if (authors.includes(account.id))
      return {
        title: 'Somebody else must confirm the report',
        text: 'You reported or corrected it yourself.',
        rule: `own-report: ${TWO_PERSONS}`,
        blocked: true,
        others: [],
      };
    return {
      title: 'Confirm the report, or send it back',
      text: said,
      link: linkTo(action.id, 'confirm-progress'),
      others: [linkTo(action.id, 'return-progress')],
    };
  }
  return {
    title: 'A monitoring lead confirms the report or sends it back',
    text: roleFor(account, 'report-progress') ? `${said} A newer report takes its place.` : said,
    others: plan.status === 'open' ? permitted(facts, ['report-progress', 'correct-progress']) : [],
  };
}

function progressStep(facts: NextStepFacts, moment: PageMoment): NextStep {
  const { action, plan, account, returnReason } = facts;
  if (plan.status === 'closed')
    return {
      title: 'The plan is closed',
      text: 'It takes no more actions, reports or changes.',
      rule: 'plan-closed: a closed plan is a finished chapter of the record.',
      blocked: true,
      others: [],
    };
  const { reported } = action;
  const may = roleFor(account, 'report-progress') !== undefined;
  if (reported?.state === 'returned')
    return {
      title: may ? 'Answer the report that was sent back' : 'The action lead answers the report that was sent back',
      ...(returnReason !== null && { text: `It was sent back with these words: ${returnReason}` }),
      ...(may && { link: linkTo(action.id, 'correct-progress') }),
      others: permitted(facts, ['report-progress']),
    };
  const last = reported
    ? `The last report is of ${dateInWords(reported.on)}, ${distance(reported.on, moment.pageDate)}.`
    : 'Nobody has reported on it yet.';
  return {
    title: may ? 'Report progress' : 'The action lead reports progress',
    text: action.overdue ? `${last} The due date has passed.` : last,
    ...(may && { link: linkTo(action.id, 'report-progress') }),
    others: permitted(facts, ['complete']),
  };
}

function permitted({ account, action }: NextStepFacts, steps: readonly ActionStep[]): readonly Link[] {
  return steps.filter((step) => roleFor(account, STEP_PERMISSIONS[step])).map((step) => linkTo(action.id, step));
}

function linkTo(actionId: string, step: ActionStep): Link {
  return { text: STEP_TEXTS[step], href: actionPaths.step(actionId, step) };
}

/** The state of an action in one line of words, as its page is headed. */
export function stateInWords(action: ActionDetail): string {
  const state = statusInWords(action);
  return action.escalatedOn === null ? state : `${state}, escalated to the group`;
}

function statusInWords(action: ActionDetail): string {
  switch (action.status) {
    case 'withdrawn':
      return 'Withdrawn';
    case 'completed':
      return `Completed ${dateInWords(action.completedOn ?? '')}`;
    case 'completion-reported':
      return 'Reported complete, awaiting confirmation';
    case 'open':
      return awaitsConfirmation(action) ? 'Open, a report awaits confirmation' : 'Open';
  }
}
