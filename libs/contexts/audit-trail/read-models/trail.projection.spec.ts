import { asAt, endStories, happened } from '../../../kernel/testing/story.fixture';
import { LEAD } from '../../action-plans/domain/action.fixture';
import { onAction, onPlan } from '../../action-plans/read-models/plans.fixture';
import { story, trailAfter } from './trail.fixture';

afterEach(endStories);

describe('a line of the audit trail', () => {
  it('says in a sentence what happened, with who, in which role, when, as from when, and by what right', async () => {
    const trail = await trailAfter(...story);

    const line = trail.line(4, asAt(6));

    expect(line).toEqual({
      recordNumber: 4,
      recordTime: Date.UTC(2014, 5, 2, 8),
      recordedAt: Date.UTC(2014, 5, 2, 8),
      kind: 'ProgressReported',
      stream: 'action-a1',
      revision: 1,
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      name: 'DW2 Implement a QA group',
      path: '/actions/a1',
      groupId: 'GG-WSG',
      account: LEAD,
      role: 'action-lead',
      actingFor: null,
      grant: `account-${LEAD}@0`,
      origin: 'user',
      via: 'page',
      linkSentAt: null,
      source: null,
      effectiveOn: '2014-05-30',
      reason: null,
      sentence: 'Progress on action DW2 was reported as red.',
      wording: 'The post is vacant',
      changes: [
        { field: 'Reported rating', before: null, after: 'Red' },
        { field: 'Report', before: null, after: 'Awaiting confirmation' },
        { field: 'Report date', before: null, after: '30 May 2014' },
      ],
    });
  });

  it('says what each field was before and after, and why', async () => {
    const trail = await trailAfter(...story);

    const line = trail.line(6, asAt(6));

    expect(line).toMatchObject({
      sentence: 'The due date of action DW2 was moved from 31 March 2015 to 30 June 2015.',
      reason: 'The naïve date was O’Brien’s idea',
      changes: [
        { field: 'Timescale', before: 'March 2015', after: 'June 2015' },
        { field: 'Due', before: '31 March 2015', after: '30 June 2015' },
      ],
    });
  });

  it('names the document and row that a published fact was taken from', async () => {
    const trail = await trailAfter(...story);

    expect(trail.line(1, asAt(6))).toMatchObject({ origin: 'import', source: { document: 'D8', row: '1' } });
  });

  it('calls a record by the name that it had then, and later lines by its newer name', async () => {
    const trail = await trailAfter(
      ...story,
      onAction({ type: 'ActionAmended', data: { title: 'Run the QA group' } }),
      onAction({ type: 'ActionWithdrawn', data: {} }),
    );

    const names = [6, 7, 8].map((n) => trail.line(n, asAt(8))?.name);

    expect(names).toEqual(['DW2 Implement a QA group', 'DW2 Run the QA group', 'DW2 Run the QA group']);
  });

  it('belongs to the group that owned the record then', async () => {
    const toAsc = { from: 'GG-WSG', group: { id: 'GG-ASC', revision: 0 } };
    const trail = await trailAfter(
      ...story,
      onPlan({ type: 'ActionPlanTransferred', data: toAsc }),
      onAction({ type: 'ActionWithdrawn', data: {} }),
    );

    expect([5, 7, 8].map((n) => trail.line(n, asAt(8))?.groupId)).toEqual(['GG-WSG', 'GG-ASC', 'GG-ASC']);
  });

  it('is there also for a kind of event that this release does not know', async () => {
    const trail = await trailAfter(happened('meeting-m1', { type: 'MeetingHeld', data: { minutes: 'secret' } }));

    expect(trail.line(1, asAt(1))).toMatchObject({
      name: 'meeting m1',
      path: null,
      groupId: null,
      sentence: 'An event of the kind MeetingHeld was recorded.',
      changes: [],
    });
  });

  it('is not shown before it was recorded, nor where there is none', async () => {
    const trail = await trailAfter(...story);

    expect(trail.line(6, asAt(5))).toBeUndefined();
    expect(trail.line(7, asAt(7))).toBeUndefined();
  });

  it('lists the accounts that had done anything by then, and the records of a kind by name', async () => {
    const trail = await trailAfter(...story);

    expect(trail.actors(asAt(3))).toEqual(['account-clerk', LEAD]);
    expect(trail.actors(asAt(6))).toEqual(['account-clerk', LEAD, 'account-monitor']);
    expect(trail.named('governanceGroup')).toEqual([{ id: 'GG-WSG', name: 'Workforce Steering Group' }]);
    expect(trail.named('action')).toEqual([{ id: 'a1', name: 'DW2 Implement a QA group' }]);
  });
});
