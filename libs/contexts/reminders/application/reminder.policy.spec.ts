import { DueFactBook } from '@minutebook/kernel';
import type { ReadModels } from '@minutebook/kernel/read-models';
import type { LoggedEvent, ReminderQueue } from '@minutebook/kernel/recording';
import { ReminderPolicy } from './reminder.policy';
import type { ReminderWork } from './reminder-work';

type Happened = Pick<LoggedEvent, 'stream' | 'type'>;

/** What the policy had done, in its order, after it heard each batch of events; what it does when it begins is left out. */
async function doneAfter(...batches: readonly (readonly Happened[])[]): Promise<readonly string[]> {
  const done: string[] = [];
  const note = (what: string) => Promise.resolve(void done.push(what));
  const work: Partial<ReminderWork> = {
    canSend: true,
    start: () => Promise.resolve(),
    changed: (streams) => (streams.length > 0 ? note(`plan ${streams.join(' ')}`) : Promise.resolve()),
    prefers: (account) => note(`plan for ${account}`),
    forgetPeople: () => void done.push('forget people'),
    sweep: () => note('sweep'),
  };
  let tell: (events: readonly LoggedEvent[]) => void = () => undefined;
  const follow: ReadModels['follow'] = (listener) => {
    tell = listener;
    return () => undefined;
  };
  const queue: Partial<ReminderQueue> = { ring: () => undefined, close: () => Promise.resolve() };
  const book = new DueFactBook();
  book.register({ handles: ['ActionAdded', 'ProgressReported'], read: () => ({}) });

  const policy = new ReminderPolicy(
    work as ReminderWork,
    { follow } as Partial<ReadModels> as ReadModels,
    book,
    queue as ReminderQueue,
  );
  await policy.begin();
  done.length = 0;
  for (const batch of batches) tell(batch as readonly LoggedEvent[]);
  await policy.beforeApplicationShutdown();
  return done;
}

const report = (id: string): Happened => ({ stream: `action-${id}`, type: 'ProgressReported' });
const ofAccount = (type: string): Happened => ({ stream: 'account-ann', type });

describe('what the policy of reminders plans anew', () => {
  it('is the record that changed, each once, and nothing for what no context reads', async () => {
    const seen: Happened = { stream: 'action-a', type: 'ProgressConfirmed' };

    expect(await doneAfter([report('a'), report('b'), report('a')], [seen])).toEqual(['plan action-a action-b']);
  });

  it('is everything where others hold roles or cover, and where rules or the switch are set', async () => {
    const all = ['forget people', 'sweep'];

    for (const type of ['RoleGranted', 'RoleEnded', 'AbsenceCovered', 'CoverEnded', 'AccountClosed', 'AccountReopened'])
      expect(await doneAfter([ofAccount(type)])).toEqual(all);
    expect(await doneAfter([{ stream: 'reminderRules-council', type: 'ReminderRulesSet' }])).toEqual(all);
    expect(await doneAfter([{ stream: 'reminderSwitch-1', type: 'RemindersResumed' }])).toEqual(all);
    expect(await doneAfter([report('a')], [ofAccount('RoleGranted')])).toEqual(['plan action-a', ...all]);
  });

  it('is nothing where somebody has a new password, session, token, title, link or calendar', async () => {
    for (const type of ['PasswordSet', 'SessionsEnded', 'ApiTokenIssued', 'AccountRetitled'])
      expect(await doneAfter([ofAccount(type)])).toEqual([]);
    for (const type of ['AnswerLinksRevoked', 'CalendarFeedOpened', 'CalendarFeedClosed'])
      expect(await doneAfter([{ stream: 'reminderPreferences-ann', type }])).toEqual([]);
    expect(await doneAfter([{ stream: 'reminderSwitch-1', type: 'ReminderTestSent' }])).toEqual([]);
  });

  it('is what one person is asked where only they want to be reminded otherwise', async () => {
    const set: Happened = { stream: 'reminderPreferences-ann', type: 'ReminderPreferencesSet' };

    expect(await doneAfter([set, set])).toEqual(['plan for ann']);
    expect(await doneAfter([set, ofAccount('RoleGranted')])).toEqual(['forget people', 'sweep']);
  });
});
