import { asAt, endStories } from '../../../kernel/testing/story.fixture';
import { LEAD, MONITOR, red } from '../domain/action.fixture';
import {
  actionIsAdded,
  completionReported,
  movedTo,
  planOpened,
  plansAfter,
  reported,
  returned,
} from './plans.fixture';

afterEach(endStories);

describe('the timeline of an action', () => {
  const story = [
    planOpened,
    actionIsAdded(),
    reported('r1', { ...red, percentComplete: 10, forecastDue: '2015-06-30' }, { effectiveOn: '2014-04-30' }),
    returned('r1'),
    movedTo({ words: 'June 2015', due: '2015-06-30' }),
    completionReported,
  ];

  it('tells each event with who, when and why, newest first', async () => {
    const plans = await plansAfter(...story);

    const timeline = plans.timeline('a1', asAt(6), 10);

    expect(timeline.map(({ recordNumber, kind }) => [recordNumber, kind])).toEqual([
      [6, 'ActionCompletionReported'],
      [5, 'DueDateMoved'],
      [4, 'ProgressReturned'],
      [3, 'ProgressReported'],
      [2, 'ActionAdded'],
    ]);
    expect(timeline[3]).toEqual({
      recordNumber: 3,
      revision: 1,
      kind: 'ProgressReported',
      reportId: 'r1',
      rag: 'red',
      wording: 'The post is vacant',
      percentComplete: 10,
      forecastDue: '2015-06-30',
      due: null,
      dueBefore: null,
      unansweredSince: null,
      reason: null,
      account: LEAD,
      role: 'action-lead',
      recordedAt: Date.UTC(2014, 4, 1, 8),
      effectiveOn: '2014-04-30',
      origin: 'user',
    });
    expect(timeline[2]).toMatchObject({ account: MONITOR, reason: 'Which post is vacant?', rag: null, wording: null });
    expect(timeline[1]).toMatchObject({ due: '2015-06-30', dueBefore: '2015-03-31', wording: 'June 2015' });
    expect(timeline[0]).toMatchObject({ wording: 'Minutes of the first meeting', due: null, reason: null });
  });

  it('is read page by page, and ends where the record stood', async () => {
    const plans = await plansAfter(...story);

    const numbers = (at: number, before?: number) =>
      plans.timeline('a1', asAt(at), 2, before).map(({ recordNumber }) => recordNumber);

    expect([numbers(6), numbers(6, 5), numbers(6, 3), numbers(6, 2)]).toEqual([[6, 5], [4, 3], [2], []]);
    expect(numbers(4)).toEqual([4, 3]);
    expect(numbers(3, 6)).toEqual([3, 2]);
    expect(plans.timeline('a2', asAt(6), 2)).toEqual([]);
  });
});
