import { setTimeout as wait } from 'node:timers/promises';
import { command, newDataFolder, Product, removeDataFolders, servedRows } from '../tracker/product.fixture';
import { randomFrom } from './children.fixture';
import { eventually, EventStoreProcess, Reporter } from './event-store.fixture';

/** Long runs freeze the log for half a minute and kill the product more often. */
const LONG = Number(process.env['FAULT_ROUNDS'] ?? '100') >= 1_000;
const FREEZE_MS = LONG ? 30_000 : 7_000;
const KILLS = LONG ? 20 : 3;
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);

describe('A product whose log is an event store', () => {
  let store: EventStoreProcess;
  let product: Product;
  let reporter: Reporter;

  beforeEach(async () => {
    const dataDir = newDataFolder();
    store = await EventStoreProcess.start(`${dataDir}-journal`);
    product = await Product.start(dataDir, store.settings);
    reporter = await Reporter.on(product, store.settings);
  }, 120_000);
  afterEach(async () => {
    store.signal('SIGCONT');
    await product.stop('SIGKILL');
    await store.kill();
    removeDataFolders();
  });

  /** Nothing that was acknowledged is lost or doubled, and what the pages show is what a rebuild makes of the record. */
  async function expectWhole(): Promise<void> {
    const events = await store.events();
    reporter.expectOnceEach(events);
    await eventually('the pages show the last record', async () => (await ready()).recordNumber === events.length);
    const live = servedRows(product.dataDir);
    const { code } = await command(product.dataDir, ['rebuild'], store.settings);
    expect(code).toBe(0);
    expect(servedRows(product.dataDir)).toEqual(live);
  }

  async function ready(): Promise<{ recordNumber: number; log: string }> {
    return (await product.get('/health/ready')).json() as Promise<{ recordNumber: number; log: string }>;
  }

  it(`neither loses nor doubles a command while the log is frozen for ${FREEZE_MS / 1_000} seconds`, async () => {
    // given a product at work, and a log that freezes with its connections open
    const cookie = await product.signIn('demo-reader');
    for (let count = 0; count < 5; count++) expect(await reporter.report(product)).toBe(200);
    store.signal('SIGSTOP');

    // when commands are sent meanwhile, and pages are asked for
    const frozen = Promise.all(Array.from({ length: 4 }, () => reporter.report(product)));
    await wait(FREEZE_MS / 2);
    const page = await product.get('/action-plans', { Cookie: cookie });
    await wait(FREEZE_MS / 2);
    store.signal('SIGCONT');
    await frozen;

    // then the page showed what was known, and nothing was said not to be recorded that is
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Action Plan 2014/15');
    reporter.expectNotRecorded(await store.events());
    // and what was not answered with 200 is recorded once when it is sent again
    for (const report of [...reporter.unknown.splice(0), ...reporter.notRecorded.splice(0)]) {
      await eventually('it is answered', async () => (await reporter.send(product, report)) === 200);
    }
    expect(await reporter.report(product)).toBe(200);
    await expectWhole();
  }, 180_000);

  it('says that an outcome is unknown while no answer comes, and records once what is sent again', async () => {
    // given a log that records, and keeps every answer to itself
    store.tell({ strikeAppends: 'silent-after-commit', times: 4 });
    await wait(200);

    // when a command is sent, then nobody says that it was not recorded
    expect(await reporter.report(product)).toBe(503);
    expect([reporter.notRecorded, reporter.unknown.length]).toEqual([[], 1]);
    // and sent again, it is found
    for (const report of reporter.unknown.splice(0)) expect(await reporter.send(product, report)).toBe(200);
    await expectWhole();
  }, 120_000);

  it('answers a command whose answer was cut off after it was recorded', async () => {
    store.tell({ strikeAppends: 'cut-after-commit' });
    await wait(200);

    expect(await reporter.report(product)).toBe(200);

    await expectWhole();
  }, 120_000);

  it('goes on when the log was killed and is started again with what it had acknowledged', async () => {
    // given a product at work whose log is killed
    for (let count = 0; count < 5; count++) expect(await reporter.report(product)).toBe(200);
    await store.kill();

    // when commands are sent meanwhile
    for (let count = 0; count < 3; count++) expect(await reporter.report(product)).toBe(503);
    await eventually('it says that the log is away', async () => (await ready()).log === 'out of reach');
    const page = await product.get('/sign-in');
    store = await store.startAgain();

    // then none of them is taken for recorded, pages show what is known, and everything goes on
    expect(reporter.unknown).toEqual([]);
    expect(reporter.notRecorded).toHaveLength(3);
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('The record cannot be reached at the moment'),
    ]);
    await eventually('commands are recorded again', async () => (await reporter.report(product)) === 200);
    await expectWhole();
  }, 120_000);

  it(`loses nothing when the product itself is killed, ${KILLS} times (FAULT_SEED=${SEED})`, async () => {
    const random = randomFrom(SEED);
    for (let kill = 0; kill < KILLS; kill++) {
      // given reports under way, when the product is killed in the middle of them
      const reports = Array.from({ length: 3 }, async () => {
        while ((await reporter.report(product)) === 200);
      });
      await wait(100 + random() * 400);
      await product.stop('SIGKILL');
      await Promise.all(reports);

      // then it starts again, and what was in doubt is recorded once when it is sent again
      product = await Product.start(product.dataDir, store.settings);
      for (const report of reporter.unknown.splice(0)) expect(await reporter.send(product, report)).toBe(200);
    }
    await expectWhole();
    expect(reporter.acknowledged.size).toBeGreaterThan(KILLS);
  }, 300_000);
});

describe('A product whose event store is not there yet', () => {
  it('waits for it, says so, and serves as soon as it comes', async () => {
    // given a port on which nothing listens
    const dataDir = newDataFolder();
    const store = await EventStoreProcess.start(`${dataDir}-journal`);
    await store.kill();

    // when the product is started
    const waiting = await Product.startWaiting(dataDir, store.settings);
    await eventually('it says what it waits for', async () =>
      (await (await waiting.get('/health/ready')).text()).includes('Waiting for the event store'),
    );

    // then it lives, is not ready, and says so to readers
    expect((await waiting.get('/health/live')).status).toBe(200);
    expect((await waiting.get('/health/ready')).status).toBe(503);
    const page = await waiting.get('/action-plans');
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Waiting for the event store')]);
    const api = await waiting.get('/api/v1/action-plans');
    expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);

    // and when the store comes, it serves
    const started = await store.startAgain();
    await eventually('it is ready', async () => (await waiting.get('/health/ready')).status === 200, 60_000);
    const { stderr } = await waiting.stop();
    await started.kill();
    removeDataFolders();
    expect(stderr).toContain('Waiting for the event store at 127.0.0.1, streams derby.…');
  }, 120_000);
});
