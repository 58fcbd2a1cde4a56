import { LogInMemory } from '../../../kernel/read-models/read-models.fixture';
import {
  asAt,
  endStories,
  happened,
  recordOf,
  toldOf,
  toldTwice,
  type Happening,
} from '../../../kernel/testing/story.fixture';
import { occurrence } from '../domain/reminder.fixture';
import type { Occurrence, ReminderEvent } from '../domain/reminder.events';
import { ChaseQuery } from './chase.query';
import { remindersProjection } from './reminders.projection';
import { RemindersQuery } from './reminders.query';

const of = (key: string, event: ReminderEvent, on = '2014-06-11', at = '08:00'): Happening =>
  happened(`reminder-${key}`, event, { on, at, by: 'system' });
const claimed = (key: string, day: string, occurrences: readonly Occurrence[] = [occurrence({ on: day })]): Happening =>
  of(key, { type: 'ReminderClaimed', data: { account: 'lead', day, channel: 'mail', occurrences } }, day);
const sent = (key: string, attempt: number, mayHaveBeenTaken: boolean): Happening =>
  of(key, { type: 'ReminderSent', data: { attempt, mayHaveBeenTaken } });
const accepted = (key: string, attempt: number, transmitted = true): Happening =>
  of(key, { type: 'ReminderAccepted', data: { attempt, transmitted } }, '2014-06-11', '08:01');
const failed = (key: string, attempt: number, final: boolean): Happening =>
  of(key, { type: 'ReminderFailed', data: { attempt, why: final ? 'address' : 'unavailable', final } });
const answered = (key: string, on?: string): Happening =>
  of(
    key,
    {
      type: 'ReminderAnswered',
      data: { record: { stream: 'action-a1', revision: 3 }, ...(on !== undefined && { on }) },
    },
    '2014-06-23',
  );

async function told(...story: readonly Happening[]) {
  const query = new RemindersQuery(await toldTwice([remindersProjection], recordOf(story)));
  return { query, chase: new ChaseQuery(query), end: asAt(story.length) };
}

afterEach(endStories);

describe('what became of a message', () => {
  it('is that it was claimed, sent and accepted, each at its time of the record', async () => {
    const { query } = await told(claimed('k1', '2014-06-11'), sent('k1', 1, false), accepted('k1', 1));

    expect(query.message('k1', asAt(1))).toMatchObject({ fate: 'claimed', attempts: 0, sentAt: null });
    expect(query.message('k1', asAt(2))).toMatchObject({ fate: 'sent', attempts: 1, perhapsTaken: false });
    expect(query.message('k1')).toMatchObject({
      ...{ fate: 'accepted', account: 'lead', day: '2014-06-11', claimedRecord: 1 },
      ...{ attempts: 1, transmissions: 1, acceptedAt: Date.parse('2014-06-11T07:01:00Z') },
    });
    expect(query.message('other')).toBeUndefined();
  });

  it('is counted by transmissions: an attempt of which the channel had the message already is none', async () => {
    const { query } = await told(
      ...[claimed('k1', '2014-06-11'), sent('k1', 1, false), sent('k1', 2, true), accepted('k1', 2, false)],
    );

    expect(query.message('k1', asAt(3))).toMatchObject({ transmissions: 2, perhapsTaken: true });
    expect(query.message('k1')).toMatchObject({ attempts: 2, transmissions: 1, perhapsTaken: false });
  });

  it('waits to be settled until it is taken, refused or given up', async () => {
    const { query } = await told(
      ...[claimed('k1', '2014-06-11'), claimed('k2', '2014-06-12'), claimed('k3', '2014-06-13')],
      ...[sent('k1', 1, false), failed('k1', 1, false), sent('k2', 1, false), failed('k2', 1, true)],
      ...[accepted('k3', 1), of('k1', { type: 'ReminderGivenUp', data: {} })],
    );

    expect(query.message('k1', asAt(5))).toMatchObject({ fate: 'failed', why: 'unavailable' });
    expect(query.message('k2')).toMatchObject({ fate: 'refused', why: 'address' });
    expect(query.message('k1')).toMatchObject({ fate: 'given-up' });
    expect([query.unsettled(), query.unsettled('lead')]).toEqual([[], []]);
  });

  it('waits among those to its account, and among all', async () => {
    const { query } = await told(claimed('k1', '2014-06-11'));

    expect([query.unsettled(), query.unsettled('lead'), query.unsettled('all')].map(({ length }) => length)).toEqual([
      1, 1, 0,
    ]);
  });

  it('may be told by the channel, and links of it may be revoked', async () => {
    const { query } = await told(
      ...[claimed('k1', '2014-06-11'), sent('k1', 1, false), accepted('k1', 1)],
      of('k1', { type: 'ReminderUndelivered', data: { at: 5, why: 'later' } }),
      of('k1', { type: 'ReminderDelivered', data: { at: 9 } }),
      of('k1', { type: 'ReminderLinksRevoked', data: {} }),
    );

    expect(query.message('k1', asAt(4))).toMatchObject({ fate: 'undelivered', why: 'later' });
    expect(query.message('k1')).toMatchObject({ fate: 'delivered', deliveredAt: 9, why: null, linksRevoked: true });
  });
});

describe('messages', () => {
  it('are found by week, account, day and record, the newest first; what was held back too', async () => {
    const { query } = await told(
      ...[claimed('k1', '2014-06-11'), claimed('k2', '2014-06-13')],
      of('k3', {
        type: 'ReminderHeldBack',
        data: { account: 'lead', day: '2014-06-16', channel: 'mail', occurrences: [occurrence()], perWeek: 3 },
      }),
    );
    const keys = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);

    expect(keys(query.ofWeek('lead', '2014-06-09'))).toEqual(['k2', 'k1']);
    expect(keys(query.ofWeek('lead', '2014-06-22'))).toEqual(['k3']);
    expect(keys(query.ofWeek('somebody', '2014-06-09'))).toEqual([]);
    expect(keys(query.ofAccount('lead'))).toEqual(['k3', 'k2', 'k1']);
    expect(keys(query.ofDay('2014-06-13'))).toEqual(['k2']);
    expect(keys(query.ofRecord('action-a1', asAt(1)))).toEqual(['k1']);
    expect(query.message('k3')).toMatchObject({ fate: 'held-back', perWeek: 3 });
  });
});

describe('the messages of a record', () => {
  it('are told as they stand, whatever they were when they were last asked for', async () => {
    // given
    const story = [claimed('k1', '2014-06-11'), sent('k1', 1, false), accepted('k1', 1), claimed('k2', '2014-06-18')];
    const log = new LogInMemory();
    const [begun, more] = [recordOf(story).slice(0, 2), recordOf(story).slice(2)];
    const readModels = await toldOf([remindersProjection], begun, undefined, log);
    const query = new RemindersQuery(readModels);
    const fates = (stream: string) => query.ofRecord(stream).map(({ key, fate }) => [key, fate]);
    expect([fates('action-a1'), fates('action-b2')]).toEqual([[['k1', 'sent']], []]);

    // when
    for (const event of more) {
      await log.append(event.stream, event.revision === 0 ? 'no-stream' : event.revision - 1, [event]);
      await readModels.waitFor(event.stream, event.revision, 5_000);
    }

    // then
    expect([fates('action-a1'), fates('action-b2')]).toEqual([
      [
        ['k2', 'claimed'],
        ['k1', 'accepted'],
      ],
      [],
    ]);
    expect(query.ofRecord('action-a1', asAt(2))).toMatchObject([{ key: 'k1', fate: 'sent' }]);
  });
});

describe('the proof of chase', () => {
  it('counts what was taken or perhaps taken, and says whether there was an answer', async () => {
    const { chase, query, end } = await told(
      ...[claimed('k1', '2014-06-11'), sent('k1', 1, false), accepted('k1', 1)],
      ...[claimed('k2', '2014-06-18'), sent('k2', 1, false), failed('k2', 1, false)],
      ...[claimed('k3', '2014-06-19'), sent('k3', 1, false), answered('k3', '2014-06-20')],
    );

    expect(chase.of('action-a1', asAt(3))).toMatchObject({ reminded: 1, lastDay: '2014-06-11', answeredOn: null });
    expect(chase.of('action-a1', asAt(6))).toMatchObject({ reminded: 1, last: { key: 'k2', fate: 'failed' } });
    expect(chase.of('action-a1', end)).toMatchObject({ reminded: 2, lastDay: '2014-06-19', answeredOn: '2014-06-20' });
    expect(chase.of('action-b2', end)).toBeUndefined();
    expect([...chase.ofMany(['action-a1', 'action-b2'], end).keys()]).toEqual(['action-a1']);
    // Only what was taken waits for an answer.
    expect(query.unansweredOf('action-a1').map(({ key }) => key)).toEqual(['k1']);
  });

  it('is answered on the day of the answer; where it was not told, on that on which it was noted', async () => {
    const { chase, end } = await told(claimed('k1', '2014-06-11'), sent('k1', 1, false), answered('k1'));
    expect(chase.of('action-a1', end)?.answeredOn).toBe('2014-06-23');
  });

  it('waits for answers to what was taken, whatever else its mail was about', async () => {
    const other = occurrence({ record: { stream: 'action-b2', revision: 0 } });
    const { query } = await told(
      ...[claimed('k1', '2014-06-11', [occurrence(), other]), sent('k1', 1, false), accepted('k1', 1)],
      ...[answered('k1', '2014-06-12'), claimed('k2', '2014-06-18'), sent('k2', 1, false), accepted('k2', 1)],
      ...[
        answered('k2', '2014-06-19'),
        claimed('k3', '2014-06-19', [occurrence({ record: { stream: 'action-c3', revision: 0 } })]),
      ],
    );
    expect(query.unansweredRecords()).toEqual(['action-b2']);
  });

  it('is one line for each person that a cover was asked for', async () => {
    const both = [
      occurrence(),
      occurrence({ person: 'away' }),
      occurrence({ record: { stream: 'action-b2', revision: 0 } }),
    ];
    const { chase, end } = await told(claimed('k1', '2014-06-11', both), accepted('k1', 1));

    const messages = chase.of('action-a1', end)?.messages ?? [];
    expect(messages.map(({ account, person }) => [account, person])).toEqual([
      ['lead', 'lead'],
      ['lead', 'away'],
    ]);
  });
});
