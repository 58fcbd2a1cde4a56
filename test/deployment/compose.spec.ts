import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Deployment } from './compose.fixture';

const ROOT = resolve(__dirname, '../..');
const PUBLIC_URL = 'https://minutebook.example.gov.uk';

describe('docker-compose.yml', () => {
  const deployment = new Deployment();
  const secret = (name: string) => readFileSync(join(deployment.folder, 'deploy', 'secrets', name), 'utf8').trim();
  beforeAll(() => deployment.makeSecrets());
  afterAll(() => deployment.remove());

  it('is valid, and starts the product once the event store and the key vault are healthy', () => {
    const config = deployment.config({ PUBLIC_URL });

    for (const service of ['certificates', 'event-store', 'key-vault', 'queue', 'minutebook', 'worker'])
      expect(config).toContain(`\n  ${service}:\n`);
    for (const service of ['event-store', 'key-vault', 'queue'])
      expect(config).toMatch(new RegExp(` {2}minutebook:\\n[\\s\\S]* {6}${service}:\\n {8}condition: service_healthy`));
    expect(config).toContain(`PUBLIC_URL: ${PUBLIC_URL}`);
  });

  it('reminds in a worker of its own, and not where pages are served', () => {
    const [, product = '', worker = ''] =
      /\n {2}minutebook:\n([\s\S]*)\n {2}worker:\n([\s\S]*)/.exec(deployment.config({ PUBLIC_URL })) ?? [];

    expect(product).toMatch(/POLICIES: ["']?off/);
    expect(worker).toMatch(/POLICIES: ["']?on/);
    expect(worker).toContain('dist/apps/worker/main.js');
    for (const name of ['EVENT_LOG', 'KEY_VAULT_URL', 'REDIS_URL', 'SESSION_SECRET', 'MAIL'])
      expect(worker).toContain(`${name}_FILE: /run/secrets/`);
  });

  it('says what is missing where nobody was told by which address readers come', () => {
    expect(() => deployment.config({})).toThrow(/Set PUBLIC_URL to the address/);
  });

  it('gives the product its secrets as files, and none in its environment', () => {
    const config = deployment.config({ PUBLIC_URL });
    const password = /:([0-9a-f]{48})@/.exec(secret('event-log'))?.[1] ?? 'none';

    for (const name of ['EVENT_LOG', 'MAIL', 'MASTER_KEY', 'SESSION_SECRET'])
      expect(config).toContain(`${name}_FILE: /run/secrets/${name.toLowerCase().replace('_', '-')}`);
    expect(config).toContain('KEY_VAULT_URL_FILE: /run/secrets/key-vault\n');
    for (const name of ['key-vault', 'master-key', 'queue', 'session-secret'])
      expect(config).not.toContain(secret(name));
    // The event store takes the password of its first start from its environment only.
    expect(config.split(password)).toHaveLength(2);
    expect(config).toContain(`EVENTSTORE_DEFAULT_ADMIN_PASSWORD: ${password}`);
  });

  it('sends no mail until a mail server is named, and then from whom it is told', () => {
    const MAIL_FROM = 'Minutebook <minutebook@example.gov.uk>';

    expect(secret('mail')).toBe('none');
    expect(deployment.config({ PUBLIC_URL })).toMatch(/MAIL_FROM: (''|"")\n/);
    expect(deployment.config({ PUBLIC_URL, MAIL_FROM })).toContain(`MAIL_FROM: ${MAIL_FROM}`);
  });

  it('lets nobody in but from this machine', () => {
    const published = deployment.config({ PUBLIC_URL }).match(/^ +- \S+:\d+:\d+\S*$/gm) ?? [];

    expect(published).toHaveLength(2);
    expect(published.filter((port) => !/- 127\.0\.0\.1:/.test(port))).toEqual([]);
  });
});

describe('deploy/make-secrets.sh', () => {
  it('makes secrets once, for the eyes of their owner, and overwrites none', () => {
    const deployment = new Deployment();
    const folder = join(deployment.folder, 'deploy', 'secrets');
    const all = () =>
      [
        ...['event-log', 'event-store.env', 'master-key', 'session-secret', 'mail'],
        ...['key-vault', 'key-vault-users', 'queue', 'queue-users'],
      ].map((name) => readFileSync(join(folder, name), 'utf8'));

    deployment.makeSecrets();
    const first = all();
    deployment.makeSecrets();

    expect(all()).toEqual(first);
    expect(new Set(first)).toHaveProperty('size', 9);
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect(Buffer.from(first[2] ?? '', 'base64')).toHaveLength(32);
    deployment.remove();
  });
});

describe('The Dockerfile', () => {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').split('\n');
  const lastStage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  it('copies what is there, and of it what .dockerignore lets through', () => {
    const allowed = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));

    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) {
      expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
      expect(allowed).toContain(`!${path.split('/')[0]}`);
    }
  });

  it('ends as a user without rights, with an empty record, and with nothing that only tests use', () => {
    expect(lastStage).toContain('USER node');
    expect(lastStage).toContain('CMD ["--empty"]');
    expect(lines.join('\n')).toContain('rm -r dist/libs/adapters/*-test-server');
  });
});
