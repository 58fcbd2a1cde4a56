import { isNotifyApiKey, isNotifyBaseUrl, isNotifyTemplateId } from '@minutebook/mail-govuk-notify';
import { checkSmtpAddress, senderFrom, SmtpAddressFault, type Sender } from '@minutebook/mail-smtp';
import { ConfigurationFault } from '../configuration-fault';

/** Where mail goes. The address of a mail server is a secret, for it may hold a password; so is the key for GOV.UK Notify. */
export type MailPlace =
  | { readonly engine: 'none' }
  | { readonly engine: 'outbox' }
  | { readonly engine: 'smtp'; readonly address: string; readonly sender: Sender }
  | { readonly engine: 'notify'; readonly apiKey: string; readonly templateId: string; readonly baseUrl?: string };

/** What is said of mail besides where it goes. */
export interface MailSettings {
  /** `MAIL_FROM`, for a mail server. */
  readonly from: string | undefined;
  /** `NOTIFY_API_KEY`, `NOTIFY_TEMPLATE_ID` and `NOTIFY_BASE_URL`. */
  readonly notify: {
    readonly apiKey: string | undefined;
    readonly templateId: string | undefined;
    readonly baseUrl: string | undefined;
  };
}

/**
 * Reads `MAIL` and what it needs. Nothing said is no mail: a service must not begin to write to people because it was updated.
 *
 * Throws `ConfigurationFault`, whose message repeats no secret.
 */
export function mailPlaceFrom(text: string | undefined, { from, notify }: MailSettings): MailPlace {
  if (text === undefined || text === 'none') return { engine: 'none' };
  if (text === 'outbox') return { engine: 'outbox' };
  if (text === 'notify:') return notifyFrom(notify);
  if (!/^smtps?:/.test(text))
    throw new ConfigurationFault('MAIL must be none, outbox, notify:, smtps://user:password@host:port or smtp://…');
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

function notifyFrom({ apiKey, templateId, baseUrl }: MailSettings['notify']): MailPlace {
  if (!isNotifyApiKey(apiKey ?? ''))
    throw new ConfigurationFault(
      'MAIL=notify: needs NOTIFY_API_KEY, or NOTIFY_API_KEY_FILE, as GOV.UK Notify shows it: its name, the id of the service and the secret, with dashes between',
    );
  if (!isNotifyTemplateId(templateId ?? ''))
    throw new ConfigurationFault(
      'MAIL=notify: needs NOTIFY_TEMPLATE_ID, the id of an email template, for example 6ce466d0-fd6a-11e5-82f5-e0accb9d11a6',
    );
  if (baseUrl !== undefined && !isNotifyBaseUrl(baseUrl))
    throw new ConfigurationFault('NOTIFY_BASE_URL must begin with https://, unless it is on this machine');
  return { engine: 'notify', apiKey: apiKey ?? '', templateId: templateId ?? '', ...(baseUrl && { baseUrl }) };
}
