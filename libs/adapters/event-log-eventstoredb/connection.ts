import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { debug } from '@eventstore/db-client/dist/utils/debug';

/** Which event store, and which streams of it. The connection string is a secret: it holds a password. */
export interface EventStoreAddress {
  /** `esdb://user:password@host:port?tls=true`, or `esdb+discover://…`, as the vendor's documentation writes it. */
  readonly connectionString: string;
  /** What the names of this deployment's streams begin with, before a dot. */
  readonly prefix: string;
}

/** What an address says of the way to the event store. */
export interface AddressCheck {
  readonly tls: boolean;
  /** Names of the hosts, without ports. */
  readonly hosts: readonly string[];
}

/** A client for an address, and what each of its calls is given. */
export interface Connection {
  readonly client: EventStoreDBClient;
  /**
   * Passed with every call. Without them the client appends on its long-lived batch path, where deadlines do not hold
   * and one failing connection strikes all (event-log.md, 3.3); without TLS they are dropped on the wire.
   */
  readonly credentials: Credentials;
  /** An append that is not answered within so many ms has an unknown outcome. */
  readonly deadlineMs: number;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The connection string or the prefix cannot be; the message says what to write, and repeats no secret. */
export class ConnectionFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConnectionFault';
  }
}

/** The server itself gives up writing after 2 s; a little longer tells more answers from silences. */
const DEFAULT_DEADLINE_MS = 5_000;
const DEFAULT_PORT = 2113;
const FORM = /^esdb(?<discover>\+discover)?:\/\/(?:(?<user>[^@/?]*)@)?(?<hosts>[^/?@]+)\/?(?:\?(?<options>.*))?$/;
const PREFIX = /^[a-z][a-z0-9-]{0,31}$/;

/** Options of the connection string that mean something here, by their names in lower case. */
const OPTIONS = [
  ...['tls', 'tlscafile', 'defaultdeadline', 'connectionname', 'nodepreference'],
  ...['keepaliveinterval', 'keepalivetimeout', 'maxdiscoverattempts', 'discoveryinterval', 'gossiptimeout'],
];

/** Looks whether an address can be one, without going there. Throws `ConnectionFault`. */
export function checkAddress(address: EventStoreAddress): AddressCheck {
  streamPrefixOf(address);
  const { tls, endpoints } = partsOf(address.connectionString);
  return { tls, hosts: endpoints.map(({ address: host }) => host) };
}

/** Whether two addresses name the same streams of the same event store, as far as that shows without going there. Throws `ConnectionFault`. */
export function isSameAddress(one: EventStoreAddress, other: EventStoreAddress): boolean {
  if (one.prefix !== other.prefix) return false;
  const nodes = ({ connectionString }: EventStoreAddress): string[] =>
    partsOf(connectionString).endpoints.map(
      ({ address, port }) => `${address.toLowerCase().replace(/^localhost$/, '127.0.0.1')}:${port}`,
    );
  const others = nodes(other);
  return nodes(one).some((node) => others.includes(node));
}

/**
 * Makes the client. It never sees the connection string itself: it would write it into its debug log, and reads a password
 * with a colon in it only up to there.
 *
 * Throws `ConnectionFault`.
 */
export function connectionOf({ connectionString }: Pick<EventStoreAddress, 'connectionString'>): Connection {
  silenceDebugLog();
  const { discover, endpoints, tls, credentials, options } = partsOf(connectionString);
  const settings = {
    keepAliveInterval: count(options, 'keepaliveinterval'),
    keepAliveTimeout: count(options, 'keepalivetimeout'),
    maxDiscoverAttempts: count(options, 'maxdiscoverattempts'),
    discoveryInterval: count(options, 'discoveryinterval'),
    gossipTimeout: count(options, 'gossiptimeout'),
    connectionName: options.get('connectionname') ?? 'minutebook',
  };
  const secrets = tls ? { rootCertificate: certificateFrom(options.get('tlscafile')) } : { insecure: true };
  const [first] = endpoints;
  return {
    client: discover
      ? new EventStoreDBClient({ ...settings, discover: first }, secrets, credentials)
      : endpoints.length > 1
        ? new EventStoreDBClient({ ...settings, endpoints: [...endpoints] }, secrets, credentials)
        : new EventStoreDBClient({ ...settings, endpoint: first }, secrets, credentials),
    credentials,
    deadlineMs: count(options, 'defaultdeadline') ?? DEFAULT_DEADLINE_MS,
  };
}

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

interface Parts {
  readonly discover: boolean;
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
  readonly tls: boolean;
  readonly credentials: Credentials;
  readonly options: ReadonlyMap<string, string>;
}

function partsOf(connectionString: string): Parts {
  const groups = FORM.exec(connectionString.trim())?.groups;
  if (!groups)
    throw new ConnectionFault(
      'The event store must be named as esdb://user:password@host:port, with @, / and ? in a password percent-encoded',
    );
  const options = optionsOf(groups['options'] ?? '');
  const tls = flag(options, 'tls', true);
  const [first = '', ...others] = (groups['hosts'] ?? '').split(',');
  return {
    discover: groups['discover'] !== undefined,
    endpoints: [endpointOf(first), ...others.map(endpointOf)],
    tls,
    credentials: credentialsOf(groups['user'], tls),
    options,
  };
}

/** What the names of streams begin with. Throws `ConnectionFault`. */
export function streamPrefixOf({ prefix }: Pick<EventStoreAddress, 'prefix'>): string {
  if (!PREFIX.test(prefix))
    throw new ConnectionFault(
      `"${prefix}" cannot be the prefix of stream names: use up to 32 lower-case letters, digits and dashes, a letter first`,
    );
  return `${prefix}.`;
}

/** The client would write connection strings and the credentials of every call there, whatever DEBUG says later. */
function silenceDebugLog(): void {
  for (const log of [debug.connection, debug.command, debug.command_grpc, debug.events]) log.enabled = false;
}

function optionsOf(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const known = name.toLowerCase().replace(/[_-]/g, '');
    if (known === 'tlsverifycert')
      throw new ConnectionFault('tlsVerifyCert has no effect on Node: name the certificate in tlsCAFile instead');
    if (!OPTIONS.includes(known))
      throw new ConnectionFault(`The connection string has an option "${name}" that is not known here`);
    options.set(known, value);
  }
  const preference = options.get('nodepreference')?.toLowerCase() ?? 'leader';
  if (preference !== 'leader')
    throw new ConnectionFault(
      'nodePreference must be leader: decisions are made on what the leader holds, for others lag behind it',
    );
  return options;
}

function flag(options: ReadonlyMap<string, string>, name: string, unless: boolean): boolean {
  const text = options.get(name) ?? String(unless);
  if (text !== 'true' && text !== 'false') throw new ConnectionFault(`${name} must be true or false`);
  return text === 'true';
}

function count(options: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) throw new ConnectionFault(`${name} must be a whole number from 1`);
  return Number(text);
}

function credentialsOf(text: string | undefined, tls: boolean): Credentials {
  if (text === undefined) {
    if (tls)
      throw new ConnectionFault('The connection string must name a user and a password: esdb://user:password@host');
    return { username: 'nobody', password: 'none' };
  }
  const colon = text.indexOf(':');
  if (colon < 1) throw new ConnectionFault('The connection string must give a password: esdb://user:password@host');
  try {
    return {
      username: decodeURIComponent(text.slice(0, colon)),
      password: decodeURIComponent(text.slice(colon + 1)),
    };
  } catch {
    throw new ConnectionFault('User and password must be percent-encoded: a % is written %25');
  }
}

function endpointOf(text: string): Endpoint {
  const [, address = '', port = String(DEFAULT_PORT)] = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (address === '' || Number(port) > 65_535)
    throw new ConnectionFault('The connection string must name hosts as host or host:port, separated by commas');
  return { address, port: Number(port) };
}

function certificateFrom(file: string | undefined): Buffer | undefined {
  if (file === undefined) return undefined;
  const path = isAbsolute(file) ? file : resolve(file);
  if (!existsSync(path)) throw new ConnectionFault(`tlsCAFile names a file that is not there: ${path}`);
  return readFileSync(path);
}
