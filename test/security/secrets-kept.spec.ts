import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hiddenField } from '../tracker/page-text';
import { command, failingStart, newDataFolder, Product, removeDataFolders } from '../tracker/product.fixture';

/** Each start of the product takes a second or more. In ms. */
jest.setTimeout(180_000);

/** Something that nobody would write by chance. */
const planted = (what: string): string => `planted-${what}-${randomBytes(12).toString('hex')}`;

/** A secret as it could stand in a line: itself, escaped, or in another alphabet. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // The first and last characters of base64 depend on what stands beside them.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...base64];
}

function expectNoneIn(text: string, secrets: Readonly<Record<string, string>>): void {
  const found = Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  );
  expect(found).toEqual([]);
}

describe('Secrets that come with requests', () => {
  let dataDir: string;
  const keys = { MASTER_KEY: randomBytes(32).toString('base64'), SESSION_SECRET: randomBytes(32).toString('base64') };
  beforeAll(() => {
    dataDir = newDataFolder();
  });
  afterAll(removeDataFolders);

  it.each(['error', 'warn', 'info', 'debug'])(
    'stand in no line, figure or refusal while everything down to "%s" is logged',
    async (LOG_LEVEL) => {
      // given the product, and whatever could be stolen
      const product = await Product.start(dataDir, { ...keys, LOG_LEVEL });
      const secrets: Record<string, string> = { ...keys };
      const plant = (what: string): string => (secrets[what] = planted(what));
      const { stdout: token } = await command(dataDir, ['token', '--account', 'demo-clerk'], keys);
      secrets['token'] = token.trim();
      const cookie = await product.signIn('demo-clerk');
      secrets['cookie'] = cookie.slice(cookie.indexOf('=') + 1);
      secrets['form token'] = hiddenField(await (await product.get('/', { cookie })).text(), '_csrf');

      // when it is sent in every place, rightly and wrongly
      const refusals: string[] = [];
      const ask = async (path: string, request: RequestInit = {}): Promise<void> => {
        const answer = await fetch(`${product.url}${path}`, { redirect: 'manual', ...request });
        const text = await answer.text();
        if (answer.status >= 400) refusals.push(text, JSON.stringify([...answer.headers]));
      };
      const json = { 'Content-Type': 'application/json' };
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const bearer = { Authorization: `Bearer ${token.trim()}` };
      const everywhere = {
        cookie: `minutebook=${plant('wrong cookie')}; other=${plant('other cookie')}`,
        authorization: `Bearer ${plant('wrong token')}`,
        referer: `${product.url}/?token=${plant('referer')}`,
        'user-agent': plant('agent'),
        'x-api-key': plant('key in a header'),
        'x-forwarded-for': plant('forwarded'),
        'idempotency-key': plant('idempotency'),
      };
      await ask('/api/v1/action-plans', { headers: bearer });
      await ask('/api/v1/actions/none', { headers: bearer });
      await ask('/api/v1/action-plans', { headers: everywhere });
      await ask('/api/v1/action-plans', { headers: { Authorization: `Basic ${btoa(`clerk:${plant('basic')}`)}` } });
      await ask(`/api/v1/action-plans?token=${plant('query of the API')}&asAt=soon`, { headers: bearer });
      await ask(`/api/v1/${plant('path of the API')}`, { headers: bearer });
      await ask('/api/v1/action-plans', {
        method: 'POST',
        headers: { ...bearer, ...json },
        body: JSON.stringify({ title: { password: plant('password in a body') } }),
      });
      await ask('/api/v1/action-plans', {
        method: 'POST',
        headers: { ...bearer, ...json },
        body: `{"password":"${plant('broken body')}"`,
      });
      await ask('/sign-in', {
        method: 'POST',
        headers: form,
        body: `account=${plant('account')}&password=${plant('password')}&code=${plant('code')}`,
      });
      await ask('/sign-in', { method: 'POST', headers: json, body: `{"password":"${plant('password as JSON')}` });
      await ask('/sign-in', { method: 'POST', headers: { 'Content-Type': 'text/x' }, body: plant('unknown kind') });
      await ask(`/actions/none?password=${plant('query')}`, { headers: { cookie } });
      await ask(`/${plant('path')}/%zz`, { headers: { cookie } });
      const readers: Readonly<Record<string, Record<string, string>>> = { 'signed in': { cookie }, unknown: {} };
      for (const [who, headers] of Object.entries(readers)) {
        const sent = { method: 'POST', headers: { ...headers, ...form }, body: 'rag=red' };
        await ask(`/answer/${plant(`link ${who}`)}`, { headers });
        await ask(`/answer/${plant(`link that is sent ${who}`)}`, sent);
        await ask(`/answer/${plant(`link of no page ${who}`)}/nothing`, { headers });
        await ask(`/answer/${plant(`link that cannot be read ${who}`)}%zz`, { headers });
        await ask(`/calendar/${plant(`calendar ${who}`)}.ics`, { headers });
        await ask(`/%63alendar/${plant(`calendar written otherwise ${who}`)}.ics`, { headers });
        const elsewhere = { ...sent, headers: { ...sent.headers, 'Sec-Fetch-Site': 'cross-site' } };
        await ask(`/answer/${plant(`link from elsewhere ${who}`)}`, elsewhere);
      }
      await ask('/action-plans/new', { method: 'POST', headers: { cookie, ...form }, body: `_csrf=${plant('csrf')}` });
      const parts = new FormData();
      parts.append('_csrf', plant('csrf in parts'));
      parts.append('file', new Blob([plant('file')]), plant('file name'));
      await ask('/action-plans/import', { method: 'POST', headers: { cookie }, body: parts });
      const figures = await (await product.get('/metrics')).text();

      // then nobody who reads what the product says finds any of it
      const { stdout, stderr } = await product.stop();
      expect(refusals.length).toBeGreaterThan(20);
      expect(figures).toContain('minutebook_http_request_seconds');
      expectNoneIn(figures, secrets);
      expectNoneIn(`${stdout}\n${stderr}`, secrets);
      // A page's own address stands in its box of dates, where its reader has it already.
      delete secrets['path'];
      for (const refusal of refusals) expectNoneIn(refusal, secrets);
      // Refusals are logged at the usual level, with where they came from and the opaque id of who was refused.
      if (LOG_LEVEL === 'warn')
        expect(stdout.split('\n').map((line) => (line.startsWith('{') ? (JSON.parse(line) as object) : {}))).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ level: 40, route: '/api/v1/action-plans', status: 401, address: '127.0.0.1' }),
            expect.objectContaining({ level: 40, route: '/action-plans/new', status: 403, account: 'demo-clerk' }),
          ]),
        );
      // Requests are logged at these levels, so that there was something to find.
      if (['info', 'debug'].includes(LOG_LEVEL)) expect(stdout).toContain('"route":"/api/v1/action-plans"');
    },
  );
});

describe('Secrets of the operator', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = newDataFolder();
  });
  afterAll(removeDataFolders);

  const password = planted('password');
  const store = (rest: string) => `esdb://minutebook:${password}@${rest}`;
  const vault = (scheme: string, rest: string) => `${scheme}://minutebook:${password}@${rest}`;
  /** A secret of another length than is wanted. */
  const short = Buffer.from(planted('short')).toString('base64');

  const starts: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['an event store that is not there', { EVENT_LOG: store('127.0.0.1:1?tls=false'), EVENT_LOG_PREFIX: 'derby' }],
    ['an event store without TLS', { EVENT_LOG: store('example.org:2113?tls=false'), EVENT_LOG_PREFIX: 'derby' }],
    ['an event store without a prefix', { EVENT_LOG: store('127.0.0.1:2113') }],
    ['an address that cannot be read', { EVENT_LOG: store('[::1:2113'), EVENT_LOG_PREFIX: 'derby' }],
    ['an option that is not known', { EVENT_LOG: store('127.0.0.1:1?tls=maybe'), EVENT_LOG_PREFIX: 'derby' }],
    ['another engine', { EVENT_LOG: `postgres://minutebook:${password}@localhost` }],
    ['no scheme', { EVENT_LOG: `minutebook:${password}@localhost` }],
    ['a password that is not escaped', { EVENT_LOG: store('x@/?:127.0.0.1:1'), EVENT_LOG_PREFIX: 'derby' }],
    ['a key vault without TLS', { KEY_VAULT_URL: vault('redis', 'example.org'), KEY_VAULT_PREFIX: 'derby' }],
    ['a key vault without a prefix', { KEY_VAULT_URL: vault('rediss', 'example.org') }],
    ['a key vault with an option', { KEY_VAULT_URL: vault('rediss', 'example.org?db=1'), KEY_VAULT_PREFIX: 'derby' }],
    ['a key vault that cannot be read', { KEY_VAULT_URL: vault('http', 'example.org'), KEY_VAULT_PREFIX: 'derby' }],
    ['a secret of a wrong length', { MASTER_KEY: short }],
    ['another secret of a wrong length', { SESSION_SECRET: short }],
    ['a secret given twice', { MASTER_KEY: short, MASTER_KEY_FILE: '/none' }],
  ];

  it.each(starts)('are not repeated by a command whose settings are wrong: %s', async (_case, settings) => {
    const { code, stdout, stderr } = await command(dataDir, ['verify-log'], settings);

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).not.toBe('');
    expectNoneIn(stderr, { password, short, bytes: Buffer.from(short, 'base64').toString() });
  });

  it.each(starts.slice(1))('are not repeated by a start whose settings are wrong: %s', async (_case, settings) => {
    const { code, stdout, stderr } = await failingStart(dataDir, settings);

    expect([code, stdout]).toEqual([1, '']);
    expectNoneIn(stderr, { password, short, bytes: Buffer.from(short, 'base64').toString() });
  });

  it('are not repeated from the files that hold them', async () => {
    const file = join(dataDir, '..', 'secret');
    writeFileSync(file, short, { mode: 0o600 });

    for (const name of ['MASTER_KEY', 'SESSION_SECRET', 'EVENT_LOG', 'KEY_VAULT_URL']) {
      const { code, stdout, stderr } = await command(dataDir, ['verify-log'], { [`${name}_FILE`]: file });
      expect([name, code]).toEqual([name, 1]);
      expectNoneIn(stdout + stderr, { short, bytes: Buffer.from(short, 'base64').toString() });
    }
  });

  it.each([
    ['help', ['--help']],
    ['no command', []],
    ['a command that is none', ['unlock']],
    ['options that are none', ['token', '--help']],
    [
      'a move between wrong places',
      ['move-log', '--from', store('127.0.0.1:1'), '--to', store('example.org?tls=false')],
    ],
    [
      'a move from nowhere',
      ['move-log', '--from', store('127.0.0.1:1?tls=false'), '--to', 'sqlite:none', '--from-prefix', 'derby'],
    ],
  ])('are not repeated to who asks for %s', async (_case, words) => {
    const keys = { MASTER_KEY: randomBytes(32).toString('base64'), SESSION_SECRET: randomBytes(32).toString('base64') };
    const { code, stdout, stderr } = await command(dataDir, words, {
      ...keys,
      EVENT_LOG: store('127.0.0.1:1?tls=false'),
      EVENT_LOG_PREFIX: 'derby',
    });

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).not.toBe('');
    expectNoneIn(stderr, { ...keys, password });
  });
});
