import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ReadModels } from '@minutebook/kernel/read-models';
import { QueueUnavailable, type LoggedEvent, type ReminderQueue } from '@minutebook/kernel/recording';
import type { MailFate } from '../mail/counted-mailer';

const MAIL_FATES: readonly MailFate[] = ['taken', 'refused', 'unavailable', 'unknown'];

/** Events of a reminder that say what became of it, and what operators call that. */
const REMINDER_FATES: Readonly<Record<string, string>> = {
  ReminderAccepted: 'accepted',
  ReminderFailed: 'failed',
  ReminderHeldBack: 'held-back',
  ReminderGivenUp: 'given-up',
  ReminderDelivered: 'delivered',
  ReminderUndelivered: 'undelivered',
};

/** What an operator's monitoring reads. Routes are named, never addresses. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly durations: Histogram;
  private readonly mails: Counter;
  private readonly reminders: Counter;
  private readonly alarms: Gauge;
  private readonly queueInReach: Gauge;

  constructor(
    readModels: ReadModels,
    private readonly queue: Pick<ReminderQueue, 'counts'>,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.durations = new Histogram({
      name: 'minutebook_http_request_seconds',
      help: 'Time from request to answer, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2],
      registers: [this.registry],
    });
    this.mails = new Counter({
      name: 'minutebook_mails_total',
      help: 'Mails by what became of them: taken by the next mail server, refused, unavailable, or unknown',
      labelNames: ['fate'],
      registers: [this.registry],
    });
    // Each is there from the start: a rise from nothing to one is seen by no alarm.
    for (const fate of MAIL_FATES) this.mails.inc({ fate }, 0);
    this.reminders = new Counter({
      name: 'minutebook_reminders_total',
      help: 'Reminders by what the record says became of them since this process began, whichever process sent them',
      labelNames: ['fate'],
      registers: [this.registry],
    });
    for (const fate of Object.values(REMINDER_FATES)) this.reminders.inc({ fate }, 0);
    this.alarms = new Gauge({
      name: 'minutebook_reminder_alarms',
      help: 'Alarms of reminders: waiting for their time, ringing, or laid aside after their last try; none while their queue is out of reach',
      labelNames: ['state'],
      registers: [this.registry],
    });
    this.queueInReach = new Gauge({
      name: 'minutebook_reminder_queue_in_reach',
      help: '1 while the queue of reminders can be reached, 0 while it cannot',
      registers: [this.registry],
    });
    new Gauge({
      name: 'minutebook_log_in_reach',
      help: '1 while the event log can be reached, 0 while it cannot',
      registers: [this.registry],
      collect() {
        this.set(readModels.outage === undefined ? 1 : 0);
      },
    });
    new Gauge({
      name: 'minutebook_record_number',
      help: 'Last record number that every read model has applied',
      registers: [this.registry],
      collect() {
        this.set(readModels.reached.recordNumber);
      },
    });
  }

  observe(method: string, route: string, status: number, ms: number): void {
    this.durations.observe({ method, route, status: String(status) }, ms / 1000);
  }

  countMail(fate: MailFate): void {
    this.mails.inc({ fate });
  }

  /** Counts what the record says became of reminders. */
  countReminders(events: readonly Pick<LoggedEvent, 'type'>[]): void {
    for (const { type } of events) {
      const fate = REMINDER_FATES[type];
      if (fate !== undefined) this.reminders.inc({ fate });
    }
  }

  async text(): Promise<{ readonly type: string; readonly body: string }> {
    await this.lookAtAlarms();
    return { type: this.registry.contentType, body: await this.registry.metrics() };
  }

  private async lookAtAlarms(): Promise<void> {
    try {
      const { waiting, ringing, laidAside } = await this.queue.counts();
      this.queueInReach.set(1);
      this.alarms.set({ state: 'waiting' }, waiting);
      this.alarms.set({ state: 'ringing' }, ringing);
      this.alarms.set({ state: 'laid-aside' }, laidAside);
    } catch (error) {
      if (!(error instanceof QueueUnavailable)) throw error;
      this.queueInReach.set(0);
      // What was last seen is not what is.
      this.alarms.reset();
    }
  }
}
