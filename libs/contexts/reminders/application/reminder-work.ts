import { Injectable } from '@nestjs/common';
import { addDays, type LocalDate, type StandingFact } from '@minutebook/kernel';
import type { Alarm } from '@minutebook/kernel/recording';
import { sendingTime } from '../domain/sending-time';
import { readAlarm } from './alarm-keys';
import { RemindersOfDay } from './day-of-reminders';
import { DigestPolicy } from './digest.policy';
import { EscalationPolicy } from './escalation.policy';
import { PolicyStart } from './policy-start';
import { ReminderPlanner, sweepTime } from './reminder-planner';
import { KnownDueFacts } from './what-is-known';

/** Facts planned before other work of the process gets its turn. */
const BATCH = 200;

/** What the policy does, one thing at a time. */
@Injectable()
export class ReminderWork {
  constructor(
    private readonly ofDay: RemindersOfDay,
    private readonly planner: ReminderPlanner,
    private readonly digests: DigestPolicy,
    private readonly ladder: EscalationPolicy,
    private readonly facts: KnownDueFacts,
    private readonly policyStart: PolicyStart,
  ) {}

  get canSend(): boolean {
    return this.policyStart.canSend;
  }

  momentsOf(day: LocalDate): readonly number[] {
    return [sweepTime(day), sendingTime(day, this.ofDay.delivery(day))].sort((a, b) => a - b);
  }

  start(): Promise<void> {
    return this.policyStart.record(this.ofDay.today);
  }

  forgetPeople(): void {
    this.ofDay.forgetPeople();
  }

  /** Plans anew what changed: of a record around others, all that lies within it. */
  async changed(streams: readonly string[]): Promise<void> {
    const facts = streams.flatMap(
      (stream) => this.facts.fact(stream) ?? this.facts.concerning([{ kind: 'within', stream }]),
    );
    await this.plan(facts.filter(({ open }) => open));
    for (const fact of facts) await this.ladder.noteAnswer(fact);
  }

  /** Plans anew what is asked of somebody who wants to be reminded otherwise than before. */
  async prefers(account: string): Promise<void> {
    const day = await this.ofDay.dayOf(this.ofDay.today);
    if (day) await this.plan(this.ofDay.factsFor(account, day));
  }

  /** Plans everything that is open, and whatever was begun and not ended. */
  async sweep(): Promise<void> {
    await this.plan(this.facts.open());
    await this.ladder.noteAnswers();
    await this.digests.planUnsettled();
    await this.planner.planSweep(addDays(this.ofDay.today, 1));
  }

  private async plan(facts: readonly StandingFact[]): Promise<void> {
    for (let start = 0; start < facts.length; start += BATCH) {
      await this.planner.plan(facts.slice(start, start + BATCH));
      if (start + BATCH < facts.length) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async ring({ key }: Alarm): Promise<void> {
    const meaning = readAlarm(key);
    switch (meaning?.what) {
      case 'digest':
        return this.digests.digest(meaning.account);
      case 'again':
        return this.digests.again(meaning.message);
      case 'delivery':
        return this.digests.delivery(meaning.message, meaning.asked);
      case 'escalate':
        return this.ladder.escalate(meaning.stream);
      case 'sweep':
        this.ofDay.forgetPeople();
        return this.sweep();
      case undefined:
        // Of another version of the product: what is due is planned anew by the sweep.
        return;
    }
  }
}
