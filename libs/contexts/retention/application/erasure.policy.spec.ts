import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { backupSqliteLog, verifySqliteLog } from '@minutebook/event-log-sqlite';
import { fillFresh, recordTimesProjection } from '@minutebook/kernel/read-models';
import { newRandomId, openPage, type LoggedEvent } from '@minutebook/kernel/recording';
import { ReadModelFiles } from '@minutebook/read-models-sqlite';
import { openDatabase } from '@minutebook/sqlite';
import { projections, sentenceBook } from '../../../../apps/tracker/read-model-registry';
import { rowsOf } from '../../../kernel/testing/rows.fixture';
import { openTracker, type TestPlace, type TestTracker } from '../../../../test/tracker/test-tracker';
import { Erasing, filesHolding } from '../pages/erasure.fixture';
import { KeepRecord } from './record-keeping.command-handler';
import { RecordOnErasureRequest } from './erasure-request.command-handler';

/** Stands nowhere in the demonstration. */
const NAME = 'Zyxwilla';

const folders: string[] = [];
const trackers = new Set<TestTracker>();

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-erasure-'));
  folders.push(folder);
  return folder;
}

/** A place with the whole demonstration, copied for each test: loading it takes long. */
let loaded: TestPlace;

beforeAll(async () => {
  const dataDir = newFolder();
  loaded = { dataDir, log: { engine: 'sqlite', folder: join(dataDir, 'log') }, masterKey: randomBytes(32) };
  await (await openTracker(loaded, true)).stop();
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  for (const tracker of trackers) await stop(tracker);
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function newPlace(): TestPlace {
  const dataDir = newFolder();
  cpSync(loaded.dataDir, dataDir, { recursive: true });
  return { ...loaded, dataDir, log: { engine: 'sqlite', folder: join(dataDir, 'log') } };
}

async function start(place = newPlace()): Promise<TestTracker> {
  const tracker = await openTracker(place);
  trackers.add(tracker);
  return tracker;
}

async function stop(tracker: TestTracker): Promise<void> {
  trackers.delete(tracker);
  await tracker.stop();
}

/** A plan with the name in its title; answers with its event. */
async function planWithName(tracker: TestTracker): Promise<LoggedEvent> {
  const plan = { title: `Cover for ${NAME}`, groupId: 'GG-WSG', startsOn: '2014-06-01', endsOn: '2015-03-31' };
  const { body } = await new Erasing(tracker).post('action-plans', 'demo-clerk', plan).expect(201);
  const stream = `actionPlan-${String(body.id)}`;
  await tracker.record.readModels.waitFor(stream, 0, 5_000);
  return (await tracker.events()).find((event) => event.stream === stream) as LoggedEvent;
}

const removalsIn = async (tracker: TestTracker) =>
  (await tracker.events()).filter(({ type }) => type === 'TextRemoved').length;

/** The moments at which the process can be cut off, by what fails there. */
const CUTS: Readonly<Record<string, (tracker: TestTracker) => void>> = {
  'before the event stands on the record': ({ app }) => failOn(app.get(CommandBus), KeepRecord),
  'between the event and the keys': ({ record }) =>
    void jest.spyOn(record.vault, 'destroy').mockRejectedValueOnce(new Error('killed')),
  'between the keys and the read models': ({ record }) =>
    void jest.spyOn(record.readModels, 'rebuild').mockRejectedValueOnce(new Error('killed')),
  'before the confirmation': ({ app }) =>
    failOn(app.get(CommandBus), RecordOnErasureRequest, ({ input }) => input.type === 'confirm'),
};

/** Makes one command fail, once. */
function failOn<C extends object>(
  bus: CommandBus,
  type: new (...args: never[]) => C,
  when: (command: C) => boolean = () => true,
): void {
  const execute = bus.execute.bind(bus);
  let failed = false;
  jest.spyOn(bus, 'execute').mockImplementation((command) => {
    if (failed || !(command instanceof type) || !when(command)) return execute(command);
    failed = true;
    throw new Error('killed');
  });
}

/** Asks and agrees, and waits until carrying it out has failed. */
async function agreeInVain(tracker: TestTracker, event: LoggedEvent): Promise<string> {
  const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const erasing = new Erasing(tracker);
  const requestId = await erasing.asked(event);
  await erasing.post(`erasure-requests/${requestId}/agree`, 'demo-hr', {}).expect(200);
  while (told.mock.calls.length === 0) await new Promise(setImmediate);
  expect(told.mock.calls[0]?.[0]).toBe(`Request ${requestId} could not be carried out: killed`);
  told.mockRestore();
  return requestId;
}

describe('an erasure that is cut short', () => {
  it.each(Object.keys(CUTS))('%s is completed at the next start, and nothing is recorded twice', async (moment) => {
    // given a request that is agreed to, and a process that dies while it carries it out
    const first = await start();
    const opened = await planWithName(first);
    CUTS[moment]?.(first);
    const requestId = await agreeInVain(first, opened);
    await stop(first);
    jest.restoreAllMocks();

    // when the process starts again
    const second = await start(first.place);
    await new Erasing(second).carriedOut(requestId);

    // then it is carried out, once
    expect(await removalsIn(second)).toBe(1);
    expect((await second.record.vault.get([opened.id])).size).toBe(0);
    expect(filesHolding(second.place.dataDir, NAME)).toEqual([]);
    const types = (await second.record.log.readStream(`erasureRequest-${requestId}`)).map(({ type }) => type);
    expect(types).toEqual(['ErasureAsked', 'ErasureAgreed', 'ErasureCarriedOut']);
  });
});

describe('after an erasure', () => {
  let tracker: TestTracker;
  let opened: LoggedEvent;

  beforeEach(async () => {
    tracker = await start();
    opened = await planWithName(tracker);
    expect(filesHolding(tracker.place.dataDir, NAME)).not.toEqual([]);
  });

  const erase = async () => {
    const erasing = new Erasing(tracker);
    await erasing.agreed(await erasing.asked(opened));
  };

  it('the log still proves itself, and a backup taken afterwards holds nothing', async () => {
    await erase();
    await stop(tracker);

    const backup = join(newFolder(), 'log');
    await backupSqliteLog(join(tracker.place.dataDir, 'log'), backup);

    expect(await verifySqliteLog(join(tracker.place.dataDir, 'log'))).toMatchObject({ intact: true, problems: [] });
    expect(filesHolding(tracker.place.dataDir, NAME)).toEqual([]);
    expect(filesHolding(backup, NAME)).toEqual([]);
  });

  it.each([
    ['the trail', '/audit-trail.csv'],
    ['the list of plans', '/action-plans.csv'],
    ['what changed', '/changes.csv?from=2014-06-01'],
    ['a search of the trail', `/audit-trail?q=${NAME.toLowerCase()}`],
  ])('%s holds nothing, and did before', async (_what, path) => {
    const reader = await tracker.signedIn('demo-auditor');
    const holds = async () => (await reader.get(path).expect(200)).text.includes(`Cover for ${NAME}`);
    expect(await holds()).toBe(true);

    await erase();

    expect(await holds()).toBe(false);
  });

  it('pages as at a date before it read "removed"', async () => {
    await erase();
    const n = (await tracker.events()).findIndex(({ id }) => id === opened.id) + 1;
    const reader = await tracker.signedIn('demo-reader');

    const plan = await reader.get(`/action-plans/${opened.stream.slice('actionPlan-'.length)}?asAt=${n}`).expect(200);

    expect(plan.text).toContain('<h1 class="mb-title">removed</h1>');
  });

  it('read models that are filled anew are, row by row, those that are served', async () => {
    await erase();
    const { log, vault, readModels } = tracker.record;
    const folder = join(newFolder(), 'aside');
    const all = [recordTimesProjection, ...projections(sentenceBook())];

    const files = await fillFresh(all, {
      log,
      openTexts: (page) => openPage(page, vault),
      folder: new ReadModelFiles(folder, newRandomId, 'sqlite'),
    });

    for (const { name } of all) {
      const database = openDatabase(join(folder, files.get(name) ?? ''), { readOnly: true });
      expect([name, rowsOf(database)]).toEqual([name, rowsOf(readModels.reader(name).own)]);
      database.close();
    }
  });

  it('keys of an older backup are destroyed again at the start, before any page is served', async () => {
    // given keys and read models as they were before the erasure
    await stop(tracker);
    const older = newFolder();
    for (const part of ['keys', 'read-models'])
      cpSync(join(tracker.place.dataDir, part), join(older, part), { recursive: true });
    tracker = await start(tracker.place);
    await erase();
    await stop(tracker);

    // when they are put back
    for (const part of ['keys', 'read-models']) {
      rmSync(join(tracker.place.dataDir, part), { recursive: true });
      cpSync(join(older, part), join(tracker.place.dataDir, part), { recursive: true });
    }
    tracker = await start(tracker.place);

    // then the name is gone again
    expect((await tracker.record.vault.get([opened.id])).size).toBe(0);
    expect(filesHolding(tracker.place.dataDir, NAME)).toEqual([]);
  });

  it('read models of a machine that was away meanwhile are filled anew', async () => {
    await stop(tracker);
    const older = join(newFolder(), 'read-models');
    cpSync(join(tracker.place.dataDir, 'read-models'), older, { recursive: true });
    tracker = await start(tracker.place);
    await erase();
    await stop(tracker);

    rmSync(join(tracker.place.dataDir, 'read-models'), { recursive: true });
    cpSync(older, join(tracker.place.dataDir, 'read-models'), { recursive: true });
    expect(filesHolding(tracker.place.dataDir, NAME)).not.toEqual([]);
    tracker = await start(tracker.place);

    expect(filesHolding(tracker.place.dataDir, NAME)).toEqual([]);
  });

  it('an older log with the newest keys does not bring the name back', async () => {
    // given the log as it was before the erasure
    await stop(tracker);
    const older = join(newFolder(), 'log');
    cpSync(join(tracker.place.dataDir, 'log'), older, { recursive: true });
    tracker = await start(tracker.place);
    await erase();
    await stop(tracker);

    // when it is restored beside the newest keys, and the read models are made anew
    for (const part of ['log', 'read-models']) rmSync(join(tracker.place.dataDir, part), { recursive: true });
    cpSync(older, join(tracker.place.dataDir, 'log'), { recursive: true });
    tracker = await start(tracker.place);

    // then the plan is there, and its title is not
    const { body } = await tracker.http
      .get(`/api/v1/action-plans/${opened.stream.slice('actionPlan-'.length)}`)
      .set('Authorization', `Bearer ${tracker.token('demo-reader')}`)
      .expect(200);
    expect(body).toMatchObject({ title: 'removed' });
    expect(await removalsIn(tracker)).toBe(0);
    expect(filesHolding(tracker.place.dataDir, NAME)).toEqual([]);
  });
});

describe('what another process recorded', () => {
  it('is carried out here too: its keys are destroyed, and pages made anew', async () => {
    // given a text, and the event by which another process says that it is gone
    const tracker = await start();
    const opened = await planWithName(tracker);
    const { runner, vault } = tracker.record;
    const data = {
      eventId: opened.id,
      eventRevision: 0,
      request: 'of-another-process',
      ground: 'objection',
      authority: 'x',
      agreedBy: 'demo-hr',
    };
    await runner.run({
      stream: opened.stream,
      decider: {
        initialState: 0,
        decide: () => ({ accepted: [{ type: 'TextRemoved', data }] }),
        evolve: (state: number) => state,
      },
      request: {
        commandId: newRandomId(),
        actor: { account: 'demo-hr', role: 'hr', grant: 'account-demo-hr@1' },
        origin: 'user',
        via: 'policy',
      },
      keepsRecord: true,
      command: () => ({}),
    });

    // then it is gone here
    while ((await vault.get([opened.id])).size > 0) await new Promise(setImmediate);
    await stop(tracker);
    expect(filesHolding(tracker.place.dataDir, NAME)).toEqual([]);
  });
});
