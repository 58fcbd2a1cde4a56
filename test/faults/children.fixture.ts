import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { openSqliteEventLog, openSqliteEventLogReadOnly, type ReadableEventLog } from '@minutebook/event-log-sqlite';

/** Where the compiled event log lies, for children that are plain JavaScript. */
export const COMPILED_LOG = join(__dirname, '..', '..', 'dist', 'libs', 'adapters', 'event-log-sqlite');

/** A line that a child prints; see appending-child.cjs. */
export interface ChildLine {
  readonly ready?: boolean;
  readonly refused?: string;
  readonly message?: string;
  readonly failed?: string;
  readonly error?: string;
  readonly outcomeUnknown?: boolean;
  readonly recorded?: number;
  readonly append?: string;
  readonly stream?: string;
  readonly lastRevision?: number;
  readonly position?: string;
  readonly of?: number;
}

export interface ChildOptions {
  readonly run?: string;
  /** An append has 1 to so many events. */
  readonly mostEvents?: number;
  readonly textBytes?: number;
  /** Shell words before `node`, such as a limit for the process. */
  readonly under?: string;
}

/** A real process that appends to a record until it is killed. */
export class AppendingChild {
  readonly lines: ChildLine[] = [];
  private readonly process: ChildProcess;
  private readonly ended: Promise<void>;
  private rest = '';
  private errors = '';
  private wake: () => void = () => undefined;

  constructor(folder: string, options: ChildOptions = {}) {
    if (!existsSync(COMPILED_LOG)) throw new Error('The program is not compiled: run `npx nest build` first');
    const { run = 'run', mostEvents = 4, textBytes = 50, under } = options;
    const script = join(__dirname, 'appending-child.cjs');
    const args = [script, COMPILED_LOG, folder, run, String(mostEvents), String(textBytes)];
    this.process =
      under === undefined
        ? spawn(process.execPath, args, { stdio: 'pipe' })
        : spawn('sh', ['-c', `${under} exec "$0" "$@"`, process.execPath, ...args], { stdio: 'pipe' });
    this.process.stdout?.on('data', (chunk: Buffer) => this.take(chunk.toString()));
    this.process.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = new Promise((resolve) => this.process.once('close', () => resolve()));
    void this.ended.then(() => this.wake());
  }

  get pid(): number {
    return this.process.pid as number;
  }

  /** Waits for a line; fails if the child ends without it. */
  async line(wanted: (line: ChildLine) => boolean): Promise<ChildLine> {
    for (let from = 0; ;) {
      const found = this.lines.slice(from).find(wanted);
      if (found !== undefined) return found;
      from = this.lines.length;
      if (this.process.exitCode !== null || this.process.signalCode !== null) {
        throw new Error(`The child has ended: ${JSON.stringify(this.lines.at(-1))} ${this.errors}`);
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Tells the child to append once more. */
  tell(): void {
    this.process.stdin?.write('go on\n');
  }

  /** kill -9, and waits until all that it had printed has been read. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** The appends that it was answered. */
  get acknowledged(): ChildLine[] {
    return this.lines.filter((line) => line.append !== undefined);
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    this.lines.push(...lines.map((line) => JSON.parse(line) as ChildLine));
    this.wake();
  }
}

/** Where files lie in memory, on machines that have such a place. */
const IN_MEMORY = '/dev/shm';

/** Folders of one spec, taken away at its end. */
export class FaultFolders {
  private readonly root: string;
  private copies = 0;

  constructor(parent = tmpdir()) {
    this.root = mkdtempSync(join(parent, 'minutebook-faults-'));
  }

  /** For specs that end processes and no machine: files outlive a kill there as they do on a disk, and nothing waits for one. */
  static inMemory(): FaultFolders {
    return new FaultFolders(existsSync(IN_MEMORY) ? IN_MEMORY : undefined);
  }

  at(name: string): string {
    return join(this.root, name);
  }

  /**
   * A copy of a record whose process has ended, without the memory that its connections shared: what a machine that is
   * started again finds. Looked at in its place, so that this process never holds the files that a child opens next.
   */
  copy(folder: string): string {
    this.copies += 1;
    const copy = this.at(`copy-${this.copies}`);
    cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') });
    return copy;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** All events of a log, to the head. */
export async function readEverything(log: ReadableEventLog, after?: string): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const page of log.readAll(after === undefined ? {} : { after })) events.push(...page);
  return events;
}

/** What a restarted Minutebook finds in a folder. */
export async function eventsAfterRestart(folder: string): Promise<LoggedEvent[]> {
  const log = await openSqliteEventLog(folder);
  try {
    return await readEverything(log);
  } finally {
    await log.close();
  }
}

/** What somebody who only reads finds in a folder, after a position where one is told. */
export async function eventsRead(folder: string, after?: string): Promise<LoggedEvent[]> {
  const log = await openSqliteEventLogReadOnly(folder);
  try {
    return await readEverything(log, after);
  } finally {
    await log.close();
  }
}

/** Numbers that follow from a seed (mulberry32), so that a failing round can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
