import { londonDateOf } from '@minutebook/kernel';
import { MAX_KEPT_MAILS, type OutboxMail } from '@minutebook/mail-outbox';
import type { PageMoment } from '@minutebook/web-kit';

/** Where the outbox is. */
export const OUTBOX_PATH = '/demonstration/outbox';

/** What outbox.njk shows. */
export interface OutboxPage {
  readonly rows: readonly {
    readonly href: string;
    readonly subject: string;
    readonly to: string;
    /** Epoch ms. */
    readonly sentAt: number;
    /** Which transmission of the same mail it is, from the second on. */
    readonly transmission: number | undefined;
  }[];
  /** So many are kept. */
  readonly most: number;
}

/** What outbox-mail.njk shows. */
export interface OutboxMailPage {
  readonly to: string;
  readonly sentAt: number;
  readonly key: string;
  readonly transmission: number | undefined;
  readonly hasHtml: boolean;
  /** The text, in which links to this service can be followed. */
  readonly parts: readonly MailPart[];
}

interface MailPart {
  readonly text: string;
  readonly href?: string;
}

/** The mails that had been sent by the moment that a page shows. */
export function mailsUpTo({ live, pageDate }: PageMoment, mails: readonly OutboxMail[]): readonly OutboxMail[] {
  return live ? mails : mails.filter(({ sentAt }) => londonDateOf(sentAt) <= pageDate);
}

export function presentOutbox(mails: readonly OutboxMail[]): OutboxPage {
  return {
    rows: mails.map((mail) => ({
      href: `${OUTBOX_PATH}/${mail.number}`,
      subject: mail.subject,
      to: mail.to,
      sentAt: mail.sentAt,
      transmission: transmissionOf(mail, mails),
    })),
    most: MAX_KEPT_MAILS,
  };
}

/** @param home the address of this service: only what begins with it becomes a link, so that a mail leads nowhere else */
export function presentMail(mail: OutboxMail, mails: readonly OutboxMail[], home: string): OutboxMailPage {
  const { to, sentAt, key, text, html } = mail;
  return {
    to,
    sentAt,
    key,
    transmission: transmissionOf(mail, mails),
    hasHtml: html !== undefined,
    parts: partsOf(text, home),
  };
}

function transmissionOf({ key, number }: OutboxMail, mails: readonly OutboxMail[]): number | undefined {
  const nth = mails.filter((other) => other.key === key && other.number <= number).length;
  return nth > 1 ? nth : undefined;
}

/** Takes a text apart at its links; a full stop, a comma or a bracket behind an address is the sentence's, not its own. */
function partsOf(text: string, home: string): MailPart[] {
  return text
    .split(/(https?:\/\/\S*[^\s.,;:!?)\]>"'])/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith(home) ? { text: part, href: part } : { text: part }));
}
