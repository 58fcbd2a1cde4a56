import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DueFactBook, recordIdOf, type LocalDate } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { REMINDER_QUEUE, type LoggedEvent, type ReminderQueue } from '@minutebook/kernel/recording';
import { ReminderWork } from './reminder-work';

/** What changes who is asked, or how: everything is planned anew. */
const CONCERNS_ALL = /^(account|reminderRules|reminderSwitch)-/;
/** On these streams too, and changes neither: to look at every record of a council for each password would be waste. */
const CONCERNS_NOBODY: ReadonlySet<string> = new Set([
  'AccountRetitled',
  'AccountInvited',
  'PasswordResetOffered',
  'PasswordSet',
  'SecondFactorSet',
  'SecondFactorRemoved',
  'SessionsEnded',
  'ExternalSignInLinked',
  'ApiTokenIssued',
  'ApiTokenRevoked',
  'ReminderTestSent',
]);

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
  private preferring = new Set<string>();

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
    this.queue.ring(
      (alarm) => this.work.ring(alarm),
      () => void this.inTurn(() => this.work.sweep()),
    );
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
      if (type === 'ReminderPreferencesSet') this.preferring.add(recordIdOf(stream));
      if (CONCERNS_ALL.test(stream) && !CONCERNS_NOBODY.has(type)) this.sweepAsked = true;
      if (this.book.readingOf(type)) this.changed.add(stream);
    }
    if (this.sweepAsked || this.changed.size > 0 || this.preferring.size > 0) void this.inTurn(() => this.catchUp());
  }

  private async catchUp(): Promise<void> {
    const { changed, preferring } = this;
    this.changed = new Set();
    this.preferring = new Set();
    await this.work.changed([...changed]);
    if (!this.sweepAsked) {
      for (const account of preferring) await this.work.prefers(account);
      return;
    }
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
