import { CHAIN_GENESIS, LogDamaged, LogUnavailable } from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { checkHead, checkPage, type CheckedRow } from './event-checks';
import { EventReader } from './event-reader';
import { readHead, type Head } from './head-file';
import { LOG_FILE, openLogDatabaseReadOnly } from './log-file';
import { nextTurn } from './paging';

/** Something in a log that is not as it was written. */
export interface LogProblem {
  /** `record 17`, `head`, `events.sqlite` */
  readonly where: string;
  /** The stream and revision of the record, where it has them: `action-…@3`. */
  readonly event?: string;
  readonly what: string;
}

/** What a check of every event found. */
export interface LogReport {
  readonly intact: boolean;
  /** How many events were read. */
  readonly events: number;
  /** The chain hash at the last of them, as hex: two logs with the same one hold the same events. */
  readonly chain: string;
  /** In the order in which they were found, the first bad record before the later ones; at most 100. */
  readonly problems: readonly LogProblem[];
}

const PAGE = 1_000;
const MOST_PROBLEMS = 100;

/**
 * Checks every event of the record in a folder: checksum, digest, chain, order within its stream; then the head, and
 * the file's own structure. Reads only, also while the record's writer goes on. `onProgress` is told how many events
 * have been checked, of how many.
 *
 * Damage is reported and not thrown; throws `LogUnavailable` where there is no log, or one of a newer format.
 */
export async function verifySqliteLog(
  folder: string,
  onProgress: (checked: number, of: number) => void = () => undefined,
): Promise<LogReport> {
  const problems: LogProblem[] = [];
  // Read before the log, whose writer may go on meanwhile.
  const head = collecting(problems, () => readHead(folder));
  let database: SqlDatabase;
  try {
    database = openLogDatabaseReadOnly(folder);
  } catch (error) {
    problems.push(problemOf(error));
    return { intact: false, events: 0, chain: CHAIN_GENESIS.toString('hex'), problems };
  }
  try {
    return await verifyDatabase(database, head, problems, onProgress);
  } finally {
    database.close();
  }
}

/** `verifySqliteLog` on an open database, against a head that was read before. */
export async function verifyDatabase(
  database: SqlDatabase,
  head: Head | undefined,
  problems: LogProblem[],
  onProgress: (checked: number, of: number) => void,
): Promise<LogReport> {
  const reader = collecting(problems, () => new EventReader(database));
  // As it stands now: a writer that goes on must not keep the walk from ending.
  const end = collecting(problems, () => reader?.logEnd().recordNumber) ?? Number.MAX_SAFE_INTEGER;
  const walk = new LogWalk(database, end, problems);
  while (collecting(problems, () => walk.next()) === true) {
    onProgress(walk.events, end);
    await nextTurn();
  }
  if (reader !== undefined) collecting(problems, () => checkHead(head, reader));
  collecting(problems, () => checkStructure(database, problems));
  return {
    intact: problems.length === 0,
    events: walk.events,
    chain: Buffer.from(walk.chain).toString('hex'),
    problems: problems.slice(0, MOST_PROBLEMS),
  };
}

/** Goes through the events up to a record number in order, and keeps where each stream stands. */
class LogWalk {
  events = 0;
  chain: Uint8Array = CHAIN_GENESIS;
  recordNumber = 0;
  private pageSize = PAGE;
  private readonly lastRevisions = new Map<number, number>();

  constructor(
    private readonly database: SqlDatabase,
    private readonly end: number,
    private readonly problems: LogProblem[],
  ) {}

  /** Checks the next page; false at the end. Throws `LogDamaged` at a record that cannot be read. */
  next(): boolean {
    const rows = this.readPage();
    for (const row of rows) this.take(row);
    const last = rows.at(-1);
    if (last === undefined) return false;
    this.recordNumber = last.recordNumber;
    this.chain = last.chain;
    return true;
  }

  private readPage(): CheckedRow[] {
    try {
      return checkPage(this.database, this, Math.min(this.pageSize, this.end - this.recordNumber));
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      const at = this.recordNumber + 1;
      if (this.pageSize === 1) throw new LogDamaged(`record ${at}`, `Record ${at} cannot be read: ${error.message}`);
      // One by one from here, to name the first that cannot be read.
      this.pageSize = 1;
      return this.readPage();
    }
  }

  private take(row: CheckedRow): void {
    this.events += 1;
    const expected = (this.lastRevisions.get(row.streamId) ?? -1) + 1;
    this.lastRevisions.set(row.streamId, row.revision);
    const outOfOrder =
      row.revision === expected
        ? undefined
        : `revision ${expected} of its stream should stand here, not ${row.revision}`;
    const what = row.problem ?? outOfOrder;
    if (what === undefined || this.problems.length >= MOST_PROBLEMS) return;
    this.problems.push({ where: `record ${row.recordNumber}`, event: `${row.stream}@${row.revision}`, what });
  }
}

function checkStructure(database: SqlDatabase, problems: LogProblem[]): void {
  const findings = database.prepare('PRAGMA integrity_check').all();
  for (const finding of findings) {
    const what = String(Object.values(finding)[0]);
    if (what !== 'ok') problems.push({ where: LOG_FILE, what });
  }
  const orphan = database
    .prepare('SELECT name FROM streams WHERE NOT EXISTS (SELECT 1 FROM events WHERE stream = streams.id)')
    .get();
  if (orphan !== undefined) problems.push({ where: LOG_FILE, what: `${String(orphan['name'])} has no events` });
}

function collecting<T>(problems: LogProblem[], check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    problems.push(problemOf(error));
    return undefined;
  }
}

function problemOf(error: unknown): LogProblem {
  if (error instanceof LogUnavailable) throw error;
  if (error instanceof LogDamaged) return { where: error.where, what: error.message };
  return { where: LOG_FILE, what: error instanceof Error ? error.message : String(error) };
}
