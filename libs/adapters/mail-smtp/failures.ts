import { MailRefused, MailUnavailable } from '@minutebook/kernel/recording';

/** How far a transmission has come. */
export interface Progress {
  /** The whole mail went to the server: it may have taken it, whatever its answer. */
  handedOver: boolean;
}

/** What became of a transmission, and whether it is worth another attempt at once. */
export interface Failure {
  readonly error: MailRefused | MailUnavailable;
  readonly again: boolean;
}

/** What nodemailer says of a failure. Its message and response may repeat the address, so that neither is passed on. */
interface Said {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/** The server's answers (RFC 5321, 4.2): what it will not do, and what it is not able to do now. */
const isFinal = (answer: number): boolean => answer >= 500 && answer !== 503;
/** "Service not available, closing transmission channel": about the connection, not about the mail. */
const GOING_AWAY = 421;
/** "Authentication required", and the like: about us, not about the mail. */
const ABOUT_US: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** Reads what nodemailer threw. */
export function failureOf(error: unknown, { handedOver }: Progress): Failure {
  const { code, command, responseCode } = error as Said;
  const answer = typeof responseCode === 'number' ? responseCode : undefined;
  if (code === 'ETLS') return notSecure();
  if (code === 'EAUTH' || (answer !== undefined && ABOUT_US.has(answer)))
    return later('The mail server does not accept our user and password');
  if (answer === GOING_AWAY) return { ...later('The mail server is going away (421)'), again: true };
  if (answer !== undefined) return answered(answer, String(command));
  if (handedOver)
    return {
      error: new MailUnavailable(true, 'The mail server was given the mail and did not answer: it may have taken it'),
      again: false,
    };
  if (isAboutCertificate(error)) return notSecure();
  const reason = code === 'EABORT' ? 'in time' : `(${systemCodeOf(error)})`;
  return { ...later(`The mail server cannot be reached ${reason}`), again: code !== 'EABORT' };
}

function answered(answer: number, command: string): Failure {
  if (!isFinal(answer)) return later(`The mail server does not take the mail now (${answer})`);
  if (command === 'RCPT TO')
    return never(new MailRefused('address', `The mail server does not take mail for this address (${answer})`));
  if (command === 'DATA') return never(new MailRefused('mail', `The mail server does not take this mail (${answer})`));
  return later(`The mail server does not take mail from our sender (${answer})`);
}

function notSecure(): Failure {
  return later(
    'The connection to the mail server cannot be secured: it offers no TLS, or a certificate that is not trusted',
  );
}

function later(message: string): Failure {
  return { error: new MailUnavailable(false, message), again: false };
}

function never(error: MailRefused): Failure {
  return { error, again: false };
}

function isAboutCertificate(error: unknown): boolean {
  return /CERT|_TLS_|SSL|SELF_SIGNED|UNABLE_TO_/.test(systemCodeOf(error));
}

/** ECONNREFUSED and its like: nodemailer keeps them beside its own codes. */
function systemCodeOf(error: unknown): string {
  const { originalCode, code } = error as { readonly originalCode?: string; readonly code?: string };
  return originalCode ?? code ?? 'unknown';
}
