import { setTimeout as wait } from 'node:timers/promises';
import { verifySqliteLog } from '@minutebook/event-log-sqlite';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { AppendingChild, eventsAfterRestart, FaultFolders, randomFrom, type ChildLine } from './children.fixture';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? '100');
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
/** Rounds at the same time, each with a record of its own. */
const TRACKS = 2;
/** A record is killed so often before a new one is begun: it recovers from what was recovered. */
const ROUNDS_PER_RECORD = 10;
const LONGEST_LIFE_MS = 120;

interface NoteData {
  readonly append: string;
  readonly index: number;
  readonly of: number;
}

describe('12 · kill -9 at any moment', () => {
  const folders = new FaultFolders();
  afterAll(() => folders.remove());

  it(
    `loses no acknowledged append and keeps no half of one, in ${ROUNDS} rounds (FAULT_SEED=${SEED})`,
    async () => {
      const perTrack = Math.ceil(ROUNDS / TRACKS);

      const kept = await Promise.all(Array.from({ length: TRACKS }, (_, track) => runTrack(track, perTrack)));

      // Each track has written something, else nothing was proven.
      for (const appends of kept) expect(appends).toBeGreaterThan(perTrack);
    },
    60_000 + ROUNDS * 3_000,
  );

  /** Answers how many appends were acknowledged. */
  async function runTrack(track: number, rounds: number): Promise<number> {
    const random = randomFrom(SEED + track);
    let acknowledged: ChildLine[] = [];
    let appends = 0;
    for (let round = 0; round < rounds; round++) {
      const record = folders.at(`record-${track}-${Math.floor(round / ROUNDS_PER_RECORD)}`);
      if (round % ROUNDS_PER_RECORD === 0) acknowledged = [];

      const child = new AppendingChild(record, { run: `${track}-${round}` });
      // Now and then it is killed while it opens the record.
      if (round % 5 !== 4) await child.line(({ ready }) => ready === true);
      await wait(random() * LONGEST_LIFE_MS);
      await child.kill();

      expect(child.lines.filter(({ refused }) => refused !== undefined)).toEqual([]);
      acknowledged.push(...child.acknowledged);
      appends += child.acknowledged.length;
      if (acknowledged.length === 0) continue;
      await expectRecordWhole(folders.copy(record), acknowledged, `seed ${SEED}, track ${track}, round ${round}`);
    }
    return appends;
  }
});

async function expectRecordWhole(record: string, acknowledged: readonly ChildLine[], round: string): Promise<void> {
  const events = await eventsAfterRestart(record);
  const appends = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    const { append } = event.data as NoteData;
    appends.set(append, [...(appends.get(append) ?? []), event]);
  }

  const lost = acknowledged.filter(({ append }) => !appends.has(append as string));
  const misplaced = acknowledged.filter(({ append, stream, lastRevision, position }) => {
    const last = appends.get(append as string)?.at(-1);
    return last?.stream !== stream || last?.revision !== lastRevision || last?.position !== position;
  });
  const halves = [...appends.values()].filter((written) => written.length !== (written[0]?.data as NoteData).of);
  const { intact, problems } = await verifySqliteLog(record);

  expect({ round, lost, misplaced, halves, intact, problems }).toEqual({
    round,
    lost: [],
    misplaced: [],
    halves: [],
    intact: true,
    problems: [],
  });
}
