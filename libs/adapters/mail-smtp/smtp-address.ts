import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** A mail server, and how it is spoken to. */
export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  /**
   * `at-once`: the connection begins with TLS (smtps). `after-greeting`: STARTTLS, without which nothing is sent. `none`: on this
   * machine only.
   */
  readonly tls: 'at-once' | 'after-greeting' | 'none';
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Certificates of the authorities to be trusted, in place of those that Node knows. */
  readonly authorities?: string;
}

/** The address cannot be one; the message says what to write, and repeats no secret. */
export class SmtpAddressFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SmtpAddressFault';
  }
}

/** Submission (RFC 8314): 465 where TLS begins at once, 587 otherwise. */
const PORTS = { 'smtps:': 465, 'smtp:': 587 } as const;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/**
 * Reads `smtps://user:password@host:port` or `smtp://…`, with `?tlsCAFile=<file>` where an authority of the council's own
 * has signed the certificate of the mail server. Goes nowhere. Throws `SmtpAddressFault`.
 */
export function checkSmtpAddress(text: string): SmtpAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '')
    throw new SmtpAddressFault('The address of a mail server is smtps://user:password@host:port or smtp://…');
  if (!/^\/?$/.test(url.pathname) || url.hash !== '')
    throw new SmtpAddressFault(
      'The address of a mail server ends with its port: write / ? # @ in a password as %2F %3F %23 %40',
    );
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORTS[url.protocol] : Number(url.port),
    tls: secure ? 'at-once' : LOOPBACK.test(url.hostname) ? 'none' : 'after-greeting',
    credentials: credentialsOf(url),
    authorities: authoritiesOf(url),
  };
}

function credentialsOf({ username, password }: URL): SmtpAddress['credentials'] {
  if (username === '' && password === '') return undefined;
  if (username === '' || password === '')
    throw new SmtpAddressFault('The address of a mail server names both a user and a password, or neither');
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new SmtpAddressFault('In the address of a mail server, write % in user and password as %25');
  }
}

function authoritiesOf({ searchParams }: URL): string | undefined {
  const unknown = [...searchParams.keys()].find((name) => name !== 'tlsCAFile');
  if (unknown !== undefined)
    throw new SmtpAddressFault('The address of a mail server has no options but tlsCAFile=<file>');
  const file = searchParams.get('tlsCAFile');
  if (file === null) return undefined;
  if (!isAbsolute(file) || !existsSync(file))
    throw new SmtpAddressFault('tlsCAFile names a file that is not there; write its whole path, beginning with /');
  return readFileSync(file, 'utf8');
}
