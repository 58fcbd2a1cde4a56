import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { API_REQUESTS_PER_MINUTE } from '@minutebook/accounts';
import { ConfigurationFault, isLoopback } from './configuration-fault';
import { mailPlaceFrom, type MailPlace } from './mail/mail-place';
import { logPlaceFrom, type LogPlace } from './record/log-place';
import { vaultPlaceFrom, type VaultPlace } from './record/vault-place';
import { redisPlaceFrom, type RedisPlace } from './reminders/redis-place';
import { LOCAL_SIGN_IN, signInFrom, type SignInSettings } from './sign-in-settings';

/** What an operator chooses by environment variables, checked at the start. */
export interface Configuration {
  readonly log: LogPlace;
  readonly vault: VaultPlace;
  /** Whether a new record begins empty, without the demonstration. */
  readonly empty: boolean;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Where readers reach the service; links in mail and secure cookies follow from it. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  /** Where mail goes; a demonstration sends none. */
  readonly mail: MailPlace;
  /** Where alarms of reminders ring from; a file unless it is set. */
  readonly redis?: RedisPlace;
  /** Whether the demonstration's known accounts may be used from other machines. */
  readonly demonstrationPublic: boolean;
  readonly signIn: SignInSettings;
  readonly sessionSecret: Uint8Array;
  readonly masterKey: Buffer;
  /** The file that holds the master key, where it is in one. */
  readonly masterKeyFile: string | undefined;
  readonly logLevel: string;
  /** What one token may ask of the API. */
  readonly apiRequestsPerMinute: number;
  /** Whether this process reminds people; others may do it in its place. */
  readonly policies: boolean;
  /** What an operator should mend, though it works: one sentence each. */
  readonly warnings: readonly string[];
}

/** Below these, packages that we use log headers with what is secret in them. */
const LOG_LEVELS: readonly string[] = ['error', 'warn', 'info', 'debug'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment and the words after `npm start --`. Throws `ConfigurationFault`. */
export function readConfiguration(environment: Environment, words: readonly string[] = []): Configuration {
  const demonstrationPublic = yesOrNo(environment, 'DEMONSTRATION_PUBLIC');
  if (!emptyFrom(words)) checkDemonstrationHost(hostFrom(environment), demonstrationPublic);
  const places = readPlaces(environment, words);
  const secrets = new Secrets(environment, places.dataDir);
  return { ...places, signIn: signInFrom(environment, places.publicUrl, (name) => secrets.text(name)) };
}

/** The same for a command of the command line, which serves nobody. Throws `ConfigurationFault`. */
export function readPlaces(environment: Environment, words: readonly string[] = []): Configuration {
  const empty = emptyFrom(words);
  const dataDir = resolve(environment['DATA_DIR'] || './data');
  const host = hostFrom(environment);
  const port = portFrom(environment['PORT'] || '3000');
  const publicUrl = environment['PUBLIC_URL'] || `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const demonstrationPublic = yesOrNo(environment, 'DEMONSTRATION_PUBLIC');
  checkPublicUrl(publicUrl);
  const secrets = new Secrets(environment, dataDir);
  const configuration = {
    log: logFrom(environment, secrets.text('EVENT_LOG'), dataDir),
    vault: vaultFrom(environment, secrets.text('KEY_VAULT_URL'), dataDir),
    empty,
    dataDir,
    host,
    port,
    publicUrl,
    trustProxy: yesOrNo(environment, 'TRUST_PROXY'),
    mail: mailFrom(environment, secrets),
    redis: redisPlaceFrom(secrets.text('REDIS_URL'), environment['EVENT_LOG_PREFIX']),
    demonstrationPublic,
    signIn: LOCAL_SIGN_IN,
    sessionSecret: secrets.read('SESSION_SECRET'),
    masterKey: secrets.read('MASTER_KEY'),
    masterKeyFile: secrets.fileOf('MASTER_KEY'),
    logLevel: logLevelFrom(environment['LOG_LEVEL'] || 'warn'),
    apiRequestsPerMinute: requestsFrom(environment['API_REQUESTS_PER_MINUTE'] || String(API_REQUESTS_PER_MINUTE)),
    policies: policiesFrom(environment['POLICIES'] || 'on'),
  };
  return { ...configuration, warnings: secrets.warnings };
}

function mailFrom(environment: Environment, secrets: Secrets): MailPlace {
  return mailPlaceFrom(secrets.text('MAIL'), {
    from: environment['MAIL_FROM'],
    notify: {
      apiKey: secrets.text('NOTIFY_API_KEY'),
      templateId: environment['NOTIFY_TEMPLATE_ID'],
      baseUrl: environment['NOTIFY_BASE_URL'] || undefined,
    },
  });
}

function hostFrom(environment: Environment): string {
  return environment['HOST'] || '127.0.0.1';
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigurationFault(`PORT must be a whole number from 0 to 65535, not "${text}"`);
  return port;
}

function logLevelFrom(text: string): string {
  if (!LOG_LEVELS.includes(text))
    throw new ConfigurationFault(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${text}"`);
  return text;
}

function requestsFrom(text: string): number {
  const requests = Number(text);
  if (!Number.isInteger(requests) || requests < 1 || requests > 1_000_000)
    throw new ConfigurationFault(`API_REQUESTS_PER_MINUTE must be a whole number from 1 to 1000000, not "${text}"`);
  return requests;
}

function policiesFrom(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new ConfigurationFault(`POLICIES must be on or off, not "${text}"`);
  return text === 'on';
}

function emptyFrom(words: readonly string[]): boolean {
  const [other] = words.filter((word) => word !== '--empty');
  if (other !== undefined)
    throw new ConfigurationFault(`"${other}" means nothing here. There is: npm start, and npm start -- --empty`);
  return words.length > 0;
}

function logFrom(environment: Environment, text: string | undefined, dataDir: string): LogPlace {
  if (text === undefined) return { engine: 'sqlite', folder: join(dataDir, 'log') };
  return logPlaceFrom(text, environment['EVENT_LOG_PREFIX'], { log: 'EVENT_LOG', prefix: 'EVENT_LOG_PREFIX' });
}

function vaultFrom(environment: Environment, text: string | undefined, dataDir: string): VaultPlace {
  if (text === undefined) return { engine: 'sqlite', folder: join(dataDir, 'keys') };
  return vaultPlaceFrom(text, environment['KEY_VAULT_PREFIX'] || environment['EVENT_LOG_PREFIX']);
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

/** Secrets: from the environment, from a file that it names, or (keys of 32 bytes) made once and kept outside `DATA_DIR`. */
class Secrets {
  readonly warnings: string[] = [];
  private readonly folder: string;

  constructor(
    private readonly environment: Environment,
    dataDir: string,
  ) {
    // Beside the data, not within: whoever copies the data folder must not get its keys with it.
    this.folder = join(dirname(dataDir), `${basename(dataDir)}-secrets`);
  }

  read(name: 'SESSION_SECRET' | 'MASTER_KEY'): Buffer {
    const text = this.text(name) ?? this.kept(name);
    const bytes = Buffer.from(text.trim(), 'base64');
    if (bytes.length !== 32)
      throw new ConfigurationFault(`${name} must be 32 bytes in base64, for example from: openssl rand -base64 32`);
    return bytes;
  }

  /** What a variable says, itself or in the file that `<NAME>_FILE` names; undefined where it is not set. */
  text(name: string): string | undefined {
    const [itself, file] = [this.environment[name], this.environment[`${name}_FILE`]];
    // Which of the two holds would be a matter of luck, and after a change of the secret an old one could go on.
    if (itself && file) throw new ConfigurationFault(`Set ${name} or ${name}_FILE, not both`);
    return itself || this.fromFile(name)?.trim() || undefined;
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
    this.look(name, file);
    return readSecret(name, file);
  }

  /** Others of this machine must not read it. In a container's own folder of secrets there are no others. */
  private look(name: string, file: string): void {
    const isOpen = process.platform !== 'win32' && (statSync(file).mode & 0o004) !== 0;
    if (isOpen && !file.startsWith('/run/secrets/'))
      this.warnings.push(`Every user of this machine may read ${file}, which holds ${name}: chmod 600 it.`);
  }

  private kept(name: string): string {
    const file = this.keptFile(name);
    if (!existsSync(file)) {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    }
    this.look(name, file);
    return readSecret(name, file);
  }

  private keptFile(name: string): string {
    return join(this.folder, name.toLowerCase().replace('_', '-'));
  }
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationFault(`${name} cannot be read from ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
