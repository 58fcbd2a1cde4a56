/** A time at which something is to be looked at. What is to be done is decided from the log when it rings, not before. */
export interface Alarm {
  /**
   * What to look at: letters, digits, dashes, dots and underscores, at most 128. It names the alarm, so that there is one of a
   * key at most. Queues are never erased: no personal data.
   */
  readonly key: string;
  /** Epoch ms of the record's clock. */
  readonly at: number;
}

/** An alarm whose last try failed: it rings no more until somebody asks for it. */
export interface LaidAside extends Alarm {
  /** Epoch ms of the record's clock. */
  readonly since: number;
  readonly tries: number;
  /** What the last try said. */
  readonly reason: string;
}

/** How many alarms there are. */
export interface AlarmCounts {
  readonly waiting: number;
  readonly ringing: number;
  readonly laidAside: number;
}

/**
 * An alarm clock and nothing more: whatever is in it can be made again from the log, so that losing it loses no reminder. Every
 * adapter passes `reminder-queue-contract`.
 *
 * An alarm rings at least once, never before its time, and may ring more than once: after a crash, or in two processes.
 *
 * Errors: `QueueUnavailable` of whatever cannot be kept or asked now.
 */
export interface ReminderQueue {
  /**
   * Sets alarms; answers once they are kept. One with a key that is set already is moved to the new time; one that is ringing
   * rings again at the new time; one that was laid aside is set anew. A time that is past rings at once.
   */
  set(alarms: readonly Alarm[]): Promise<void>;
  /** Takes alarms away, unless they are ringing; those that are not there are no fault. */
  cancel(keys: readonly string[]): Promise<void>;
  /**
   * Begins to ring in this process. An alarm is gone once the handler has answered. A handler that fails is asked again after
   * growing waits, and after its last try the alarm is laid aside.
   *
   * @param onEmptied told, in one of the processes that ring, that somebody has emptied the queue: set the alarms anew. A file is
   * emptied by nobody while it is open
   */
  ring(handler: (alarm: Alarm) => Promise<void>, onEmptied?: () => void): void;
  /**
   * Rings what the record's clock has reached since it was set forward, and what is set within that time meanwhile: one after
   * another, in the order of their times. Answers once all of it has been answered or has failed once.
   */
  clockMoved(): Promise<void>;
  counts(): Promise<AlarmCounts>;
  /** The latest first. */
  laidAside(limit: number): Promise<readonly LaidAside[]>;
  /** Rings again, now, what was laid aside; answers with how many of them there were. */
  retry(keys: readonly string[]): Promise<number>;
  /** Rings no more; lets what is ringing come to its end, for a bounded time. */
  close(): Promise<void>;
}

/** The queue cannot be reached: what was to be set may not be kept. The log knows it all the same. */
export class QueueUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'QueueUnavailable';
  }
}

/** The queue does not answer now, and may do so later: it is worth waiting for. */
export class QueueAway extends QueueUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'QueueAway';
  }
}

const KEY = /^[A-Za-z0-9._-]{1,128}$/;

/** Throws `RangeError` for an alarm that cannot be one, which is its caller's fault. */
export function acceptAlarms(alarms: readonly Alarm[]): void {
  for (const { key, at } of alarms) {
    if (!KEY.test(key))
      throw new RangeError('The key of an alarm is made of letters, digits, dashes, dots and underscores');
    if (!Number.isSafeInteger(at)) throw new RangeError('An alarm is set to whole milliseconds');
  }
}
