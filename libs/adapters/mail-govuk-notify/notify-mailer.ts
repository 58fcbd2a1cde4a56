import { setTimeout as pause } from 'node:timers/promises';
import { NotifyClient } from 'notifications-node-client';
import {
  acceptMail,
  MailUnavailable,
  type Delivery,
  type Mail,
  type Mailer,
  type SecondTransmission,
  type Sent,
  type SystemClock,
} from '@minutebook/kernel/recording';
import { deliveryAmong, type NotificationSaid } from './deliveries';
import { lookUpFailure, RATE_WINDOW, sendingFailure } from './failures';
import { Pace } from './pace';
import { plainMarkdown } from './plain-markdown';
import { isNotifyApiKey, isNotifyBaseUrl, isNotifyTemplateId } from './settings';
import { transmit, type NotifyRequest } from './transport';

export interface NotifySettings {
  /** As Notify shows it once. A secret. */
  readonly apiKey: string;
  /** Of a template for mail with the subject `((subject))` and the body `((body))`. */
  readonly templateId: string;
  /** Of another server than Notify's own: https, or this machine. */
  readonly baseUrl?: string;
  /** The machine's own: Notify's limits are of real time. */
  readonly clock: SystemClock;
  /** Most mails within a minute; Notify takes 3,000 of all who use keys of one type. */
  readonly perMinute?: number;
  readonly timing?: Partial<NotifyTiming>;
}

/** In ms. */
export interface NotifyTiming {
  /** For one request. */
  readonly request: number;
  /** For what is under way when the mailer is closed. */
  readonly close: number;
}

const TIMING: NotifyTiming = { request: 20_000, close: 5_000 };
const PER_MINUTE = 2_400;
const NOTIFY = 'https://api.notifications.service.gov.uk';

/**
 * Opens a mailer that sends by GOV.UK Notify; it connects when there is something to send. Throws `RangeError` for settings that
 * cannot be any, without repeating them.
 *
 * The mail's text goes into one template, by which Notify makes a text and an html of its own; the mail's html is not sent. The
 * mail's key is Notify's reference.
 */
export function openNotifyMailer(settings: NotifySettings): Mailer {
  if (!isNotifyApiKey(settings.apiKey)) throw new RangeError('This is no API key of GOV.UK Notify');
  if (!isNotifyTemplateId(settings.templateId)) throw new RangeError('This is no id of a template of GOV.UK Notify');
  if (settings.baseUrl !== undefined && !isNotifyBaseUrl(settings.baseUrl))
    throw new RangeError('GOV.UK Notify is reached by https, or on this machine');
  return new NotifyMailer(settings);
}

class NotifyMailer implements Mailer {
  readonly canSend = true;
  readonly tellsDelivery = true;
  // It holds the key, which whoever looks at the mailer must not see.
  readonly #client: NotifyClient;
  private readonly templateId: string;
  private readonly clock: SystemClock;
  private readonly timing: NotifyTiming;
  private readonly pace: Pace;
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly ending = new AbortController();
  private closing = false;

  constructor({ apiKey, templateId, baseUrl = NOTIFY, clock, perMinute = PER_MINUTE, timing }: NotifySettings) {
    this.templateId = templateId;
    this.clock = clock;
    this.timing = { ...TIMING, ...timing };
    this.pace = new Pace(perMinute, RATE_WINDOW);
    this.#client = new NotifyClient(baseUrl.replace(/\/$/, ''), apiKey);
    const ask = (request: NotifyRequest) =>
      transmit(request, AbortSignal.any([this.ending.signal, AbortSignal.timeout(this.timing.request)]));
    this.#client.setClient(ask as unknown as Parameters<NotifyClient['setClient']>[0]);
  }

  async send(mail: Mail, again?: SecondTransmission): Promise<Sent> {
    const accepted = acceptMail(mail);
    return this.followed(again !== undefined, async () => {
      if (again && (await this.lookUp(mail.key, true)).length > 0) return { transmitted: false };
      await this.transmit(accepted);
      return { transmitted: true };
    });
  }

  async deliveryOf(key: string): Promise<Delivery | undefined> {
    return this.followed(false, async () => deliveryAmong(await this.lookUp(key, false), this.clock.now()));
  }

  async close(): Promise<void> {
    this.closing = true;
    const waited = new AbortController();
    await Promise.race([
      Promise.allSettled(this.underWay),
      pause(this.timing.close, undefined, { signal: waited.signal }).catch(() => undefined),
    ]);
    waited.abort();
    this.ending.abort();
  }

  /** Does what `close` waits for. */
  private async followed<T>(outcomeUnknown: boolean, work: () => Promise<T>): Promise<T> {
    if (this.closing) throw new MailUnavailable(outcomeUnknown, 'Sending mail has ended: the service is stopping');
    const working = work();
    this.underWay.add(working);
    try {
      return await working;
    } finally {
      this.underWay.delete(working);
    }
  }

  private async transmit({ key, to, subject, text }: Mail): Promise<void> {
    const roomAt = this.pace.next(this.clock.now());
    if (roomAt !== undefined)
      throw new MailUnavailable(false, 'As much mail was sent in this minute as GOV.UK Notify takes', roomAt);
    try {
      await this.#client.sendEmail(this.templateId, to, {
        personalisation: { subject, body: plainMarkdown(text) },
        reference: key,
      });
    } catch (error) {
      throw sendingFailure(error, this.clock.now());
    }
  }

  private async lookUp(key: string, outcomeUnknown: boolean): Promise<readonly NotificationSaid[]> {
    try {
      const { data } = await this.#client.getNotifications('email', undefined, key);
      if (!Array.isArray(data?.notifications)) throw new Error('No list');
      return data.notifications;
    } catch (error) {
      throw lookUpFailure(error, outcomeUnknown, this.clock.now());
    }
  }
}
