import {
  acceptEvents,
  AppendRefused,
  CHAIN_GENESIS,
  chainHash,
  digestOfText,
  eventText,
  LogDamaged,
  type AcceptedEvent,
  type EventLog,
  type LoggedEvent,
  type Position,
} from '@minutebook/kernel/recording';

/** An event met on a walk through a log. */
export interface WalkedEvent {
  readonly event: LoggedEvent;
  readonly recordNumber: number;
  /** As `eventDigest` gives it. */
  readonly digest: Buffer;
  /** The chain hash at this event: the same on every log that holds the same events. */
  readonly chain: Buffer;
  /** What it counts for against the limit of one append. */
  readonly bytes: number;
}

/** Goes through a log once; `return` ends it early. */
export type LogWalk = AsyncGenerator<WalkedEvent, void, undefined>;

/** Pages of the walk: an event may have 900 KiB, and two logs are walked side by side. */
const PAGE = 100;

/**
 * Goes through a log from its first event to its head, and checks of each that it can be one of ours: it keeps the rules of
 * the port, follows the one before it in its stream, and says by which command and when it was recorded.
 *
 * Throws `LogDamaged`, `LogUnavailable`.
 */
export async function* walkLog(log: Pick<EventLog, 'readAll'>): LogWalk {
  const lastRevisions = new Map<string, number>();
  let recordNumber = 0;
  let chain = CHAIN_GENESIS;
  for await (const page of log.readAll({ pageSize: PAGE }))
    for (const event of page) {
      recordNumber += 1;
      const { data, metadata } = accepted(event, recordNumber);
      checkOrder(event, recordNumber, lastRevisions);
      checkMetadata(event, recordNumber);
      // The text that `eventDigest` would make, of the parts that are at hand.
      const digest = digestOfText(eventText(event, data, metadata));
      chain = chainHash(chain, digest);
      const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
      yield { event, recordNumber, digest, chain, bytes };
    }
}

/** The first event of a log after a position, or of all; undefined where there is none. */
export async function firstEventOf(log: Pick<EventLog, 'readAll'>, after?: Position): Promise<LoggedEvent | undefined> {
  for await (const [event] of log.readAll({ ...(after !== undefined && { after }), pageSize: 1 })) return event;
  return undefined;
}

function accepted(event: LoggedEvent, recordNumber: number): AcceptedEvent {
  try {
    return acceptEvents(event.stream, [event])[0] as AcceptedEvent;
  } catch (error) {
    if (!(error instanceof AppendRefused)) throw error;
    throw damaged(recordNumber, `it was not written by Minutebook: ${error.message}`);
  }
}

function checkOrder({ stream, revision }: LoggedEvent, recordNumber: number, lastRevisions: Map<string, number>): void {
  const expected = (lastRevisions.get(stream) ?? -1) + 1;
  if (revision !== expected)
    throw damaged(recordNumber, `revision ${expected} of ${stream} should stand here, not ${revision}`);
  lastRevisions.set(stream, revision);
}

function checkMetadata({ stream, revision, metadata }: LoggedEvent, recordNumber: number): void {
  if (typeof metadata.commandId === 'string' && Number.isSafeInteger(metadata.recordedAt)) return;
  throw damaged(
    recordNumber,
    `revision ${revision} of ${stream} does not say by which command and when it was recorded`,
  );
}

function damaged(recordNumber: number, what: string): LogDamaged {
  return new LogDamaged(`record ${recordNumber}`, `The log is damaged at record ${recordNumber}: ${what}`);
}
