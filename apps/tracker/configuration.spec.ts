import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration, readPlaces } from './configuration';
import { ConfigurationFault } from './configuration-fault';

const SECRET = Buffer.alloc(32, 7).toString('base64');

describe('the configuration', () => {
  let folder: string;
  let dataDir: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-configuration-'));
    dataDir = join(folder, 'data');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = (environment: Readonly<Record<string, string>>) =>
    readConfiguration({ DATA_DIR: dataDir, SESSION_SECRET: SECRET, MASTER_KEY: SECRET, ...environment });

  it('serves this machine alone, with everything in one folder, where nothing is said', () => {
    const configuration = read({});

    expect(configuration).toEqual({
      log: { engine: 'sqlite', folder: join(dataDir, 'log') },
      vault: { engine: 'sqlite', folder: join(dataDir, 'keys') },
      empty: false,
      dataDir,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      trustProxy: false,
      mail: { engine: 'none' },
      demonstrationPublic: false,
      signIn: { local: true, openId: undefined },
      sessionSecret: Buffer.alloc(32, 7),
      masterKey: Buffer.alloc(32, 7),
      masterKeyFile: undefined,
      logLevel: 'warn',
      apiRequestsPerMinute: 3000,
      policies: true,
      warnings: [],
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const names = [
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'EVENT_LOG',
      'KEY_VAULT_URL',
      'KEY_VAULT_PREFIX',
      'TRUST_PROXY',
      'LOG_LEVEL',
      'MAIL',
      'MAIL_FROM',
      'NOTIFY_API_KEY',
      'NOTIFY_TEMPLATE_ID',
      'NOTIFY_BASE_URL',
      'REDIS_URL',
      'API_REQUESTS_PER_MINUTE',
      'POLICIES',
    ];

    expect(read(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(read({}));
  });

  it('takes what is said', () => {
    const configuration = read({
      EVENT_LOG: `sqlite:${join(folder, 'elsewhere')}`,
      HOST: '0.0.0.0',
      PORT: '8080',
      PUBLIC_URL: 'https://minutebook.example.gov.uk',
      TRUST_PROXY: 'yes',
      DEMONSTRATION_PUBLIC: 'yes',
      LOG_LEVEL: 'info',
      API_REQUESTS_PER_MINUTE: '500',
      POLICIES: 'off',
    });

    expect(configuration).toMatchObject({
      log: { engine: 'sqlite', folder: join(folder, 'elsewhere') },
      host: '0.0.0.0',
      port: 8080,
      publicUrl: 'https://minutebook.example.gov.uk',
      trustProxy: true,
      demonstrationPublic: true,
      logLevel: 'info',
      apiRequestsPerMinute: 500,
      policies: false,
    });
  });

  it('takes the event store and the prefix of our streams in it, also from a file', () => {
    const file = join(folder, 'event-log');
    writeFileSync(file, 'esdb://minutebook:a%40b@one:2113,two:2114,three\n');

    expect(read({ EVENT_LOG_FILE: file, EVENT_LOG_PREFIX: 'derby' }).log).toEqual({
      engine: 'eventstoredb',
      connectionString: 'esdb://minutebook:a%40b@one:2113,two:2114,three',
      prefix: 'derby',
    });
    expect(read({ EVENT_LOG: 'esdb://127.0.0.1:2113?tls=false', EVENT_LOG_PREFIX: 'derby' }).log).toMatchObject({
      prefix: 'derby',
    });
  });

  it('takes the Redis of the keys, also from a file, and their prefix, which may be that of the streams', () => {
    const url = 'rediss://minutebook:a%40b@keys.example.gov.uk:6380';
    const file = join(folder, 'key-vault');
    writeFileSync(file, `${url}\n`);
    const EVENT_LOG = 'esdb://minutebook:a%40b@log:2113';

    expect(read({ KEY_VAULT_URL_FILE: file, EVENT_LOG, EVENT_LOG_PREFIX: 'derby' }).vault).toEqual({
      engine: 'redis',
      url,
      prefix: 'derby',
    });
    expect(read({ KEY_VAULT_URL: url, KEY_VAULT_PREFIX: 'keys', EVENT_LOG_PREFIX: 'derby' }).vault).toMatchObject({
      prefix: 'keys',
    });
  });

  it('takes the mail server and whom mail comes from, the server also from a file', () => {
    const file = join(folder, 'mail');
    writeFileSync(file, 'smtps://minutebook:a%40b@mail.example.gov.uk\n');
    const MAIL_FROM = 'Minutebook <minutebook@example.gov.uk>';

    expect(read({ MAIL_FILE: file, MAIL_FROM }).mail).toEqual({
      engine: 'smtp',
      address: 'smtps://minutebook:a%40b@mail.example.gov.uk',
      sender: { name: 'Minutebook', address: 'minutebook@example.gov.uk' },
    });
    expect(read({ MAIL: 'smtp://localhost:25', MAIL_FROM: 'a@example.gov.uk' }).mail).toMatchObject({
      sender: { address: 'a@example.gov.uk' },
    });
    expect(read({ MAIL: 'outbox' }).mail).toEqual({ engine: 'outbox' });
    expect(read({ MAIL: 'none', MAIL_FROM }).mail).toEqual({ engine: 'none' });
  });

  it('takes GOV.UK Notify with its key, also from a file, and its template', () => {
    const apiKey = 'live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';
    const templateId = '6ce466d0-fd6a-11e5-82f5-e0accb9d11a6';
    const file = join(folder, 'notify-api-key');
    writeFileSync(file, `${apiKey}\n`);
    const said = { MAIL: 'notify:', NOTIFY_TEMPLATE_ID: templateId };

    expect(read({ ...said, NOTIFY_API_KEY_FILE: file }).mail).toEqual({ engine: 'notify', apiKey, templateId });
    expect(() => read({ ...said, NOTIFY_API_KEY: 'changeit' })).toThrow(/^(?!.*changeit).*NOTIFY_API_KEY/);
    expect(() => read({ ...said, NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: 'mail' })).toThrow(
      'needs NOTIFY_TEMPLATE_ID',
    );
    expect(() => read({ ...said, NOTIFY_API_KEY: apiKey, NOTIFY_BASE_URL: 'http://notify.example' })).toThrow(
      'NOTIFY_BASE_URL must begin with https://',
    );
  });

  it('begins empty where that is asked for, and may then be served to other machines', () => {
    const environment = { DATA_DIR: dataDir, HOST: '0.0.0.0', PUBLIC_URL: 'https://minutebook.example.gov.uk' };

    expect(readConfiguration(environment, ['--empty'])).toMatchObject({ empty: true, host: '0.0.0.0' });
    expect(() => readConfiguration(environment, ['--blank'])).toThrow('"--blank" means nothing here');
  });

  it.each([
    ['localhost', 'http://localhost:3000'],
    ['127.0.0.2', 'http://127.0.0.2:3000'],
    ['::1', 'http://[::1]:3000'],
  ])('serves on %s as on this machine, at %s', (host, publicUrl) => {
    expect(read({ HOST: host }).publicUrl).toBe(publicUrl);
  });

  const faults: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a port that is no number', { PORT: 'http' }, 'PORT must be a whole number from 0 to 65535, not "http"'],
    ['a port out of range', { PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, not "65536"'],
    ['a port that is no whole number', { PORT: '80.5' }, 'PORT must be a whole number from 0 to 65535, not "80.5"'],
    [
      'a log of another engine',
      { EVENT_LOG: 'postgres://log' },
      'EVENT_LOG must be sqlite:<folder> or esdb://user:password@host:port, not "postgres://…"',
    ],
    [
      'a log without its folder',
      { EVENT_LOG: 'sqlite:' },
      'EVENT_LOG must be sqlite:<folder> or esdb://user:password@host:port, not "sqlite:…"',
    ],
    [
      'a password in the address of a log, without repeating it',
      { EVENT_LOG: 'postgres://admin:changeit@log:2113' },
      'EVENT_LOG must be sqlite:<folder> or esdb://user:password@host:port, not "postgres://…@log:2113"',
    ],
    [
      'a password with an @ in it, and one in the query, without repeating either',
      { EVENT_LOG: 'postgres://admin:change@it@log:2113?password=changeit' },
      'EVENT_LOG must be sqlite:<folder> or esdb://user:password@host:port, not "postgres://…@log:2113"',
    ],
    [
      'an address of a log without its scheme, without repeating its password',
      { EVENT_LOG: 'admin:changeit@log:2113' },
      'EVENT_LOG must be sqlite:<folder> or esdb://user:password@host:port, not "admin:…@log:2113"',
    ],
    [
      'an event store without a prefix for our streams',
      { EVENT_LOG: 'esdb://admin:changeit@log:2113' },
      'EVENT_LOG_PREFIX must be set where the log is in an event store: its streams are named <prefix>.action-… there',
    ],
    [
      'a prefix that cannot begin the name of a stream',
      { EVENT_LOG: 'esdb://admin:changeit@log:2113', EVENT_LOG_PREFIX: 'Derby.' },
      'EVENT_LOG: "Derby." cannot be the prefix of stream names: use up to 32 lower-case letters, digits and dashes, a letter first',
    ],
    [
      'an event store on another machine without TLS',
      { EVENT_LOG: 'esdb://admin:changeit@log:2113?tls=false', EVENT_LOG_PREFIX: 'derby' },
      'EVENT_LOG must use TLS unless the event store is on this machine: leave tls=false out of it',
    ],
    [
      'an event store without a user',
      { EVENT_LOG: 'esdb://log:2113', EVENT_LOG_PREFIX: 'derby' },
      'EVENT_LOG: The connection string must name a user and a password: esdb://user:password@host',
    ],
    [
      'an address that is none',
      { PUBLIC_URL: 'minutebook' },
      'PUBLIC_URL must be an address such as https://minutebook.example.gov.uk',
    ],
    [
      'an address for others without https',
      { PUBLIC_URL: 'http://minutebook.example.gov.uk' },
      'PUBLIC_URL must begin with https:// unless the service is only reached from this machine: say there at which address others reach it',
    ],
    [
      'other machines let in without an address for them',
      { HOST: '0.0.0.0', DEMONSTRATION_PUBLIC: 'yes' },
      'PUBLIC_URL must begin with https:// unless the service is only reached from this machine: say there at which address others reach it',
    ],
    [
      'known accounts offered to other machines',
      { HOST: '0.0.0.0', PUBLIC_URL: 'https://minutebook.example.gov.uk' },
      "The demonstration's accounts are known to everybody, so it is not served on 0.0.0.0. Leave HOST out, or set DEMONSTRATION_PUBLIC=yes.",
    ],
    [
      'mail by a way that is not known, without repeating what may be a password',
      { MAIL: 'sendmail:minutebook:changeit' },
      'MAIL must be none, outbox, notify:, smtps://user:password@host:port or smtp://…',
    ],
    [
      'a mail server without its name',
      { MAIL: 'smtp://', MAIL_FROM: 'minutebook@example.gov.uk' },
      'MAIL: The address of a mail server is smtps://user:password@host:port or smtp://…',
    ],
    [
      'mail from nobody',
      { MAIL: 'smtps://mail.example.gov.uk' },
      'MAIL_FROM must say whom mail comes from, for example: Minutebook <minutebook@example.gov.uk>',
    ],
    [
      'mail from what is no address',
      { MAIL: 'smtps://mail.example.gov.uk', MAIL_FROM: 'Minutebook' },
      'MAIL_FROM must say whom mail comes from, for example: Minutebook <minutebook@example.gov.uk>',
    ],
    ['a yes that is none', { TRUST_PROXY: 'true' }, 'TRUST_PROXY must be yes or no, not "true"'],
    ['a no that is none', { DEMONSTRATION_PUBLIC: '0' }, 'DEMONSTRATION_PUBLIC must be yes or no, not "0"'],
    ['policies that are neither', { POLICIES: 'no' }, 'POLICIES must be on or off, not "no"'],
    ['a log level that is none', { LOG_LEVEL: 'all' }, 'LOG_LEVEL must be one of error, warn, info, debug, not "all"'],
    [
      'a log level at which packages log cookies',
      { LOG_LEVEL: 'trace' },
      'LOG_LEVEL must be one of error, warn, info, debug, not "trace"',
    ],
    [
      'a limit that lets nobody in',
      { API_REQUESTS_PER_MINUTE: '0' },
      'API_REQUESTS_PER_MINUTE must be a whole number from 1 to 1000000, not "0"',
    ],
    [
      'a limit that is no number',
      { API_REQUESTS_PER_MINUTE: 'many' },
      'API_REQUESTS_PER_MINUTE must be a whole number from 1 to 1000000, not "many"',
    ],
    ['a secret given twice', { MASTER_KEY_FILE: '/none' }, 'Set MASTER_KEY or MASTER_KEY_FILE, not both'],
    [
      'a connection string given twice, without repeating it',
      { EVENT_LOG: 'esdb://admin:changeit@log:2113', EVENT_LOG_FILE: '/none' },
      'Set EVENT_LOG or EVENT_LOG_FILE, not both',
    ],
    [
      'a secret of another length',
      { SESSION_SECRET: 'c2hvcnQ=' },
      'SESSION_SECRET must be 32 bytes in base64, for example from: openssl rand -base64 32',
    ],
    [
      'a master key that is no base64',
      { MASTER_KEY: '!' },
      'MASTER_KEY must be 32 bytes in base64, for example from: openssl rand -base64 32',
    ],
    [
      'a secret file that is not there',
      { MASTER_KEY: '', MASTER_KEY_FILE: '/none' },
      'MASTER_KEY_FILE names a file that is not there: /none',
    ],
    [
      'a secret file that is a folder',
      { MASTER_KEY: '', MASTER_KEY_FILE: '/' },
      'MASTER_KEY cannot be read from /: EISDIR',
    ],
  ];

  it('does not mind for a command of the command line whom a server would be reached by', () => {
    const environment = { DATA_DIR: dataDir, HOST: '0.0.0.0', PUBLIC_URL: 'https://minutebook.example.gov.uk' };

    expect(readPlaces(environment)).toMatchObject({ dataDir, empty: false });
    expect(() => readConfiguration(environment)).toThrow('it is not served on 0.0.0.0');
  });

  it.each(faults)('refuses %s', (_, environment, message) => {
    expect(() => read(environment)).toThrow(new ConfigurationFault(message));
  });
});

describe('the secrets', () => {
  let folder: string;
  let dataDir: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-secrets-'));
    dataDir = join(folder, 'data');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once, outside the data folder, for the owner’s eyes only', () => {
    const first = readConfiguration({ DATA_DIR: dataDir });
    const second = readConfiguration({ DATA_DIR: dataDir });

    expect([second.masterKey, second.sessionSecret]).toEqual([first.masterKey, first.sessionSecret]);
    expect(first.masterKey).toHaveLength(32);
    expect(first.masterKey).not.toEqual(first.sessionSecret);
    expect(existsSync(dataDir)).toBe(false);
    expect(first.masterKeyFile).toBe(join(folder, 'data-secrets', 'master-key'));
    const mode = (...path: string[]) => (statSync(join(folder, ...path)).mode & 0o777).toString(8);
    expect([mode('data-secrets'), mode('data-secrets', 'master-key'), mode('data-secrets', 'session-secret')]).toEqual([
      '700',
      '600',
      '600',
    ]);
  });

  it('differ from one installation to the next', () => {
    const here = readConfiguration({ DATA_DIR: dataDir });
    const there = readConfiguration({ DATA_DIR: join(folder, 'other') });

    expect(there.masterKey).not.toEqual(here.masterKey);
  });

  it('come from the files that are named, whatever ends their line, and none is made', () => {
    const file = join(folder, 'master');
    writeFileSync(file, `${SECRET}\n`, { mode: 0o600 });

    const configuration = readConfiguration({ DATA_DIR: dataDir, MASTER_KEY_FILE: file, SESSION_SECRET_FILE: file });

    expect(configuration.masterKey.toString('base64')).toBe(SECRET);
    expect(configuration.sessionSecret).toEqual(configuration.masterKey);
    expect(configuration.masterKeyFile).toBe(file);
    expect(configuration.warnings).toEqual([]);
    expect(existsSync(join(folder, 'data-secrets'))).toBe(false);
  });

  it('are told to be hidden where every user of the machine may read them, named or made', () => {
    const file = join(folder, 'event-log');
    writeFileSync(file, 'esdb://minutebook:secret@localhost:2113?tls=false\n');
    const { masterKeyFile = '' } = readConfiguration({ DATA_DIR: dataDir });
    for (const open of [file, masterKeyFile]) chmodSync(open, 0o644);

    const { warnings } = readConfiguration({ DATA_DIR: dataDir, EVENT_LOG_FILE: file, EVENT_LOG_PREFIX: 'derby' });

    expect(warnings).toEqual([
      `Every user of this machine may read ${file}, which holds EVENT_LOG: chmod 600 it.`,
      `Every user of this machine may read ${masterKeyFile}, which holds MASTER_KEY: chmod 600 it.`,
    ]);
  });

  it.each([0o600, 0o400, 0o640, 0o660])('are left alone with a file of mode %o', (mode) => {
    const file = join(folder, 'master');
    writeFileSync(file, SECRET);
    chmodSync(file, mode);

    expect(readConfiguration({ DATA_DIR: dataDir, MASTER_KEY_FILE: file }).warnings).toEqual([]);
  });

  it('are refused where the file that was made has been altered', () => {
    const { masterKeyFile = '' } = readConfiguration({ DATA_DIR: dataDir });
    writeFileSync(masterKeyFile, readFileSync(masterKeyFile, 'utf8').slice(0, 10));

    expect(() => readConfiguration({ DATA_DIR: dataDir })).toThrow('MASTER_KEY must be 32 bytes');
  });
});
