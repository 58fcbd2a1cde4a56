import type { Timescale } from '@minutebook/kernel';
import {
  happened,
  recordOf,
  toldTwice,
  type Happening,
  type StoryTelling,
} from '../../../kernel/testing/story.fixture';
import { actionAdded, LEAD, MONITOR, OTHER, PLAN_READ } from '../domain/action.fixture';
import type { ActionPlanEvent } from '../domain/action-plan.events';
import type { ActionEvent, ProgressWords } from '../domain/action.events';
import { plansProjection } from './plans.projection';
import { PlansQuery } from './plans.query';

/** For specs only: events of plan `plan-1` and of its action `a1`, in their usual words and by their usual persons. */
export function onPlan(event: ActionPlanEvent, telling: StoryTelling = {}, id = 'plan-1'): Happening {
  return happened(`actionPlan-${id}`, event, { on: '2014-04-01', by: 'account-clerk', role: 'clerk', ...telling });
}

export function onAction(event: ActionEvent, telling: StoryTelling = {}, id = 'a1'): Happening {
  return happened(`action-${id}`, event, { on: '2014-05-01', by: LEAD, role: 'action-lead', ...telling });
}

export const planOpened = onPlan({
  type: 'ActionPlanOpened',
  data: {
    title: 'Workforce plan',
    group: { id: 'GG-WSG', revision: 0 },
    startsOn: '2014-04-01',
    endsOn: '2015-03-31',
    ragScheme: 'rag',
  },
});

/** Row DW2 of the published plan, due on 31 March 2015 unless told. */
export function actionIsAdded(
  said: Partial<(typeof actionAdded)['data']> = {},
  telling: StoryTelling = {},
  id = 'a1',
): Happening {
  const data = { ...actionAdded.data, ...said };
  return onAction({ type: 'ActionAdded', data }, { on: '2014-04-02', origin: 'import', ...telling }, id);
}

export function reported(reportId: string, words: ProgressWords, telling: StoryTelling = {}): Happening {
  return onAction({ type: 'ProgressReported', data: { reportId, plan: PLAN_READ, ...words } }, telling);
}

export function corrected(reportId: string, words: ProgressWords, telling: StoryTelling = {}): Happening {
  const data = { reportId, plan: PLAN_READ, ...words };
  return onAction({ type: 'ProgressCorrected', data }, { by: OTHER, reason: 'A slip of the pen', ...telling });
}

export function confirmed(reportId: string, telling: StoryTelling = {}): Happening {
  return monitored({ type: 'ProgressConfirmed', data: { reportId } }, telling);
}

export function returned(reportId: string, telling: StoryTelling = {}): Happening {
  return monitored({ type: 'ProgressReturned', data: { reportId } }, { reason: 'Which post is vacant?', ...telling });
}

export function movedTo(timescale: Timescale, telling: StoryTelling = {}): Happening {
  const data = { timescale, plan: PLAN_READ };
  return onAction({ type: 'DueDateMoved', data }, { reason: 'The post is vacant', ...telling });
}

export function monitored(event: ActionEvent, telling: StoryTelling = {}): Happening {
  return onAction(event, { by: MONITOR, role: 'monitoring-lead', ...telling });
}

export const completionReported = onAction({
  type: 'ActionCompletionReported',
  data: { on: '2014-05-30', evidence: 'Minutes of the first meeting' },
});
export const completionConfirmed = monitored({ type: 'ActionCompletionConfirmed', data: { on: '2014-05-30' } });
export const reopened = monitored({ type: 'ActionReopened', data: {} }, { reason: 'The group has not met again' });
export const withdrawn = monitored({ type: 'ActionWithdrawn', data: {} }, { reason: 'Covered by DW1' });

/** For specs only: the action went to the group of its plan on 12 June 2014. */
export function escalated(unansweredSince: string, due: string): Happening {
  const data = { group: 'GG-WSG', plan: PLAN_READ, due, unansweredSince };
  return onAction({ type: 'ActionEscalatedToGroup', data }, { on: '2014-06-12', by: 'system' });
}

/** For specs only: what is asked of plans after a story; `afterEach(endStories)` ends it. */
export async function plansAfter(...story: readonly Happening[]): Promise<PlansQuery> {
  return new PlansQuery(await toldTwice([plansProjection], recordOf(story)));
}
