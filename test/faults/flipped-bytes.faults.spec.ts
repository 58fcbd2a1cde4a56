import { closeSync, existsSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openSqliteEventLog, openSqliteEventLogReadOnly, verifySqliteLog } from '@minutebook/event-log-sqlite';
import { LogDamaged, LogUnavailable, type LoggedEvent } from '@minutebook/kernel/recording';
import { AppendingChild, eventsAfterRestart, FaultFolders, randomFrom, readEverything } from './children.fixture';

const FLIPS = Number(process.env['FAULT_ROUNDS'] ?? '100') * 2;
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);

/** What came of a record with one wrong byte. */
type Finding =
  'reported by a read' | 'reported at start' | 'reported by verify' | 'all events as written' | `SILENT: ${string}`;

describe('14 · one flipped byte', () => {
  const folders = new FaultFolders();
  const collectGarbage = garbageCollector();
  let killed: string;
  let closed: string;
  let events: LoggedEvent[];
  /** The last record number that was answered; an append after it may have been recorded, or not. */
  let acknowledged: number;

  beforeAll(async () => {
    const child = new AppendingChild(folders.at('record'), { mostEvents: 3 });
    while (child.acknowledged.length < 40) {
      const seen = child.lines.length;
      await child.line((line) => child.lines.indexOf(line) >= seen);
    }
    await child.kill();
    acknowledged = Math.max(...child.acknowledged.map(({ position }) => Number(position)));
    killed = folders.copy(folders.at('record'));
    closed = folders.copy(killed);
    events = await eventsAfterRestart(closed);
    await collectGarbage();
  });
  afterAll(() => folders.remove());

  it.each([
    ['the database', 'events.sqlite', () => closed],
    ['the write-ahead log', 'events.sqlite-wal', () => killed],
    ['the head', 'head', () => closed],
  ])(
    `in %s never gives an event that was not written (FAULT_SEED=${SEED})`,
    async (_, file, record) => {
      const random = randomFrom(SEED);
      const findings = new Map<Finding, number>();
      const flips = file === 'head' ? 40 : FLIPS;
      for (let flip = 0; flip < flips; flip++) {
        const copy = folders.copy(record());
        const offset = flipByte(join(copy, file), random);

        const finding = await look(copy);

        findings.set(finding, (findings.get(finding) ?? 0) + 1);
        if (finding.startsWith('SILENT')) throw new Error(`${file}, byte ${offset}: ${finding}`);
        rmSync(copy, { recursive: true });
        if (flip % 20 === 19) await collectGarbage();
      }

      // Much of a page is empty, but not most of it: what was looked at was damaged indeed.
      const unharmed = findings.get('all events as written') ?? 0;
      expect({ unharmed: unharmed < flips * 0.8, findings }).toEqual({ unharmed: true, findings });
    },
    60_000 + FLIPS * 500,
  );

  /** Reads all of the record in both ways, verifies it, and starts on it. */
  async function look(record: string): Promise<Finding> {
    const read = await reporting(async () => {
      const log = await openSqliteEventLogReadOnly(record);
      try {
        const all = await readEverything(log);
        const streams = [...new Set(events.map(({ stream }) => stream))];
        const byStream = await Promise.all(streams.map((stream) => log.readStream(stream)));
        return { all, byStream: byStream.flat() };
      } finally {
        await log.close();
      }
    });
    const verified = await reporting(() => verifySqliteLog(record));
    const foundByVerify = verified === undefined || !verified.intact;
    const started = await reporting(() => openSqliteEventLog(record));
    await started?.close();

    if (read === undefined)
      return foundByVerify ? 'reported by a read' : 'SILENT: verify does not find what a read finds';
    const strange = [...read.all, ...read.byStream].find((event) => !sameEvents([event], [eventAt(event.position)]));
    if (strange !== undefined) return `SILENT: read ${JSON.stringify(strange)}`;
    if (started === undefined)
      return foundByVerify ? 'reported at start' : 'SILENT: verify does not find what the start finds';
    if (foundByVerify) return 'reported by verify';
    const whole = read.all.length >= acknowledged && read.byStream.length === read.all.length;
    return whole ? 'all events as written' : 'SILENT: events are missing';
  }

  function eventAt(position: string): LoggedEvent | undefined {
    return events[Number(position) - 1];
  }
});

/** The result, or undefined where the damage was reported as it should be. */
async function reporting<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogDamaged || error instanceof LogUnavailable) return undefined;
    throw error;
  }
}

function sameEvents(some: readonly unknown[], others: readonly unknown[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** Changes one byte somewhere; answers where. */
function flipByte(path: string, random: () => number): number {
  if (!existsSync(path)) throw new Error(`There is no ${path}`);
  const offset = Math.floor(random() * statSync(path).size);
  const descriptor = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(descriptor, byte, 0, 1, offset);
  byte[0] = (byte[0] as number) ^ (1 + Math.floor(random() * 255));
  writeSync(descriptor, byte, 0, 1, offset);
  closeSync(descriptor);
  return offset;
}

/** Collects closed connections, of which this spec makes thousands, before their descriptors run out. */
function garbageCollector(): () => Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return async () => {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  };
}
