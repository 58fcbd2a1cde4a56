import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** Which Redis, and which keys in it. The address is a secret: it may hold a password. */
export interface RedisVaultPlace {
  /** `rediss://user:password@host:port`, `redis://…` on this machine, or `unix://user:password@/path/to/socket`. */
  readonly url: string;
  /** The deployment that the keys belong to: several may keep theirs in one Redis. */
  readonly prefix: string;
}

/** What the client is told of the way there. */
export interface VaultAddress {
  /** How messages call it: without its secrets. */
  readonly name: string;
  readonly target: { readonly host: string; readonly port: number } | { readonly path: string };
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly servername?: string };
}

/** The address or the prefix cannot be one; the message says what to write, and repeats no secret. */
export class VaultAddressFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'VaultAddressFault';
  }
}

const FORM = /^(?<scheme>rediss?|unix):\/\/(?:(?<user>[^@/?#]*)@)?(?<rest>[^@?#]*)(?:\?(?<options>[^#]*))?$/;
const HOST = /^(?<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?<port>\d{1,5}))?\/?$/;
const PREFIX = /^[a-z][a-z0-9-]{0,31}$/;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
const IP = /^[0-9.]+$|:/;
const DEFAULT_PORT = 6379;
/** Files of certificates, by the option that names them. */
const FILES = { tlsCAFile: 'ca', tlsCertFile: 'cert', tlsKeyFile: 'key' } as const;

/** Reads an address and a prefix without going there. Throws `VaultAddressFault`. */
export function checkVaultAddress({ url, prefix }: RedisVaultPlace): VaultAddress {
  if (!PREFIX.test(prefix))
    throw new VaultAddressFault(
      `"${prefix}" cannot be the prefix of keys: use up to 32 lower-case letters, digits and dashes, a letter first`,
    );
  const groups = FORM.exec(url.trim())?.groups;
  if (!groups)
    throw new VaultAddressFault(
      'The key vault must be named as rediss://user:password@host:port, with @, /, ? and # in a password percent-encoded, or as unix://user:password@/path/to/redis.sock',
    );
  const { scheme, user, rest = '', options = '' } = groups;
  const credentials = credentialsOf(user);
  if (scheme === 'unix') {
    if (!isAbsolute(rest) || options !== '')
      throw new VaultAddressFault('unix:// is followed by the whole path of a socket, and by no options');
    return { name: `the Redis at ${rest}`, target: { path: rest }, ...credentials };
  }
  const { host, port } = hostOf(rest);
  if (scheme === 'redis' && !LOOPBACK.test(host))
    throw new VaultAddressFault(
      'A Redis that is not on this machine must be reached by TLS: write rediss:// in place of redis://',
    );
  const files = filesOf(options);
  if (scheme === 'redis' && Object.keys(files).length > 0)
    throw new VaultAddressFault('Certificates mean something with rediss:// only');
  // A name is asked of the certificate; Node refuses to ask one for an address.
  const tls = { ...files, ...(!IP.test(host) && { servername: host }) };
  return {
    name: `the Redis at ${host.includes(':') ? `[${host}]` : host}:${port}`,
    target: { host, port },
    ...credentials,
    ...(scheme === 'rediss' && { tls }),
  };
}

/** How messages call a vault: without the secrets of its address. */
export function vaultName(place: RedisVaultPlace): string {
  return `${checkVaultAddress(place).name}, under ${place.prefix}`;
}

function hostOf(text: string): { host: string; port: number } {
  const { host, port = String(DEFAULT_PORT) } = HOST.exec(text)?.groups ?? {};
  if (host === undefined || Number(port) > 65_535)
    throw new VaultAddressFault(
      'The address of the key vault ends with host:port. It has no number of a database: the vault needs a Redis of its own',
    );
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function credentialsOf(text: string | undefined): Pick<VaultAddress, 'username' | 'password'> {
  if (text === undefined) return {};
  const colon = text.indexOf(':');
  if (colon < 0 || colon === text.length - 1)
    throw new VaultAddressFault(
      'The address of the key vault gives a password after a colon: user:password@ or :password@',
    );
  try {
    const [username, password] = [text.slice(0, colon), text.slice(colon + 1)].map(decodeURIComponent);
    return { ...(username !== '' && { username }), password };
  } catch {
    throw new VaultAddressFault('In the address of the key vault, write % in user and password as %25');
  }
}

function filesOf(options: string): NonNullable<VaultAddress['tls']> {
  const files: Record<string, string> = {};
  for (const [name, file] of new URLSearchParams(options)) {
    if (!(name in FILES))
      throw new VaultAddressFault(`The address of the key vault has no options but ${Object.keys(FILES).join(', ')}`);
    if (!isAbsolute(file) || !existsSync(file))
      throw new VaultAddressFault(`${name} names a file that is not there; write its whole path, beginning with /`);
    files[FILES[name as keyof typeof FILES]] = readFileSync(file, 'utf8');
  }
  return files;
}
