import { SentenceBook, type AccessClass, type SentenceEntry } from '@minutebook/kernel';
import { happened, recordOf, toldTwice, type Happening } from '../../../kernel/testing/story.fixture';
import { green, LEAD, MONITOR, PLAN_READ, red } from '../../action-plans/domain/action.fixture';
import { actionPlanSentences } from '../../action-plans/domain/action-plan.sentences';
import { actionSentences } from '../../action-plans/domain/action.sentences';
import { actionIsAdded, planOpened } from '../../action-plans/read-models/plans.fixture';
import { governanceGroupSentences } from '../../governance-groups/domain/governance-group.sentences';
import { trailProjection } from './trail.projection';
import { TrailQuery } from './trail.query';

/** For specs only: how the events of these stories read. */
export function book(): SentenceBook {
  const sentences = new SentenceBook();
  for (const entries of [governanceGroupSentences, actionPlanSentences, actionSentences]) sentences.register(entries);
  sentences.register(Object.fromEntries(['people', 'hr', 'special'].map((access) => [noted(access), entryOf(access)])));
  return sentences;
}

/** For specs only: an event type of each access class that not every role may read. */
const noted = (access: string): string => `Noted-${access}`;

function entryOf(access: string): SentenceEntry {
  const describe = () => ({ sentence: `Noted a secret of ${access}.`, sealed: `Noted something of ${access}.` });
  return { kind: `Noted (${access})`, access: access as AccessClass, describe };
}

/** For specs only: something that only readers of an access class may see. */
export function notedOf(access: AccessClass, by = LEAD): Happening {
  return happened('action-a1', { type: noted(access), data: {} }, { on: '2014-06-11', by });
}

/** For specs only: what is asked of the trail after a story; `afterEach(endStories)` ends it. */
export async function trailAfter(...story: readonly Happening[]): Promise<TrailQuery> {
  return new TrailQuery(await toldTwice([trailProjection(book())], recordOf(story)));
}

export const groupEstablished = happened(
  'governanceGroup-GG-WSG',
  {
    type: 'GovernanceGroupEstablished',
    data: { name: 'Workforce Steering Group', kind: 'steering group', source: 'D8' },
  },
  { on: '2014-03-31', by: 'account-clerk', role: 'clerk', origin: 'import', source: { document: 'D8', row: '1' } },
);

/** Records 1 to 6: a group, its plan, an action, red reported and confirmed, and its due date moved. */
export const story: readonly Happening[] = [
  groupEstablished,
  planOpened,
  actionIsAdded(),
  happened(
    'action-a1',
    { type: 'ProgressReported', data: { reportId: 'r1', plan: PLAN_READ, ...red } },
    { on: '2014-06-02', by: LEAD, effectiveOn: '2014-05-30' },
  ),
  happened(
    'action-a1',
    { type: 'ProgressConfirmed', data: { reportId: 'r1' } },
    { on: '2014-06-03', by: MONITOR, role: 'monitoring-lead' },
  ),
  happened(
    'action-a1',
    { type: 'DueDateMoved', data: { timescale: { words: 'June 2015', due: '2015-06-30' }, plan: PLAN_READ } },
    { on: '2014-06-04', by: LEAD, reason: 'The naïve date was O’Brien’s idea' },
  ),
];

/** A further report with a commentary of its own, so that it can be searched for. */
export function commented(commentary: string, nth = 2): Happening {
  return happened(
    'action-a1',
    { type: 'ProgressReported', data: { reportId: `r${nth}`, plan: PLAN_READ, ...green, commentary } },
    { on: '2014-06-10', by: LEAD },
  );
}
