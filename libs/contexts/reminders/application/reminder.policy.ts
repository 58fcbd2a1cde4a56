import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { addDays, DueFactBook, type LocalDate, type StandingFact } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import {
  CommandRunner,
  REMINDER_QUEUE,
  type Alarm,
  type CommandOutcome,
  type LoggedEvent,
  type ReminderQueue,
} from '@minutebook/kernel/recording';
import { latestOccurrence } from '../domain/due-items';
import { policyStartDecider } from '../domain/policy-start.decider';
import { sendingTime } from '../domain/sending-time';
import { RemindersOfDay } from './day-of-reminders';
import { DigestPolicy } from './digest.policy';
import { ReminderKinds } from './reminder-kinds';
import { escalatedRecord, ReminderPlanner, sweepTime } from './reminder-planner';
import { policyRequest, ReminderSender } from './reminder-sender';
import { POLICY_STREAM } from './reminder-streams';
import { KnownDueFacts, KnownReminders } from './what-is-known';

/** Namespace of the ids of the policy's own commands. Never changed. */
const POLICY = '5d0c9b7e-3a41-5e86-9d22-0b8f4c6e7a02';
/** Facts planned before other work of the process gets its turn. */
const BATCH = 200;

/** What changes who is asked, or how: everything is planned anew. */
const CONCERNS_ALL = /^(account|reminderRules|reminderPreferences|reminderSwitch)-/;

/**
 * Reminds. Everything follows from the record: alarms only say when to look, so that a queue that was emptied is filled again by
 * the next sweep, and a second process finds in the log what the first has done.
 */
@Injectable()
export class ReminderPolicy implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Reminders');
  private endFollowing: () => void = () => undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private sweepAsked = false;
  private changed = new Set<string>();

  constructor(
    private readonly work: ReminderWork,
    private readonly readModels: ReadModels,
    private readonly book: DueFactBook,
    @Inject(REMINDER_QUEUE) private readonly queue: ReminderQueue,
  ) {}

  /** Begins, once the record is loaded. Where no mail leaves there is nothing to begin. */
  async begin(): Promise<void> {
    if (!this.work.canSend) return;
    await this.work.start();
    this.endFollowing = this.readModels.follow((events) => this.hear(events));
    await this.inTurn(() => this.work.sweep());
    this.queue.ring((alarm) => this.work.ring(alarm));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.endFollowing();
    await this.queue.close();
    await this.turn;
  }

  /** The instants of a day at which something may ring, in their order: epoch ms. For a clock that is set forward. */
  momentsOf(day: LocalDate): readonly number[] {
    return this.work.momentsOf(day);
  }

  /** The record's clock was set forward: rings what it has reached; answers once all of that has been done and planned. */
  async clockMoved(): Promise<void> {
    await this.queue.clockMoved();
    await this.turn;
  }

  private hear(events: readonly LoggedEvent[]): void {
    for (const { type, stream } of events) {
      if (CONCERNS_ALL.test(stream)) this.sweepAsked = true;
      if (this.book.readingOf(type)) this.changed.add(stream);
    }
    if (this.sweepAsked || this.changed.size > 0) void this.inTurn(() => this.catchUp());
  }

  private async catchUp(): Promise<void> {
    const { changed } = this;
    this.changed = new Set();
    // A record around others changes what is due of all within it.
    const frames = await this.work.changed([...changed]);
    if (!this.sweepAsked && !frames) return;
    this.sweepAsked = false;
    this.work.forgetPeople();
    await this.work.sweep();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.turn.then(work).catch((error: unknown) => {
      // The next sweep does what is missing.
      this.logger.error(`Reminders could not be planned: ${error instanceof Error ? error.message : String(error)}`);
    });
    this.turn = next;
    return next;
  }
}

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

  /** Plans anew what changed; answers whether any of it stands around others. */
  async changed(streams: readonly string[]): Promise<boolean> {
    const found = streams.map((stream) => this.facts.fact(stream));
    const facts = found.filter((fact) => fact !== undefined);
    await this.planner.plan(facts.filter(({ open }) => open));
    for (const fact of facts) await this.ladder.noteAnswer(fact);
    return found.some((fact) => fact === undefined);
  }

  /** Plans everything that is open, and whatever was begun and not ended. */
  async sweep(): Promise<void> {
    const open = this.facts.open();
    for (let start = 0; start < open.length; start += BATCH) {
      const batch = open.slice(start, start + BATCH);
      await this.planner.plan(batch);
      for (const fact of batch) await this.ladder.noteAnswer(fact);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.digests.planUnsettled();
    await this.planner.planSweep(addDays(this.ofDay.today, 1));
  }

  async ring({ key }: Alarm): Promise<void> {
    const [, what = '', rest = ''] = /^([a-z]+)-(.+)$/.exec(key) ?? [];
    switch (what) {
      case 'digest':
        return this.digests.digest(rest.slice(0, rest.lastIndexOf('-')));
      case 'again':
        return this.digests.again(rest);
      case 'delivery': {
        const at = rest.lastIndexOf('-');
        return this.digests.delivery(rest.slice(0, at), Number(rest.slice(at + 1)));
      }
      case 'escalate':
        return this.ladder.escalate(rest);
      case 'sweep':
        this.ofDay.forgetPeople();
        return this.sweep();
      default:
        // Of another version of the product: what is due is planned anew by the sweep.
        return;
    }
  }
}

/** The ladder's last step, and the answers that end it. */
@Injectable()
export class EscalationPolicy {
  constructor(
    private readonly commands: CommandBus,
    private readonly ofDay: RemindersOfDay,
    private readonly facts: KnownDueFacts,
    private readonly reminders: KnownReminders,
    private readonly kinds: ReminderKinds,
    private readonly sender: ReminderSender,
  ) {}

  /** Tells the record that it has come to its group, where that is still so. */
  async escalate(stream: string): Promise<void> {
    const fact = this.facts.fact(stream);
    const day = await this.ofDay.dayOf(this.ofDay.today);
    if (!fact?.open || !day || this.ofDay.paused) return;
    const occurrence = latestOccurrence(fact, 'group', { rules: this.ofDay.rulesOf(fact) }, day);
    const record = escalatedRecord(fact);
    const kind = this.kinds.kind(fact.kind);
    if (!occurrence || !record || !kind) return;
    const request = policyRequest(POLICY, `escalate ${stream} ${occurrence.on}`);
    await this.commands.execute<object, CommandOutcome>(kind.escalate(record.id, record.group, request));
  }

  /** Each message that asked about a record, and was answered since, is told of the answer. */
  async noteAnswer({ stream, answer }: StandingFact): Promise<void> {
    if (!answer) return;
    for (const { key, claimedRecord } of this.reminders.unansweredOf(stream)) {
      if (claimedRecord >= answer.recordNumber) continue;
      const record = { stream, revision: answer.revision };
      await this.sender.record(key, `answer ${stream}`, { type: 'answer', record });
    }
  }
}

/** The day on which the policy began stands in the record: nothing is ever due for an earlier one. */
@Injectable()
export class PolicyStart {
  constructor(
    private readonly runner: CommandRunner,
    private readonly sender: ReminderSender,
  ) {}

  get canSend(): boolean {
    return this.sender.canSend;
  }

  async record(today: string): Promise<void> {
    await this.runner.run({
      stream: POLICY_STREAM,
      decider: policyStartDecider,
      request: policyRequest(POLICY, 'start'),
      command: () => ({ type: 'start', on: today }),
    });
  }
}
