/** One mail to one address. */
export interface Mail {
  /**
   * Names this mail for ever, so that a second transmission of it can be recognised: the Message-ID follows from it. Letters,
   * digits, dashes, underscores and single dots. It travels in the open and is kept by mail servers: no personal data.
   */
  readonly key: string;
  /** The bare address, without a name. */
  readonly to: string;
  readonly subject: string;
  /** Plain text; it stands for itself, also where there is `html`. */
  readonly text: string;
  /** The same for readers that show it. */
  readonly html?: string;
}

/** What became of a call of `send`. */
export interface Sent {
  /** False where the channel has a mail of this key already, so that none was transmitted. */
  readonly transmitted: boolean;
}

/** Said of a mail whose first transmission may have been taken: a channel that knows its mails by their keys is asked first. */
export interface SecondTransmission {
  readonly mayHaveBeenTaken: true;
}

/** How far a mail has come, as its channel says. `at`: epoch ms, by the channel's clock. */
export type Delivery =
  | { readonly state: 'under-way' }
  | { readonly state: 'delivered'; readonly at: number }
  | { readonly state: 'failed'; readonly at: number; readonly why: NotDelivered };

/**
 * Why a mail did not come: there is no such address; the reader's server did not take it for days, which another time may; or
 * the channel itself failed.
 */
export type NotDelivered = 'address' | 'later' | 'technical';

/**
 * Sends mail. Every adapter passes `mail-contract`.
 *
 * A mail holds names, addresses and links that let their owner in: no adapter writes any part of it to a log, and no error
 * repeats one.
 *
 * Errors: `MailRefused` (this mail will never be taken: do not send it again), `MailUnavailable` (try again later;
 * `outcomeUnknown` tells whether it may have been taken).
 */
export interface Mailer {
  /** Whether mail leaves here at all. Where it does not, a page offers to hand over a code instead. */
  readonly canSend: boolean;
  /** Whether the channel tells later what became of a mail. Where it does not, "sent" is the last that is ever known. */
  readonly tellsDelivery: boolean;
  /**
   * Answers once the mail has been taken: by the next mail server, which is not yet its reader.
   *
   * @param again for a mail whose first transmission ended without an answer. A channel that can look does so, and transmits
   *   nothing where it has the mail; one that cannot transmits it under the same name.
   */
  send(mail: Mail, again?: SecondTransmission): Promise<Sent>;
  /**
   * How far the mail of a key has come; undefined where the channel does not know the key, no longer knows it, or tells nothing.
   * Throws `MailUnavailable`.
   */
  deliveryOf(key: string): Promise<Delivery | undefined>;
  /** Lets what is being sent come to its end, for a bounded time; what is sent afterwards is unavailable. */
  close(): Promise<void>;
}

/** The mail will not be taken, however often it is sent. `what` tells whether its address or the mail itself is at fault. */
export class MailRefused extends Error {
  constructor(
    readonly what: 'address' | 'mail',
    message: string,
  ) {
    super(message);
    this.name = 'MailRefused';
  }
}

/**
 * The mail was not taken now. `outcomeUnknown`: it may have been taken; a second transmission says so, and bears the same name.
 * `notBefore`: where the channel says how long it takes no more, until when (epoch ms, by the clock of the machine).
 */
export class MailUnavailable extends Error {
  constructor(
    readonly outcomeUnknown: boolean,
    message: string,
    readonly notBefore?: number,
  ) {
    super(message);
    this.name = 'MailUnavailable';
  }
}

/** Most characters of an address (RFC 5321, 4.5.3.1.3, less the angle brackets). */
export const MAX_MAIL_ADDRESS = 254;
/** Most characters of a subject: more is not shown anywhere. */
export const MAX_MAIL_SUBJECT = 200;
/** Most bytes of a mail's text and of its html, each. */
export const MAX_MAIL_BYTES = 256 * 1024;

const MAX_KEY = 128;
const KEY = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
/**
 * One mailbox in ASCII: no name, no list, no comment, no quoted part, nothing that could begin a header or a command. A domain
 * of other letters is given in its ASCII form (xn--…).
 */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
/** Most characters before the @ (RFC 5321, 4.5.3.1.1). */
const MAX_LOCAL_PART = 64;
const LINE_BREAK_OR_CONTROL = /[\p{Cc}\u2028\u2029]/u;
const CONTROL_BUT_LINES = /(?![\t\n])\p{Cc}/u;

/** Whether mail can be sent to an address, as far as its form tells. */
export function isMailAddress(text: string): boolean {
  return text.length <= MAX_MAIL_ADDRESS && text.indexOf('@') <= MAX_LOCAL_PART && ADDRESS.test(text);
}

/**
 * What every mailer refuses before anything leaves; gives the mail with its lines ended by a line feed alone. Throws
 * `MailRefused`; `RangeError` for a key that cannot be one, which is its caller's fault.
 */
export function acceptMail(mail: Mail): Mail {
  if (mail.key.length > MAX_KEY || !KEY.test(mail.key))
    throw new RangeError('The key of a mail is made of letters, digits, dashes, underscores and single dots');
  if (!isMailAddress(mail.to)) throw new MailRefused('address', 'Mail cannot be sent to this address: it is not one');
  if (mail.subject.trim() === '') throw new MailRefused('mail', 'A mail needs a subject');
  if (mail.subject.length > MAX_MAIL_SUBJECT)
    throw new MailRefused('mail', `The subject of a mail has at most ${MAX_MAIL_SUBJECT} characters`);
  if (LINE_BREAK_OR_CONTROL.test(mail.subject))
    throw new MailRefused('mail', 'The subject of a mail is one line, without control characters');
  if (mail.text.trim() === '') throw new MailRefused('mail', 'A mail needs a text');
  const text = acceptBody(mail.text);
  return mail.html === undefined ? { ...mail, text } : { ...mail, text, html: acceptBody(mail.html) };
}

function acceptBody(body: string): string {
  const lines = body.replace(/\r\n?/g, '\n');
  if (CONTROL_BUT_LINES.test(lines)) throw new MailRefused('mail', 'The text of a mail has no control characters');
  if (Buffer.byteLength(lines) > MAX_MAIL_BYTES)
    throw new MailRefused('mail', `The text of a mail has at most ${MAX_MAIL_BYTES / 1024} KiB`);
  return lines;
}
