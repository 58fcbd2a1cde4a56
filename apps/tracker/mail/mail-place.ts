import { checkSmtpAddress, senderFrom, SmtpAddressFault, type Sender } from '@minutebook/mail-smtp';
import { ConfigurationFault } from '../configuration-fault';

/** Where mail goes. The address of a mail server is a secret: it may hold a password. */
export type MailPlace =
  | { readonly engine: 'none' }
  | { readonly engine: 'outbox' }
  | { readonly engine: 'smtp'; readonly address: string; readonly sender: Sender };

/**
 * Reads `MAIL` and `MAIL_FROM`. Nothing said is no mail: a service must not begin to write to people because it was updated.
 *
 * Throws `ConfigurationFault`, whose message repeats no secret.
 */
export function mailPlaceFrom(text: string | undefined, from: string | undefined): MailPlace {
  if (text === undefined || text === 'none') return { engine: 'none' };
  if (text === 'outbox') return { engine: 'outbox' };
  if (!/^smtps?:/.test(text))
    throw new ConfigurationFault('MAIL must be none, outbox, smtps://user:password@host:port or smtp://…');
  try {
    checkSmtpAddress(text);
  } catch (error) {
    if (error instanceof SmtpAddressFault) throw new ConfigurationFault(`MAIL: ${error.message}`);
    throw error;
  }
  const sender = senderFrom(from ?? '');
  if (sender === undefined)
    throw new ConfigurationFault(
      'MAIL_FROM must say whom mail comes from, for example: Minutebook <minutebook@example.gov.uk>',
    );
  return { engine: 'smtp', address: text, sender };
}
