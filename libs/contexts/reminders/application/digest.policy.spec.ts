import { dayOf } from '../domain/reminder.fixture';
import { DEFAULT_DELIVERY } from '../domain/reminder-rules';
import type { ReminderMessage } from '../domain/reminder.state';
import type { RemindersOfDay } from './day-of-reminders';
import { DigestPolicy } from './digest.policy';
import type { RecordAsItStands } from './record-as-it-stands';
import type { ReminderPlanner } from './reminder-planner';
import type { ReminderSender } from './reminder-sender';
import type { KnownReminders } from './what-is-known';

const TODAY = '2014-06-17';

/** The messages that are transmitted where one is looked at again at nine in the morning. */
async function transmitted(changes: Partial<ReminderMessage>): Promise<readonly string[]> {
  const keys: string[] = [];
  const message: ReminderMessage = {
    ...{ status: 'failed', account: 'lead', day: TODAY, occurrences: [], attempt: 1, sentAt: 0 },
    ...{ uncertain: false, delivery: 'unknown', answered: [], linksRevoked: false },
    ...changes,
  };
  const ofDay: Partial<RemindersOfDay> = {
    ...{ today: TODAY, paused: false },
    dayOf: () => Promise.resolve(dayOf(TODAY)),
    delivery: () => DEFAULT_DELIVERY[0] as (typeof DEFAULT_DELIVERY)[number],
  };
  const sender: Partial<ReminderSender> = {
    ...{ canSend: true, tellsDelivery: false },
    message: () => Promise.resolve(message),
    transmit: (key) => Promise.resolve({ fate: keys.push(key) > 0 ? 'accepted' : 'over' }),
  };
  const policy = new DigestPolicy(
    ofDay as RemindersOfDay,
    {} as ReminderPlanner,
    sender as ReminderSender,
    {} as KnownReminders,
    { now: Date.parse('2014-06-17T08:00:00Z') } as RecordAsItStands,
  );
  await policy.again('k1');
  return keys;
}

describe('a message that is looked at again', () => {
  it.each<[string, Partial<ReminderMessage>]>([
    ['failed today', {}],
    ['has had no answer since yesterday', { day: '2014-06-16', status: 'sent' }],
    ['failed yesterday, and may have been taken before', { day: '2014-06-16', uncertain: true }],
  ])('is sent where it %s', async (_, changes) => {
    expect(await transmitted(changes)).toEqual(['k1']);
  });

  it('is left to be given up where it is known that it was not taken on its day', async () => {
    expect(await transmitted({ day: '2014-06-16' })).toEqual([]);
    expect(await transmitted({ day: '2014-06-16', status: 'claimed' })).toEqual([]);
  });
});
