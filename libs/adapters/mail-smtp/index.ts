/** Mail by SMTP, over TLS unless the mail server is on this machine. */
export { checkSmtpAddress, SmtpAddressFault, type SmtpAddress } from './smtp-address';
export { openSmtpMailer, type SmtpSettings, type SmtpTiming } from './smtp-mailer';
export { senderFrom, type Sender } from './sender';
