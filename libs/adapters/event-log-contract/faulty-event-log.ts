import {
  LogUnavailable,
  type AppendResult,
  type EventLog,
  type ExpectedRevision,
  type LoggedEvent,
  type LogSubscription,
  type NewEvent,
} from '@minutebook/kernel/recording';

/**
 * What befalls the next append: its answer is lost after it was recorded; the peer falls silent after it was recorded,
 * or before it arrived; or the answer comes, but later than anybody waits.
 */
export type AppendFault = 'answer-lost' | 'silent-after-recording' | 'silent-before-recording' | 'slow-answer';

/**
 * A log between which and its caller a network could stand: it loses answers and falls silent, and settles every append
 * within its deadline. It lets every adapter be asked what a retry meets, also one that has no network of its own.
 */
export class FaultyEventLog implements EventLog {
  private nextFault: AppendFault | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly deadlineMs: number,
  ) {}

  /** Strikes the next append only. */
  strike(fault: AppendFault): void {
    this.nextFault = fault;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    const fault = this.nextFault;
    this.nextFault = undefined;
    switch (fault) {
      case undefined:
        return this.log.append(stream, expected, events);
      case 'answer-lost':
        await this.log.append(stream, expected, events);
        throw new LogUnavailable(true, 'The connection was cut before the answer came');
      case 'silent-before-recording':
        return this.withinDeadline(never());
      case 'silent-after-recording':
        return this.withinDeadline(this.log.append(stream, expected, events).then(never<AppendResult>));
      case 'slow-answer':
        return this.withinDeadline(this.log.append(stream, expected, events).then(this.late));
    }
  }

  readStream(stream: string, fromRevision?: number): Promise<readonly LoggedEvent[]> {
    return this.log.readStream(stream, fromRevision);
  }

  readAll(options?: Parameters<EventLog['readAll']>[0]): AsyncIterable<readonly LoggedEvent[]> {
    return this.log.readAll(options);
  }

  followAll(...following: Parameters<EventLog['followAll']>): LogSubscription {
    return this.log.followAll(...following);
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private readonly late = (result: AppendResult): Promise<AppendResult> =>
    new Promise((resolve) => setTimeout(() => resolve(result), this.deadlineMs * 2));

  private async withinDeadline(answer: Promise<AppendResult>): Promise<AppendResult> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      const reason = `No answer came within ${this.deadlineMs} ms`;
      timer = setTimeout(() => reject(new LogUnavailable(true, reason)), this.deadlineMs);
    });
    try {
      return await Promise.race([answer, deadline]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}
