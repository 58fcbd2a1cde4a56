import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteEventLog, verifySqliteLog } from '@minutebook/event-log-sqlite';
import type { EventLog, LoggedEvent } from '@minutebook/kernel/recording';
import { anEvent } from '@minutebook/event-log-sqlite/log-folder.fixture';
import { startCommand, type Outcome, type StartedCommand } from '../tracker/product.fixture';
import { eventsRead, FaultFolders, randomFrom } from './children.fixture';
import { EventStoreProcess } from './event-store.fixture';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? '100');
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
/** Records that are moved there and back. */
const MOVES = Math.max(1, Math.floor(ROUNDS / 100));
/** Each way is killed so often before it may end. */
const KILLS = 3;
const EVENTS = 3_000;

/** A log that is moved to, seen from outside. */
interface Target {
  readonly name: string;
  /** Grows with what is recorded, also while a process writes to it. */
  recorded(): number;
  events(): Promise<readonly LoggedEvent[]>;
}

describe('A move of a log that is cut short', () => {
  let folders: FaultFolders;
  let store: EventStoreProcess;
  let file: string;
  let chain: string;
  let ids: readonly string[];

  beforeEach(async () => {
    folders = new FaultFolders();
    store = await EventStoreProcess.start(folders.at('journal'));
    file = folders.at('log');
    const log = await openSqliteEventLog(file);
    await write(log, EVENTS);
    await log.close();
    ({ chain } = await verifySqliteLog(file));
    ids = (await eventsRead(file)).map(({ id }) => id);
  }, 60_000);
  afterEach(async () => {
    await store.kill();
    folders.remove();
  });

  const intoStore = (): Target => ({
    name: '@store',
    recorded: () => readFileSync(folders.at('journal'), 'utf8').split('\n').length - 1,
    events: () => store.events(),
  });
  const intoFile = (folder: string): Target => ({
    name: `sqlite:${folder}`,
    // The file that the log keeps beside its database: nothing of SQLite is opened under the process that writes.
    recorded: () =>
      existsSync(join(folder, 'head')) ? Number(readFileSync(join(folder, 'head'), 'utf8').split(' ')[2]) : 0,
    events: async () => (existsSync(join(folder, 'events.sqlite')) ? eventsRead(folders.copy(folder)) : []),
  });

  function start(from: string, to: string): StartedCommand {
    const { EVENT_LOG = '', ...settings } = store.settings;
    writeFileSync(folders.at('store'), EVENT_LOG);
    const named = (log: string): string => (log === '@store' ? `@${folders.at('store')}` : log);
    return startCommand(folders.at('data'), ['move-log', '--from', named(from), '--to', named(to)], settings);
  }

  /** Strikes in the middle of a move: when it has recorded something, and a moment later. */
  async function inTheMiddle(
    started: StartedCommand,
    target: Target,
    random: () => number,
    strike: () => Promise<void>,
  ): Promise<void> {
    const before = target.recorded();
    let isOver = false;
    void started.ended.then(() => (isOver = true));
    while (!isOver && target.recorded() <= before) await wait(1);
    await wait(random() * 40);
    await strike();
  }

  /** What the target holds is the beginning of the source, and nothing else; answers how much of it. */
  async function expectBeginning(target: Target, round: string): Promise<number> {
    const there = (await target.events()).map(({ id }) => id);
    expect({ round, there }).toEqual({ round, there: ids.slice(0, there.length) });
    return there.length;
  }

  function expectMoved({ code, stdout, stderr }: Outcome): void {
    expect([code, stderr.replace(/^(Comparing|Moving|Checking).*\n/gm, '')]).toEqual([0, '']);
    expect(stdout).toContain(`${EVENTS.toLocaleString('en-GB')} events are in `);
    expect(stdout).toContain(`Chain hash at the last: ${chain}`);
  }

  async function moveKilled(from: string, target: Target, seed: number): Promise<void> {
    const random = randomFrom(seed);
    const ends: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const started = start(from, target.name);
      await inTheMiddle(started, target, random, async () => started.kill());
      const { code, stderr } = await started.ended;
      expect(code === null ? '' : stderr).not.toContain('    at ');
      ends.push(await expectBeginning(target, `seed ${seed}, kill ${kill}`));
    }
    // It was killed on its way, else nothing was shown.
    expect(ends.some((end) => end > 0 && end < EVENTS)).toBe(true);

    expectMoved(await start(from, target.name).ended);
    expect(await expectBeginning(target, `seed ${seed}, at the end`)).toBe(EVENTS);
  }

  it.each(Array.from({ length: MOVES }, (_, nth) => SEED + nth))(
    'leaves the beginning of the record, from which it goes on, there and back (FAULT_SEED=%d)',
    async (seed) => {
      const back = folders.at('back');

      await moveKilled(`sqlite:${file}`, intoStore(), seed);
      await moveKilled('@store', intoFile(back), seed + 1_000);

      expect(await verifySqliteLog(back)).toMatchObject({ intact: true, events: EVENTS, chain });
    },
    240_000,
  );

  it('goes on by itself, or when it is given again, where the event store was killed and came back', async () => {
    const target = intoStore();
    const started = start(`sqlite:${file}`, target.name);

    await inTheMiddle(started, target, randomFrom(SEED), () => store.kill());
    const end = target.recorded();
    store = await store.startAgain();
    const first = await started.ended;
    await expectBeginning(target, 'when it had ended');
    const second = await start(`sqlite:${file}`, target.name).ended;

    expect(end).toBeLessThan(EVENTS);
    expect(first.stderr).not.toContain('    at ');
    expectMoved(second);
    expect(await expectBeginning(target, 'at the end')).toBe(EVENTS);
  }, 240_000);
});

/** Events of seven streams in turn, so that each is an append of its own when it is moved. */
async function write(log: EventLog, count: number): Promise<void> {
  const streams = Array.from({ length: 7 }, () => `action-${randomUUID()}`);
  const appends: Promise<unknown>[] = [];
  for (let index = 0; index < count; index++) {
    const revision = Math.floor(index / streams.length);
    const stream = streams[index % streams.length] as string;
    appends.push(log.append(stream, revision === 0 ? 'no-stream' : revision - 1, [anEvent({ index })]));
  }
  await Promise.all(appends);
}
