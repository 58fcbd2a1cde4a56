import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** What the client is told of the way to a Redis. */
export type QueueAddress = ({ readonly host: string; readonly port: number } | { readonly path: string }) & QueueAccess;

interface QueueAccess {
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** The address or the prefix cannot be one; the message says what to write, and repeats no secret. */
export class QueueAddressFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'QueueAddressFault';
  }
}

const DEFAULT_PORT = 6379;
const PREFIX = /^[a-z][a-z0-9-]{0,31}$/;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;
/** Files of certificates, by the option that names them. */
const FILES = { tlsCAFile: 'ca', tlsCertFile: 'cert', tlsKeyFile: 'key' } as const;

/**
 * Reads `rediss://user:password@host:port`, `redis://…` or `unix://user:password@/path/to/socket` on this machine, with `?tlsCAFile=<file>` where an authority of the
 * council's own has signed the certificate. Goes nowhere. Throws `QueueAddressFault`.
 */
export function checkQueueAddress(text: string): QueueAddress {
  if (text.startsWith('unix:')) return socketOf(text);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '')
    throw new QueueAddressFault(
      'The address of the reminder queue is rediss://user:password@host:port, redis://… or unix://user:password@/path/to/redis.sock',
    );
  if (!/^\/?$/.test(url.pathname) || url.hash !== '')
    throw new QueueAddressFault(
      'The address of the reminder queue ends with its port (a prefix, not a number, keeps deployments apart): write / ? # @ in a password as %2F %3F %23 %40',
    );
  const secure = url.protocol === 'rediss:';
  if (!secure && !LOOPBACK.test(url.hostname))
    throw new QueueAddressFault(
      'A Redis that is not on this machine must be reached by TLS: write rediss:// in place of redis://',
    );
  const files = filesOf(url);
  if (!secure && Object.keys(files).length > 0)
    throw new QueueAddressFault('Certificates mean something with rediss:// only');
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    ...credentialsOf(url),
    ...(secure && { tls: files }),
  };
}

/** No certificate is needed where nothing leaves the machine. */
function socketOf(text: string): QueueAddress {
  // A user without a host is no address to the rules of URLs, so that one is put there.
  const named = text.replace(/^unix:\/\/([^/]*@)?\//, 'unix://$1socket/');
  const url = URL.canParse(named) ? new URL(named) : undefined;
  if (url?.hostname !== 'socket' || url.pathname === '/' || url.search !== '' || url.hash !== '')
    throw new QueueAddressFault(
      'unix:// is followed by the whole path of a socket, and by no options: unix://user:password@/path/to/redis.sock',
    );
  return { path: decodeURIComponent(url.pathname), ...credentialsOf(url) };
}

/** The deployment's own part of every key. Throws `QueueAddressFault`. */
export function checkQueuePrefix(prefix: string): void {
  if (!PREFIX.test(prefix))
    throw new QueueAddressFault(
      `"${prefix}" cannot be the prefix of keys: use up to 32 lower-case letters, digits and dashes, a letter first`,
    );
}

function credentialsOf({ username, password }: URL): Pick<QueueAccess, 'username' | 'password'> {
  if (username !== '' && password === '')
    throw new QueueAddressFault(
      'The address of the reminder queue gives a password after a colon: user:password@ or :password@',
    );
  try {
    return {
      ...(username !== '' && { username: decodeURIComponent(username) }),
      ...(password !== '' && { password: decodeURIComponent(password) }),
    };
  } catch {
    throw new QueueAddressFault('In the address of the reminder queue, write % in user and password as %25');
  }
}

function filesOf({ searchParams }: URL): NonNullable<QueueAccess['tls']> {
  const files: Record<string, string> = {};
  for (const [name, file] of searchParams) {
    if (!(name in FILES))
      throw new QueueAddressFault(
        `The address of the reminder queue has no options but ${Object.keys(FILES).join(', ')}`,
      );
    if (!isAbsolute(file) || !existsSync(file))
      throw new QueueAddressFault(`${name} names a file that is not there; write its whole path, beginning with /`);
    files[FILES[name as keyof typeof FILES]] = readFileSync(file, 'utf8');
  }
  return files;
}
