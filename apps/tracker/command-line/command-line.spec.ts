import { existsSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { textOf } from '../../../test/tracker/page-text';
import {
  command,
  failingStart,
  newDataFolder,
  Product,
  removeDataFolders,
  servedFiles,
  servedRows,
} from '../../../test/tracker/product.fixture';
import { actionIdOf, DERBYSHIRE, planIdOf } from '../demonstration/published-plans';

/** Each start of the product takes a second or more. In ms. */
jest.setTimeout(120_000);

const TOKEN_ALONE = /^mbdemo_[\w-]+\n$/;
const PLAN = `/action-plans/${planIdOf(DERBYSHIRE)}`;
const PAGES = [PLAN, '/governance-groups', '/audit-trail', `/actions/${actionIdOf('DW1')}`];

/** The main part of pages as at a record, as a reader sees it. */
async function pagesAt(product: Product, recordNumber: number): Promise<readonly string[]> {
  const cookie = await product.signIn('demo-auditor');
  const pages = PAGES.map(async (path) => {
    const answer = await product.get(`${path}?asAt=${recordNumber}`, { cookie });
    expect([path, answer.status]).toEqual([path, 200]);
    return textOf(await answer.text());
  });
  return Promise.all(pages);
}

async function report(product: Product, token: string, reference: string, commentary: string): Promise<number> {
  const path = `/api/v1/actions/${actionIdOf(reference)}/report-progress`;
  return (await product.post(path, token, { rag: 'amber', commentary })).status;
}

describe('the product as a process', () => {
  let product: Product;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = newDataFolder();
    product = await Product.start(dataDir, { TZ: 'UTC' });
  });
  afterAll(async () => {
    await product.stop();
    removeDataFolders();
  });

  it('gives a token that works at once, and nothing else on standard output, while the server runs', async () => {
    const { code, stdout } = await command(dataDir, ['token', '--account', 'demo-clerk']);
    const answer = await product.get('/api/v1/governance-groups', { Authorization: `Bearer ${stdout.trim()}` });

    expect([code, stdout]).toEqual([0, expect.stringMatching(TOKEN_ALONE)]);
    expect(answer.status).toBe(200);
  });

  it.each([
    [
      'an account that nobody holds',
      ['token', '--account', 'nobody'],
      'There is no account "nobody". Name one of: demo-',
    ],
    [
      'a command that there is not',
      ['tokens'],
      'There is no command "tokens". There are: recover, token, import, rebuild, verify-log,',
    ],
  ])('refuses %s in one sentence', async (_, words, message) => {
    const { code, stdout, stderr } = await command(dataDir, words);

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('is not ended by what is no order', async () => {
    const socket = connect(join(dataDir, 'minutebook.sock'));
    const answer = new Promise<string>((done) => socket.once('data', (text) => done(String(text))));

    socket.write('this is no order\n');

    expect(await answer).toContain('"refused":"The order cannot be understood.');
    expect((await product.get('/health/ready')).status).toBe(200);
  });

  it('is the only one on its data: a second is refused in one sentence', async () => {
    const { code, stdout, stderr } = await failingStart(dataDir);

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`The record in ${join(dataDir, 'log')} is in use: another Minutebook is running on it`);
    expect(stderr).not.toContain('    at ');
  });

  it('does not offer its known accounts to other machines', async () => {
    const { code, stderr } = await failingStart(newDataFolder(), { HOST: '0.0.0.0' });

    expect(code).toBe(1);
    expect(stderr).toContain('so it is not served on 0.0.0.0. Leave HOST out, or set DEMONSTRATION_PUBLIC=yes.');
  });

  it.each([
    ['X-Forwarded-For', '10.0.0.1'],
    ['X-Forwarded-Host', 'localhost'],
    ['Forwarded', 'for=10.0.0.1'],
  ])('answers no request that came with %s', async (header, value) => {
    const answers = await Promise.all(
      ['/sign-in', '/health/live'].map((path) => product.get(path, { [header]: value })),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(await answers[0]?.text()).toContain('it answers only to this machine');
  });

  it('answers no request for a name that is not this machine’s', async () => {
    const { hostname, port } = new URL(product.url);
    const statusFor = (host: string) =>
      new Promise<string>((done) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(`GET /sign-in HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
        );
        socket.once('data', (text) => done(String(text).slice(9, 12)));
      });

    const names = ['minutebook.example.gov.uk', 'localhost.example.org', '127.0.0.1.example.org', '10.0.0.1', '[::2]'];
    expect(await Promise.all(names.map(statusFor))).toEqual(names.map(() => '403'));
    expect(await Promise.all(['localhost', `127.0.0.1:${port}`, `[::1]:${port}`].map(statusFor))).toEqual([
      '200',
      '200',
      '200',
    ]);
  });

  it('fills its read models anew while it serves: other files, the same rows', async () => {
    const [files, rows] = [servedFiles(dataDir), servedRows(dataDir)];

    const { code, stdout } = await command(dataDir, ['rebuild']);

    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^The read models were filled anew up to record \d+\.\n$/),
    ]);
    const filled = servedFiles(dataDir);
    expect(Object.keys(filled)).toEqual(Object.keys(files));
    for (const [name, file] of Object.entries(files)) expect(filled[name]).not.toBe(file);
    expect(servedRows(dataDir)).toEqual(rows);
    expect((await product.get('/health/ready')).status).toBe(200);
  });

  it('is backed up while it records, and the backup is a product of its own with the same pages', async () => {
    const token = (await command(dataDir, ['token', '--account', 'demo-action-lead'])).stdout.trim();
    const backups = newDataFolder();
    const restored = newDataFolder();

    // Given: a backup that is made while reports come in
    const backup = command(dataDir, ['backup', '--log-to', join(backups, 'log'), '--keys-to', join(backups, 'keys')]);
    const statuses: number[] = [];
    for (let nth = 1; nth <= 20; nth++) statuses.push(await report(product, token, 'DW1', `While backing up, ${nth}`));
    const { code, stdout } = await backup;
    expect(code).toBe(0);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const events = Number(/^([\d,]+) events copied/.exec(stdout)?.[1]?.replace(',', ''));

    // When: it is restored elsewhere, under the same master key
    const [log = ''] = readdirSync(join(backups, 'log'));
    const [keys = ''] = readdirSync(join(backups, 'keys'));
    const words = ['restore', '--log', join(backups, 'log', log), '--keys', join(backups, 'keys', keys)];
    const settings = { MASTER_KEY_FILE: `${dataDir}-secrets/master-key` };
    const restoring = await command(restored, words, settings);
    const verified = await command(restored, ['verify-log'], settings);
    const again = await command(restored, words, settings);

    // Then: it is whole, is not overwritten by a second restore, and shows the same pages
    expect([restoring.code, restoring.stdout]).toEqual([0, expect.stringContaining('events restored, each checked')]);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('The record is whole: ')]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('There are keys in')]);
    const other = await Product.start(restored, settings);
    try {
      expect(await pagesAt(other, events)).toEqual(await pagesAt(product, events));
    } finally {
      await other.stop();
    }
  });

  it('is verified while it serves', async () => {
    const { code, stdout } = await command(dataDir, ['verify-log']);

    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^The record is whole: \d+ events, each as it was written\./),
    ]);
  });

  it('ends when it is asked to, works for the command line meanwhile, and fills lost read models in any zone', async () => {
    // Given: a product that has ended, its socket with it
    const idle = connect(join(dataDir, 'minutebook.sock'));
    await new Promise((connected) => idle.once('connect', connected));
    expect(await product.stop()).toMatchObject({ code: 0 });
    const rows = servedRows(dataDir);

    // When: a token is asked for without a server, and the read models are lost
    const { code, stdout } = await command(dataDir, ['token', '--account', 'demo-reader']);
    const unknown = await command(dataDir, ['token', '--account', 'nobody']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(TOKEN_ALONE)]);
    expect([unknown.code, unknown.stdout]).toEqual([1, '']);
    rmSync(join(dataDir, 'read-models'), { recursive: true });
    product = await Product.start(dataDir, { TZ: 'Europe/London' });

    // Then: the token works, and the rows that a worker filled in London are those that were made live in UTC
    const answer = await product.get('/api/v1/governance-groups', { Authorization: `Bearer ${stdout.trim()}` });
    expect(answer.status).toBe(200);
    expect(servedRows(dataDir)).toEqual(rows);
    expect(existsSync(join(dataDir, 'minutebook.sock'))).toBe(true);
  });
});
