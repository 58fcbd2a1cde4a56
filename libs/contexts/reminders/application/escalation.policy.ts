import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { recordIdOf, type StandingFact } from '@minutebook/kernel';
import type { CommandOutcome } from '@minutebook/kernel/recording';
import { latestOccurrence } from '../domain/due-items';
import { RemindersOfDay } from './day-of-reminders';
import { POLICY, policyRequest } from './policy-request';
import { ReminderKinds } from './reminder-kinds';
import { ReminderRecorder } from './reminder-recorder';
import { KnownDueFacts, KnownReminders } from './what-is-known';

/** Records looked at before other work of the process gets its turn. */
const BATCH = 200;

/** The ladder's last step, and the answers that end it. */
@Injectable()
export class EscalationPolicy {
  constructor(
    private readonly commands: CommandBus,
    private readonly ofDay: RemindersOfDay,
    private readonly facts: KnownDueFacts,
    private readonly reminders: KnownReminders,
    private readonly kinds: ReminderKinds,
    private readonly recorder: ReminderRecorder,
  ) {}

  /** Tells the record that it has come to its group, where that is still so. */
  async escalate(stream: string): Promise<void> {
    const fact = this.facts.fact(stream);
    const day = await this.ofDay.dayOf(this.ofDay.today);
    if (!fact?.open || !day || this.ofDay.paused) return;
    const occurrence = latestOccurrence(fact, 'group', { rules: this.ofDay.rulesOf(fact) }, day);
    const kind = this.kinds.kind(fact.kind);
    if (!occurrence || fact.group === undefined || !kind) return;
    const request = policyRequest(POLICY, `escalate ${stream} ${occurrence.on}`);
    await this.commands.execute<object, CommandOutcome>(kind.escalate(recordIdOf(stream), fact.group, request));
  }

  /** Looks for answers that came while nothing was followed, also of what is over since. */
  async noteAnswers(): Promise<void> {
    for (const [index, stream] of this.reminders.unansweredRecords().entries()) {
      const fact = this.facts.fact(stream);
      if (fact) await this.noteAnswer(fact);
      if (index % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Each message that asked about a record, and was answered since, is told of the answer. */
  async noteAnswer({ stream, answer }: StandingFact): Promise<void> {
    if (!answer) return;
    for (const { key, claimedRecord } of this.reminders.unansweredOf(stream)) {
      if (claimedRecord >= answer.recordNumber) continue;
      const record = { stream, revision: answer.revision };
      await this.recorder.record(key, `answer ${stream}`, { type: 'answer', record, on: answer.on });
    }
  }
}
