import { DEMONSTRATION_GRANT, grantOf } from './demonstration-accounts';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import { londonDateOf, londonTimeOf } from '@minutebook/kernel';
import { openPage, type LoggedEvent } from '@minutebook/kernel/recording';
import { commandHandlersOver } from '../../../test/tracker/command-handlers.fixture';
import { openRecord, type OpenRecord } from '../record/record';
import { openLog } from '../record/log-place';
import { openCurrentData } from './demonstration-data';
import { dataVersion, demonstrationSteps } from './demonstration-script';
import { DEMONSTRATION_STREAM } from './demonstration.decider';
import { RecordOnDemonstration } from './demonstration.command-handler';
import { loadDemonstration } from './load-demonstration';

/** A load writes several hundred commits to the disk. In ms. */
jest.setTimeout(60_000);

const MASTER_KEY = Buffer.alloc(32, 1);
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-load-'));
  folders.push(folder);
  return join(folder, 'data');
};

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const placeOf = (dataDir: string, logFolder = join(dataDir, 'log')) => ({
  dataDir,
  log: { engine: 'sqlite', folder: logFolder } as const,
  empty: false,
  masterKey: MASTER_KEY,
});

/** What the record of a folder is found to be; the log is closed again. */
async function lookedAt(place: ReturnType<typeof placeOf>, say: (text: string) => void = () => undefined) {
  const { log, isNewDemonstration } = await openCurrentData(place, say);
  await log.close();
  return isNewDemonstration;
}

/** Opens the record of a folder as the product does, does something with it, and closes it. */
async function within<T>(dataDir: string, work: (record: OpenRecord, commands: CommandBus) => Promise<T>): Promise<T> {
  const { log, isNewDemonstration } = await openCurrentData(placeOf(dataDir), () => undefined);
  const record = await openRecord(log, placeOf(dataDir), {}, isNewDemonstration);
  const handlers = await commandHandlersOver(record.log, record.runner);
  try {
    return await work(record, handlers.commands);
  } finally {
    await handlers.close();
    await record.close();
  }
}

async function load({ demonstration }: OpenRecord, commands: CommandBus, told: number[] = []): Promise<void> {
  if (!demonstration) throw new Error('This record is no demonstration');
  await loadDemonstration(commands, demonstration, (done) => told.push(done));
}

/** Every event as it reads: seals differ from one load to the next, what is under them must not. */
async function readable({ log, vault }: OpenRecord) {
  const all: LoggedEvent[] = [];
  for await (const page of log.readAll()) all.push(...(await openPage(page, vault)));
  return all;
}

/** A command bus that is cut off before a command. */
function cutOffAfter(count: number, commands: CommandBus): CommandBus {
  let sent = 0;
  const cut: Pick<CommandBus, 'execute'> = {
    execute: (command: object) => {
      if (sent++ === count) throw new Error('cut off');
      return commands.execute(command);
    },
  };
  return cut as CommandBus;
}

describe('loading the demonstration', () => {
  let whole: readonly LoggedEvent[];
  let loaded: string;

  beforeAll(async () => {
    loaded = newFolder();
    whole = await within(loaded, async (record, commands) => {
      await load(record, commands);
      return readable(record);
    });
  });

  it('begins with its start and ends when all of it is loaded, on Monday 16 June 2014 at 09:00', () => {
    const last = whole.at(-1);

    expect(whole[0]).toMatchObject({
      stream: DEMONSTRATION_STREAM,
      type: 'DemonstrationStarted',
      data: { dataVersion },
    });
    expect(last).toMatchObject({ stream: DEMONSTRATION_STREAM, type: 'DemonstrationLoaded' });
    const at = last?.metadata.recordedAt ?? 0;
    expect([londonDateOf(at), londonTimeOf(at)]).toEqual(['2014-06-16', '09:00']);
  });

  it('records each step at its own time, in the order of time, by its own persona and from its own source', () => {
    const times = whole.map(({ metadata }) => metadata.recordedAt);

    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const { at, account, role, group, origin, source } of demonstrationSteps()) {
      const recorded = whole.filter(({ metadata }) => metadata.recordedAt === at);
      expect(recorded.length).toBeGreaterThan(0);
      for (const { metadata } of recorded) {
        const grant = account === 'system' ? DEMONSTRATION_GRANT : grantOf(account, group);
        expect(metadata).toMatchObject({ origin, via: 'cli', actor: { account, role, grant } });
        expect(metadata.source).toEqual(source);
      }
    }
  });

  it('changes nothing when it is repeated, and tells how far it is', async () => {
    const told: number[] = [];

    const again = await within(loaded, async (record, commands) => {
      await load(record, commands, told);
      return readable(record);
    });

    expect(again).toEqual(whole);
    expect(told).toEqual(demonstrationSteps().map((_, index) => index + 1));
  });

  it('goes on where it was cut off, as often as that happens: the same events with the same ids', async () => {
    const dataDir = newFolder();
    for (const count of [1, 40, 150]) {
      const isCutOff = within(dataDir, (record, commands) => load(record, cutOffAfter(count, commands)));
      await expect(isCutOff).rejects.toThrow('cut off');
    }

    const resumed = await within(dataDir, async (record, commands) => {
      await load(record, commands);
      return readable(record);
    });

    expect(resumed.map(({ metadata: { bodyMac: _, ...metadata }, ...event }) => ({ ...event, metadata }))).toEqual(
      whole.map(({ metadata: { bodyMac: _, ...metadata }, ...event }) => ({ ...event, metadata })),
    );
  });

  it('leaves the clock at the present, and a later start takes it up after the last record', async () => {
    const afterLoad = await within(loaded, async (record, commands) => {
      await load(record, commands);
      return record.clock.now();
    });
    const to = Date.UTC(2014, 6, 14, 8);
    const moved = await within(loaded, async ({ clock, readModels }, commands) => {
      const request = {
        commandId: '6f1d5f3e-0000-4000-8000-000000000003',
        actor: { account: 'demo-administrator', role: 'administrator', grant: 'demonstration-1@0' },
        origin: 'user',
        via: 'page',
      } as const;
      await commands.execute(new RecordOnDemonstration({ type: 'move-clock', to, now: clock.now() }, request));
      await readModels.waitFor(DEMONSTRATION_STREAM, 2, 5_000);
      return clock.now();
    });
    const restarted = await within(loaded, async ({ clock }) => clock.now());

    const present = Date.UTC(2014, 5, 16, 8);
    expect(afterLoad).toBeGreaterThanOrEqual(present);
    expect(londonDateOf(afterLoad)).toBe('2014-06-16');
    expect(londonDateOf(moved)).toBe('2014-07-14');
    expect(restarted).toBeGreaterThanOrEqual(to);
    expect(londonDateOf(restarted)).toBe('2014-07-14');
  });
});

describe('a data folder that is there already', () => {
  /** A folder in which a demonstration of some version was started. */
  async function holding(version: number): Promise<string> {
    const dataDir = newFolder();
    const record = await openRecord(await openLog(placeOf(dataDir).log), placeOf(dataDir), {}, true);
    const handlers = await commandHandlersOver(record.log, record.runner);
    record.demonstration?.standAt(1_000);
    await handlers.commands.execute(
      new RecordOnDemonstration(
        { type: 'start', dataVersion: version, historyFrom: 1_000, presentAt: 2_000 },
        {
          commandId: '6f1d5f3e-0000-4000-8000-000000000004',
          actor: { account: 'system', role: 'system', grant: 'demonstration-1@0' },
          origin: 'system',
          via: 'cli',
        },
      ),
    );
    await handlers.close();
    await record.close();
    return dataDir;
  }

  it('is set aside whole, with a message, where it holds an older demonstration', async () => {
    const dataDir = await holding(dataVersion - 1);
    const said: string[] = [];

    const isNew = await lookedAt(placeOf(dataDir), (text) => said.push(text));

    expect(isNew).toBe(true);
    expect(readdirSync(dataDir)).toEqual(['log']);
    const [aside = ''] = readdirSync(join(dataDir, '..')).filter((name) => name.startsWith('data.set-aside-version-'));
    expect(readdirSync(join(dataDir, '..', aside))).toEqual(expect.arrayContaining(['keys', 'log', 'read-models']));
    expect(said).toEqual([
      `The data folder holds version ${dataVersion - 1} of the demonstration; this release brings version ${dataVersion}.`,
      `The old one is kept as ${join(dataDir, '..', aside)}; the new one is loaded now.`,
    ]);
  });

  it('is set aside together with a log that lies elsewhere', async () => {
    const dataDir = await holding(dataVersion - 1);
    const elsewhere = await holding(dataVersion - 1);

    expect(await lookedAt(placeOf(dataDir, join(elsewhere, 'log')))).toBe(true);

    expect(readdirSync(elsewhere).some((name) => name.startsWith('log.set-aside-version-'))).toBe(true);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is gone on with where it holds this demonstration', async () => {
    const dataDir = await holding(dataVersion);

    expect(await lookedAt(placeOf(dataDir))).toBe(false);
    expect(readdirSync(dataDir)).toContain('log');
  });

  it('is not touched where a newer release made it', async () => {
    const dataDir = await holding(dataVersion + 1);

    await expect(lookedAt(placeOf(dataDir))).rejects.toThrow('made by a newer release');
    expect(readdirSync(join(dataDir, '..'))).toEqual(['data']);
  });

  it('is not touched while another process is at work on it', async () => {
    const dataDir = await holding(dataVersion - 1);
    const record = await openRecord(await openLog(placeOf(dataDir).log), placeOf(dataDir));

    await expect(lookedAt(placeOf(dataDir))).rejects.toMatchObject({ name: 'LogLocked' });
    expect(readdirSync(join(dataDir, '..'))).toEqual(['data']);
    await record.close();
  });

  it('becomes a demonstration where it is empty', async () => {
    expect(await lookedAt(placeOf(newFolder()))).toBe(true);
  });

  it('stays empty where an empty record was asked for', async () => {
    expect(await lookedAt({ ...placeOf(newFolder()), empty: true })).toBe(false);
  });

  it('is not taken for an empty record where it holds a demonstration', async () => {
    const dataDir = await holding(dataVersion);

    await expect(lookedAt({ ...placeOf(dataDir), empty: true })).rejects.toThrow('holds a demonstration');
  });
});
