import { join } from 'node:path';
import { MailUnavailable, realSystemClock, type Clock, type Mailer } from '@minutebook/kernel/recording';
import { openNotifyMailer } from '@minutebook/mail-govuk-notify';
import { openOutbox } from '@minutebook/mail-outbox';
import { openSmtpMailer } from '@minutebook/mail-smtp';
import { ConfigurationFault } from '../configuration-fault';
import type { MailPlace } from './mail-place';

/** What a mailer is opened for. */
export interface MailRecord {
  readonly dataDir: string;
  readonly masterKey: Uint8Array;
  readonly clock: Clock;
  readonly isDemonstration: boolean;
}

/**
 * Opens the mailer that was chosen. A demonstration gets the outbox, whatever was chosen: everybody knows its accounts, so
 * that anybody could have it write to anybody.
 *
 * Throws `ConfigurationFault` for an outbox where the record is a council's own: its page belongs to the demonstration, and
 * would let an administrator read the links that let others in.
 */
export function openMailer(place: MailPlace, { dataDir, masterKey, clock, isDemonstration }: MailRecord): Mailer {
  if (isDemonstration) return openOutbox(join(dataDir, 'outbox'), masterKey, clock);
  if (place.engine === 'outbox')
    throw new ConfigurationFault(
      'MAIL=outbox is for the demonstration: nobody would get mail, and this record is a council’s own. Name a mail server, or say MAIL=none.',
    );
  if (place.engine === 'notify') return openNotifyMailer({ ...place, clock: realSystemClock });
  return place.engine === 'smtp' ? openSmtpMailer(place) : NO_MAIL;
}

/** Says that nothing is sent, to pages before they offer it and to whoever tries all the same. */
export const NO_MAIL: Mailer = {
  canSend: false,
  tellsDelivery: false,
  send: async () => {
    throw new MailUnavailable(false, 'No mail is sent from here: MAIL names no mail server');
  },
  deliveryOf: async () => undefined,
  close: async () => undefined,
};
