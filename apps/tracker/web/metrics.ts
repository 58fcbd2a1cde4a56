import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ReadModels } from '@minutebook/kernel/read-models';
import type { MailFate } from '../mail/counted-mailer';

const MAIL_FATES: readonly MailFate[] = ['taken', 'refused', 'unavailable', 'unknown'];

/** What an operator's monitoring reads. Routes are named, never addresses. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly durations: Histogram;
  private readonly mails: Counter;

  constructor(readModels: ReadModels) {
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

  async text(): Promise<{ readonly type: string; readonly body: string }> {
    return { type: this.registry.contentType, body: await this.registry.metrics() };
  }
}
