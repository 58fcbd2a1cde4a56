import {
  AppendRefused,
  CHAIN_GENESIS,
  ConcurrencyConflict,
  LogDamaged,
  LogForbidden,
  LogUnavailable,
  MAX_APPEND_BYTES,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  type Position,
} from '@minutebook/kernel/recording';
import { firstEventOf, walkLog, type LogWalk, type WalkedEvent } from './walk-log';

/** What a copy came to. */
export interface CopyReport {
  /** How many events both logs hold, each the same. */
  readonly events: number;
  /** How many of them were there before. */
  readonly already: number;
  /** The chain hash at the last of them, as hex. */
  readonly chain: string;
  /** Somebody appended to the source meanwhile: it holds more than these. */
  readonly sourceGoesOn: boolean;
}

/** What a copy is doing; each reads its way through the events from the first. */
export type CopyStage = 'comparing' | 'copying' | 'checking';

export interface CopyOptions {
  /** So many appends may be given to the target in one turn: it records them in order, all or none. */
  readonly appendsAtOnce: number;
  readonly onProgress?: (stage: CopyStage, recordNumber: number) => void;
}

/** The target holds what the source does not, or something else: one is not the beginning of the other. */
export class LogsDiffer extends Error {
  constructor(
    readonly recordNumber: number,
    message: string,
  ) {
    super(message);
    this.name = 'LogsDiffer';
  }
}

const MOST_EVENTS = 100;
/** Appends given at once have at most about so many bytes together. */
const MOST_BYTES_AT_ONCE = 8 * 1024 * 1024;
/** An append that did not arrive, or whose outcome is unknown, is made again after these waits, in ms: the log answers a repeat safely. */
const WAITS = [100, 500, 2_000, 5_000];

/**
 * Makes the target hold the same events as the source, in the same order; what it holds already is compared and left. So a
 * copy that was cut short goes on where it ended when it is made again. Afterwards both are read once more and compared
 * event by event. Nobody else may append to the target meanwhile.
 *
 * Throws `LogsDiffer`, before anything is written unless somebody else writes to the target; `LogDamaged`; `LogUnavailable`.
 */
export async function copyLog(
  source: Pick<EventLog, 'readAll'>,
  target: Pick<EventLog, 'readAll' | 'append'>,
  { appendsAtOnce, onProgress = () => undefined }: CopyOptions,
): Promise<CopyReport> {
  const { already, copied } = await walking(source, async (walk) => {
    const before = await compare(walk, target, (recordNumber) => onProgress('comparing', recordNumber));
    if (before.difference !== undefined) throw refused(before.difference);
    const appending = new Appending(target, appendsAtOnce);
    let last = before.events;
    for await (const walked of walk) {
      await appending.add(walked);
      last = walked.recordNumber;
      onProgress('copying', last);
    }
    await appending.finish();
    return { already: before.events, copied: last };
  });
  return walking(source, async (walk) => {
    const after = await compare(walk, target, (recordNumber) => onProgress('checking', recordNumber));
    if (after.difference !== undefined) throw spoilt(after.difference.recordNumber);
    if (after.events < copied)
      throw new LogDamaged(
        `record ${after.events + 1}`,
        `The target has lost what was copied, from record ${after.events + 1}`,
      );
    const { events, chain, position } = after;
    // Asked last of all, so that nothing that was appended before goes unseen.
    const further = await firstEventOf(source, position);
    return { events, already, chain: chain.toString('hex'), sourceGoesOn: further !== undefined };
  });
}

async function walking<T>(log: Pick<EventLog, 'readAll'>, work: (walk: LogWalk) => Promise<T>): Promise<T> {
  const walk = walkLog(log);
  try {
    return await work(walk);
  } finally {
    await walk.return();
  }
}

interface Difference {
  readonly recordNumber: number;
  /** The source ends before this record, or has another one there. */
  readonly isLonger: boolean;
}

interface Agreement {
  readonly events: number;
  readonly chain: Buffer;
  /** Of the last of them, in the source. */
  readonly position?: Position;
  readonly difference?: Difference;
}

/** Goes through the target, and through the source up to there. */
async function compare(
  source: LogWalk,
  target: Pick<EventLog, 'readAll'>,
  onProgress: (recordNumber: number) => void,
): Promise<Agreement> {
  let same: Agreement = { events: 0, chain: CHAIN_GENESIS };
  for await (const { recordNumber, digest, chain } of walkLog(target)) {
    const { value: event } = await source.next();
    if (event === undefined) return { ...same, difference: { recordNumber, isLonger: true } };
    if (!event.digest.equals(digest)) return { ...same, difference: { recordNumber, isLonger: false } };
    same = { events: recordNumber, chain, position: event.event.position };
    onProgress(recordNumber);
  }
  return same;
}

function refused({ recordNumber, isLonger }: Difference): LogsDiffer {
  const events = recordNumber - 1;
  const what = isLonger
    ? `The target is longer than the source: it has a record ${recordNumber}, and the source ends with record ${events}`
    : `The target is not the beginning of the source: they differ at record ${recordNumber}`;
  return new LogsDiffer(recordNumber, `${what}. Nothing was written to it`);
}

function spoilt(recordNumber: number): LogsDiffer {
  return new LogsDiffer(
    recordNumber,
    `Somebody else wrote to the target while it was copied to: it is not the beginning of the source from record ${recordNumber} on. Copy to an empty log`,
  );
}

interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly firstRecord: number;
  readonly events: NewEvent[];
  bytes: number;
}

/** Appends events in their order: one after another of the same stream together, and several appends at once where the log allows. */
class Appending {
  private appends: Append[] = [];
  private bytes = 0;

  constructor(
    private readonly target: Pick<EventLog, 'append'>,
    private readonly atOnce: number,
  ) {}

  async add({ event, recordNumber, bytes }: WalkedEvent): Promise<void> {
    const { stream, revision, id, type, data, metadata } = event;
    const last = this.appends.at(-1);
    if (last?.stream === stream && last.events.length < MOST_EVENTS && last.bytes + bytes <= MAX_APPEND_BYTES) {
      last.events.push({ id, type, data, metadata });
      last.bytes += bytes;
    } else {
      if (this.appends.length === this.atOnce || this.bytes + bytes > MOST_BYTES_AT_ONCE) await this.finish();
      const expected = revision === 0 ? 'no-stream' : revision - 1;
      this.appends.push({ stream, expected, firstRecord: recordNumber, events: [{ id, type, data, metadata }], bytes });
    }
    this.bytes += bytes;
  }

  /** Appends what was added; nothing that comes after is given to the log before all of it is recorded. */
  async finish(): Promise<void> {
    const { appends } = this;
    this.appends = [];
    this.bytes = 0;
    for (const wait of [...WAITS, undefined]) {
      const failure = await this.tryAll(appends);
      if (failure === undefined) return;
      if (wait === undefined || !passes(failure.reason)) throw sayOf(failure);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  private async tryAll(appends: readonly Append[]): Promise<Failure | undefined> {
    const outcomes = await Promise.allSettled(
      appends.map(({ stream, expected, events }) => this.target.append(stream, expected, events)),
    );
    const index = outcomes.findIndex(({ status }) => status === 'rejected');
    const [append, outcome] = [appends[index], outcomes[index]];
    if (append === undefined || outcome?.status !== 'rejected') return undefined;
    return { recordNumber: append.firstRecord, reason: outcome.reason as unknown };
  }
}

interface Failure {
  readonly recordNumber: number;
  readonly reason: unknown;
}

/** Whether it may pass by itself: a store that restarts, or an answer that was lost. */
function passes(reason: unknown): boolean {
  return reason instanceof LogUnavailable && !(reason instanceof LogForbidden);
}

function sayOf({ recordNumber, reason }: Failure): unknown {
  if (reason instanceof ConcurrencyConflict)
    return new LogsDiffer(
      recordNumber,
      `Somebody else writes to the target: record ${recordNumber} could not be put in its place. See that nobody does, and give the same command again`,
    );
  // What the rules of the port forbid was found on the walk: what is left is a limit of this one store.
  if (reason instanceof AppendRefused)
    return new LogUnavailable(false, `Record ${recordNumber} cannot be copied. ${reason.message}`, { cause: reason });
  return reason;
}
