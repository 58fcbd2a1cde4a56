import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport, type Transporter } from 'nodemailer';
import {
  acceptMail,
  MailUnavailable,
  type Delivery,
  type Mail,
  type Mailer,
  type Sent,
} from '@minutebook/kernel/recording';
import { failureOf, type Progress } from './failures';
import type { Sender } from './sender';
import { checkSmtpAddress, type SmtpAddress } from './smtp-address';

export interface SmtpSettings {
  /** As `checkSmtpAddress` reads it. A secret: it may hold a password. */
  readonly address: string;
  readonly sender: Sender;
  readonly timing?: Partial<SmtpTiming>;
}

/** In ms. */
export interface SmtpTiming {
  /** Until there is a connection, TLS included. */
  readonly connect: number;
  /** For which the server may say nothing. */
  readonly silence: number;
  /** For one mail with all that is tried for it: somebody waits for the page. */
  readonly whole: number;
  /** Before the second, third … attempt where the server could not be reached. */
  readonly pauses: readonly number[];
  /** For what is under way when the mailer is closed. */
  readonly close: number;
}

const TIMING: SmtpTiming = { connect: 10_000, silence: 20_000, whole: 30_000, pauses: [500, 2_000], close: 5_000 };
const MAX_CONNECTIONS = 3;

/**
 * Opens a mailer; it connects when there is something to send, and keeps connections for a while. Throws `SmtpAddressFault`.
 *
 * Only what certainly was not taken is tried again here, and only where the server could not be reached: what it answered, it
 * would answer again a second later. Everything else is for the caller to decide, who knows whether the mail is still due.
 */
export function openSmtpMailer({ address, sender, timing }: SmtpSettings): Mailer {
  return new SmtpMailer(checkSmtpAddress(address), sender, { ...TIMING, ...timing });
}

class SmtpMailer implements Mailer {
  readonly canSend = true;
  /** Reports of delivery would come as mail, and few servers send them (ADR 0017). */
  readonly tellsDelivery = false;
  private readonly transporter: Transporter;
  private readonly progress = new WeakMap<AbortSignal, Progress>();
  private readonly underWay = new Set<Promise<void>>();
  private closing = false;

  constructor(
    server: SmtpAddress,
    private readonly sender: Sender,
    private readonly timing: SmtpTiming,
  ) {
    this.transporter = createTransport({
      pool: true,
      host: server.host,
      port: server.port,
      secure: server.tls === 'at-once',
      requireTLS: server.tls === 'after-greeting',
      ignoreTLS: server.tls === 'none',
      tls: { minVersion: 'TLSv1.2', ...(server.authorities && { ca: server.authorities }) },
      ...(server.credentials && { auth: { user: server.credentials.user, pass: server.credentials.password } }),
      connectionTimeout: timing.connect,
      greetingTimeout: timing.connect,
      dnsTimeout: timing.connect,
      socketTimeout: timing.silence,
      socketCloseTimeout: timing.close,
      maxConnections: MAX_CONNECTIONS,
      maxRequeues: 1,
      disableFileAccess: true,
      disableUrlAccess: true,
      // Its log would hold addresses.
      logger: false,
    });
    // A connection that breaks while it has nothing to do concerns nobody; without a listener it would end the process.
    this.transporter.on('error', () => undefined);
    this.transporter.use('stream', ({ message, data }, done) => {
      const progress = data.signal && this.progress.get(data.signal);
      if (progress) message.processFunc((body) => Readable.from(noting(body, progress), { objectMode: false }));
      done();
    });
  }

  /** A second transmission has the Message-ID of the first, which is all that can be done: no mail server can be asked. */
  async send(mail: Mail): Promise<Sent> {
    const accepted = acceptMail(mail);
    if (this.closing) throw new MailUnavailable(false, 'Sending mail has ended: the service is stopping');
    const sending = this.attempt(accepted);
    this.underWay.add(sending);
    try {
      await sending;
    } finally {
      this.underWay.delete(sending);
    }
    return { transmitted: true };
  }

  async deliveryOf(): Promise<Delivery | undefined> {
    return undefined;
  }

  async close(): Promise<void> {
    this.closing = true;
    const waited = new AbortController();
    await Promise.race([
      Promise.allSettled(this.underWay),
      pause(this.timing.close, undefined, { signal: waited.signal }).catch(() => undefined),
    ]);
    waited.abort();
    this.transporter.close({ force: true });
  }

  private async attempt(mail: Mail): Promise<void> {
    const timeIsUp = AbortSignal.timeout(this.timing.whole);
    for (const wait of [...this.timing.pauses, undefined]) {
      const failure = await this.transmit(mail, timeIsUp);
      if (failure === undefined) return;
      if (!failure.again || wait === undefined || this.closing) throw failure.error;
      await pause(wait, undefined, { signal: timeIsUp }).catch(() => {
        throw failure.error;
      });
    }
  }

  private async transmit({ key, to, subject, text, html }: Mail, timeIsUp: AbortSignal) {
    const progress: Progress = { handedOver: false };
    this.progress.set(timeIsUp, progress);
    try {
      await this.transporter.sendMail({
        messageId: `<${key}@${this.sender.address.split('@')[1]}>`,
        from: { name: this.sender.name ?? '', address: this.sender.address },
        to: { name: '', address: to },
        subject,
        text,
        ...(html && { html }),
        // So that no absence notice answers (RFC 3834, and what Exchange knows instead).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        textEncoding: 'quoted-printable',
        xMailer: false,
        signal: timeIsUp,
      });
      return undefined;
    } catch (error) {
      return failureOf(error, progress);
    }
  }
}

/**
 * Notes when the last of a mail is fetched for the server, which happens only once it has asked for it. Until then it cannot have
 * taken the mail.
 */
async function* noting(body: Readable, progress: Progress): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield chunk as Buffer;
  progress.handedOver = true;
}
