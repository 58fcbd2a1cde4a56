import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What an operator chooses by environment variables, checked at the start. */
export interface Configuration {
  /** Folder of the SQLite event log. */
  readonly logFolder: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Where readers reach the service; links in mail and secure cookies follow from it. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  /** Whether the demonstration's known accounts may be used from other machines. */
  readonly demonstrationPublic: boolean;
  readonly sessionSecret: Uint8Array;
  readonly masterKey: Buffer;
  /** The file that holds the master key, where it is in one. */
  readonly masterKeyFile: string | undefined;
  readonly logLevel: string;
}

/** Something in the environment that cannot be; the message says what to set. */
export class ConfigurationFault extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Reads and checks the environment. Throws `ConfigurationFault`. */
export function readConfiguration(environment: Environment): Configuration {
  const dataDir = resolve(environment['DATA_DIR'] || './data');
  const host = environment['HOST'] || '127.0.0.1';
  const port = portFrom(environment['PORT'] || '3000');
  const publicUrl = environment['PUBLIC_URL'] || `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const demonstrationPublic = yesOrNo(environment, 'DEMONSTRATION_PUBLIC');
  checkDemonstrationHost(host, demonstrationPublic);
  checkPublicUrl(publicUrl);
  const secrets = new Secrets(environment, dataDir);
  return {
    logFolder: logFolderFrom(environment['EVENT_LOG'], dataDir),
    dataDir,
    host,
    port,
    publicUrl,
    trustProxy: yesOrNo(environment, 'TRUST_PROXY'),
    demonstrationPublic,
    sessionSecret: secrets.read('SESSION_SECRET'),
    masterKey: secrets.read('MASTER_KEY'),
    masterKeyFile: secrets.fileOf('MASTER_KEY'),
    logLevel: environment['LOG_LEVEL'] || 'warn',
  };
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigurationFault(`PORT must be a whole number from 0 to 65535, not "${text}"`);
  return port;
}

function logFolderFrom(text: string | undefined, dataDir: string): string {
  if (text === undefined || text === '') return join(dataDir, 'log');
  if (!text.startsWith('sqlite:') || text === 'sqlite:')
    throw new ConfigurationFault(`EVENT_LOG must be sqlite:<folder>, not "${text.replace(/\/\/[^@]*@/, '//…@')}"`);
  return resolve(text.slice('sqlite:'.length));
}

function checkDemonstrationHost(host: string, demonstrationPublic: boolean): void {
  if (!isLoopback(host) && !demonstrationPublic)
    throw new ConfigurationFault(
      `The demonstration's accounts are known to everybody, so it is not served on ${host}. Leave HOST out, or set DEMONSTRATION_PUBLIC=yes.`,
    );
}

function checkPublicUrl(text: string): void {
  if (!URL.canParse(text))
    throw new ConfigurationFault(`PUBLIC_URL must be an address such as https://minutebook.example.gov.uk`);
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'https:' && !isLoopback(hostname.replace(/^\[|\]$/g, '')))
    throw new ConfigurationFault(
      'PUBLIC_URL must begin with https:// unless the service is only reached from this machine: say there at which address others reach it',
    );
}

function yesOrNo(environment: Environment, name: string): boolean {
  const text = environment[name] ?? 'no';
  if (text !== 'yes' && text !== 'no' && text !== '')
    throw new ConfigurationFault(`${name} must be yes or no, not "${text}"`);
  return text === 'yes';
}

/** Secrets of 32 bytes: from the environment, from a file that it names, or made once and kept outside `DATA_DIR`. */
class Secrets {
  private readonly folder: string;

  constructor(
    private readonly environment: Environment,
    dataDir: string,
  ) {
    // Beside the data, not within: whoever copies the data folder must not get its keys with it.
    this.folder = join(dirname(dataDir), `${basename(dataDir)}-secrets`);
  }

  read(name: 'SESSION_SECRET' | 'MASTER_KEY'): Buffer {
    const text = this.environment[name] || this.fromFile(name) || this.kept(name);
    const bytes = Buffer.from(text.trim(), 'base64');
    if (bytes.length !== 32)
      throw new ConfigurationFault(`${name} must be 32 bytes in base64, for example from: openssl rand -base64 32`);
    return bytes;
  }

  /** The file that a secret is read from; undefined where it comes from the environment itself. */
  fileOf(name: string): string | undefined {
    if (this.environment[name]) return undefined;
    return this.environment[`${name}_FILE`] || this.keptFile(name);
  }

  private fromFile(name: string): string | undefined {
    const file = this.environment[`${name}_FILE`];
    if (!file) return undefined;
    if (!existsSync(file)) throw new ConfigurationFault(`${name}_FILE names a file that is not there: ${file}`);
    return readFileSync(file, 'utf8');
  }

  private kept(name: string): string {
    const file = this.keptFile(name);
    if (!existsSync(file)) {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    }
    return readFileSync(file, 'utf8');
  }

  private keptFile(name: string): string {
    return join(this.folder, name.toLowerCase().replace('_', '-'));
  }
}
