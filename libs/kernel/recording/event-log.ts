import type { EventMetadata, RecordedEvent } from '../event-sourcing/event';

/** Opaque and ordered within one log; serves only for resuming. A decimal string, or `commit/prepare` of two. */
export type Position = string & { readonly __position?: never };

/** An event to be appended. `id` is a UUID. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

/** An event as the log gives it back. */
export interface LoggedEvent extends RecordedEvent {
  readonly position: Position;
}

/** `no-stream`: the stream does not exist yet; a number: its last revision is exactly that. */
export type ExpectedRevision = 'no-stream' | number;

export interface AppendResult {
  readonly lastRevision: number;
  readonly position: Position;
}

/** At most this many bytes (of canonical JSON, UTF-8) in one append, on every log. */
export const MAX_APPEND_BYTES = 900 * 1024;

/**
 * The append-only log. Every adapter passes `event-log-contract`.
 *
 * Errors: `ConcurrencyConflict` (another revision stands), `AppendRefused` (too large, no events, bad name: nothing was
 * written), `LogUnavailable` (`outcomeUnknown` tells whether the append may have been recorded), `LogForbidden` (whoever
 * runs it must let us in), `LogDamaged` (a stored event is not what was written).
 */
export interface EventLog {
  /**
   * Appends 1 to n events to one stream, all or nothing; answers once they are durable. Repeating an append with the
   * same ids and the same expected revision writes nothing and gives the first answer again.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;
  /** The events of one stream from a revision on (0 unless told), in order; none if there is no such stream. */
  readStream(stream: string, fromRevision?: number): Promise<readonly LoggedEvent[]>;
  /** All events after a position (from the start unless told), in log order, in pages of at most `pageSize`. Ends at the head. */
  readAll(options?: { readonly after?: Position; readonly pageSize?: number }): AsyncIterable<readonly LoggedEvent[]>;
  /**
   * Calls the handler with each page of events after a position, those already there and those to come, in order and
   * one page at a time: the next page waits for the handler's promise. A handler that fails stops the subscription; a log
   * that cannot be reached does not.
   */
  followAll(
    options: { readonly after?: Position; readonly pageSize?: number; readonly onOutage?: OnOutage },
    handler: (page: readonly LoggedEvent[]) => Promise<void> | void,
  ): LogSubscription;
  close(): Promise<void>;
}

/**
 * Told once when a log that is being followed cannot be reached, and again, with nothing, once it can. A log in the same
 * process is never out of reach.
 */
export type OnOutage = (reason: LogUnavailable | undefined) => void;

export interface LogSubscription {
  stop(): Promise<void>;
  /** Settles when the subscription has ended: with an error if the handler or the log failed for good. */
  readonly ended: Promise<void>;
}

/** Orders two positions of one log: negative, zero or positive. The empty one stands before all. */
export function comparePositions(a: Position, b: Position): number {
  const [aCommit = '', aPrepare = ''] = a.split('/');
  const [bCommit = '', bPrepare = ''] = b.split('/');
  const byCommit = BigInt(aCommit) - BigInt(bCommit);
  const difference = byCommit === 0n ? BigInt(aPrepare) - BigInt(bPrepare) : byCommit;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Another revision stands than the one expected. Nothing was written. */
export class ConcurrencyConflict extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`${stream} stands at ${actual}, not at ${expected}`);
    this.name = 'ConcurrencyConflict';
  }
}

/** The append breaks a limit of the port; refused before anything was written. */
export class AppendRefused extends Error {
  constructor(
    readonly why: 'too-large' | 'no-events' | 'bad-name' | 'bad-id' | 'not-json',
    message: string,
  ) {
    super(message);
    this.name = 'AppendRefused';
  }
}

/** The log cannot be reached or cannot write. `outcomeUnknown`: the append may or may not have been recorded. */
export class LogUnavailable extends Error {
  constructor(
    readonly outcomeUnknown: boolean,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LogUnavailable';
  }
}

/** The log can be reached, and refuses who asks: a matter for whoever runs it. Nothing was written. */
export class LogForbidden extends LogUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(false, message, options);
    this.name = 'LogForbidden';
  }
}

/** What stands in the log is not what was written: a checksum, a digest or the chain does not match. */
export class LogDamaged extends Error {
  constructor(
    readonly where: string,
    message: string,
  ) {
    super(message);
    this.name = 'LogDamaged';
  }
}
