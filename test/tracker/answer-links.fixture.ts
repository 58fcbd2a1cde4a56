import { CommandBus } from '@nestjs/cqrs';
import type { LocalDate } from '@minutebook/kernel';
import { newRandomId, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { AnswerLinks, DueFactsQuery, RecordOnReminder, reminderKey } from '@minutebook/reminders';
import type { TestTracker } from './test-tracker';

/** For specs only: what the service itself records. */
export function bySystem(): CommandRequest {
  return {
    commandId: newRandomId(),
    actor: { account: 'system', role: 'system', grant: 'policy-reminders@0' },
    origin: 'system',
    via: 'policy',
  };
}

/** For specs only: executes a command and waits until the pages know of it. */
export async function record(tracker: TestTracker, command: object): Promise<void> {
  const outcome = await tracker.app.get(CommandBus).execute<object, CommandOutcome>(command);
  if ('refused' in outcome) throw new Error(outcome.refused.message);
  await tracker.record.readModels.waitFor(outcome.done.stream, outcome.done.revision, 5_000);
}

/** For specs only: a message that was claimed for an account, as the policy claims it; its key. */
export async function claimed(
  tracker: TestTracker,
  streams: readonly string[],
  asked: { readonly account?: string; readonly person?: string; readonly day?: LocalDate } = {},
): Promise<string> {
  const { account = 'demo-action-lead', person = account, day = '2014-06-16' } = asked;
  const key = reminderKey(account, day, 'mail');
  const occurrences = streams.map((stream) => {
    const { revision, due } = factOf(tracker, stream);
    return { rule: 'overdue' as const, record: { stream, revision }, on: day, due, person };
  });
  const claim = { type: 'claim' as const, account, day, channel: 'mail' as const, occurrences };
  await record(tracker, new RecordOnReminder(key, claim, bySystem()));
  return key;
}

/** For specs only: the path of the link that a message holds for a record. */
export function linkOf(tracker: TestTracker, key: string, stream: string): string {
  const link = tracker.app.get(AnswerLinks, { strict: false }).linkFor(key, factOf(tracker, stream));
  return new URL(link ?? 'none:').pathname;
}

function factOf(tracker: TestTracker, stream: string) {
  const fact = tracker.app.get(DueFactsQuery, { strict: false }).fact(stream);
  if (!fact) throw new Error(`Nothing is due of ${stream}`);
  return fact;
}
