import type { CommandBus } from '@nestjs/cqrs';
import type { StandingFact } from '@minutebook/kernel';
import { fact, summary } from '../domain/reminder.fixture';
import type { ReminderCommand } from '../domain/reminder.commands';
import type { RemindersOfDay } from './day-of-reminders';
import { EscalationPolicy } from './escalation.policy';
import type { ReminderKinds } from './reminder-kinds';
import type { ReminderRecorder } from './reminder-recorder';
import type { KnownReminders } from './what-is-known';

/** What is recorded of answers, where these facts are known and one message asked about each of their records. */
async function noted(...facts: readonly StandingFact[]): Promise<readonly (readonly [string, ReminderCommand])[]> {
  const recorded: (readonly [string, ReminderCommand])[] = [];
  const policy = new EscalationPolicy(
    {} as CommandBus,
    {} as RemindersOfDay,
    { fact: (stream) => facts.find((each) => each.stream === stream), open: () => [], concerning: () => [] },
    {
      unansweredRecords: () => [...facts.map(({ stream }) => stream), 'action-unknown'],
      unansweredOf: (stream: string) => [summary({ key: `key of ${stream}`, claimedRecord: 10 })],
    } as Partial<KnownReminders> as KnownReminders,
    {} as ReminderKinds,
    {
      record: async (key: string, _part: string, command: ReminderCommand) => void recorded.push([key, command]),
    } as unknown as ReminderRecorder,
  );
  await policy.noteAnswers();
  return recorded;
}

describe('answers that came while nothing was followed', () => {
  it('are noted with their own day, also of what is over since', async () => {
    const over = fact({ open: false, answer: { revision: 7, recordNumber: 11, on: '2014-06-13' } });

    expect(await noted(over)).toEqual([
      [`key of ${over.stream}`, { type: 'answer', record: { stream: over.stream, revision: 7 }, on: '2014-06-13' }],
    ]);
  });

  it('are none where nobody answered, or only before the mail', async () => {
    expect(await noted(fact())).toEqual([]);
    expect(await noted(fact({ answer: { revision: 3, recordNumber: 9, on: '2014-06-01' } }))).toEqual([]);
  });

  it('are looked for with pauses in which others get their turn', async () => {
    const facts = Array.from({ length: 450 }, (_, number) => fact({ stream: `action-${number}` }));
    let turns = 0;
    const count = (): void => void setImmediate(() => (turns++ < 10 ? count() : undefined));
    count();

    await noted(...facts);

    expect(turns).toBeGreaterThanOrEqual(2);
  });
});
