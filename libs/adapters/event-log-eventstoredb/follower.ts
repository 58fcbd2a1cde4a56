import {
  comparePositions,
  LogDamaged,
  LogForbidden,
  LogUnavailable,
  type LoggedEvent,
  type LogSubscription,
  type OnOutage,
  type Position,
} from '@minutebook/kernel/recording';
import { Silence, type EventFeed } from './event-feed';
import { wait, waitBefore, type Timing } from './timing';

/** What a follower needs of its log. */
export interface FollowedLog {
  readonly timing: Timing;
  /** Throws `LogDamaged` where a position is not one of this log. */
  assertKnown(position: Position): Promise<void>;
  feed(after: Position | undefined, pageSize: number): EventFeed;
  /** Asks the server for a sign of life. */
  probe(): Promise<void>;
}

/** What a follower is told. */
export interface Following {
  readonly after: Position | undefined;
  readonly pageSize: number;
  readonly handler: (page: readonly LoggedEvent[]) => Promise<void> | void;
  readonly onOutage: OnOutage | undefined;
}

/**
 * Takes one handler through the log, page by page, and outlives its subscriptions: when one ends, whatever the reason,
 * the next begins after the last event that was handled.
 */
export class Follower implements LogSubscription {
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();
  private feed: EventFeed | undefined;
  private position: Position | undefined;
  private tries = 0;
  private isOut = false;

  constructor(
    private readonly log: FollowedLog,
    private readonly following: Following,
  ) {
    this.position = following.after;
    this.ended = this.run();
    // Whoever follows reads `ended` when it likes; until then a failure is kept there and is not an unhandled one.
    this.ended.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.feed?.cancel();
    await this.ended.catch(() => undefined);
  }

  private get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    let isKnown = this.position === undefined;
    while (!this.isStopped) {
      try {
        if (!isKnown) await this.log.assertKnown(this.position as Position);
        isKnown = true;
        await this.followOnce();
      } catch (error) {
        if (error instanceof HandlerFailed) throw error.reason;
        if (error instanceof LogDamaged || !(error instanceof LogUnavailable)) throw error;
        if (this.isStopped) return;
        this.noteOutage(error);
        await wait(waitBefore(this.tries++, this.log.timing), this.stopping.signal);
      }
    }
  }

  /** Follows until the subscription fails. */
  private async followOnce(): Promise<void> {
    const { pageSize, handler } = this.following;
    const feed = this.log.feed(this.position, pageSize);
    this.feed = feed;
    try {
      while (!this.isStopped) {
        const page = this.notYetHandled(await this.nextPage(feed));
        if (this.isStopped) return;
        if (page.length === 0) continue;
        this.noteBack();
        try {
          await handler(page);
        } catch (reason) {
          throw new HandlerFailed(reason);
        }
        this.position = (page.at(-1) as LoggedEvent).position;
      }
    } finally {
      await feed.cancel();
    }
  }

  /** At the head a log may be silent for days; then it is asked whether it is still there. */
  private async nextPage(feed: EventFeed): Promise<readonly LoggedEvent[]> {
    for (;;) {
      try {
        return await feed.next('wait', () => this.noteBack());
      } catch (error) {
        if (!(error instanceof Silence) || !feed.isConfirmed || this.isStopped) throw error;
        await this.log.probe();
      }
    }
  }

  /** What is delivered again after a change of connection was handled before. */
  private notYetHandled(page: readonly LoggedEvent[]): readonly LoggedEvent[] {
    const { position } = this;
    return position === undefined ? page : page.filter((event) => comparePositions(event.position, position) > 0);
  }

  private noteOutage(reason: LogUnavailable): void {
    // One lost subscription that the next try mends is nothing to tell anybody.
    if (this.isOut || (this.tries === 0 && !(reason instanceof LogForbidden))) return;
    this.isOut = true;
    this.following.onOutage?.(reason);
  }

  private noteBack(): void {
    this.tries = 0;
    if (!this.isOut) return;
    this.isOut = false;
    this.following.onOutage?.(undefined);
  }
}

/** The handler failed, not the log: following ends with its error. */
class HandlerFailed extends Error {
  constructor(readonly reason: unknown) {
    super('The handler of a page failed');
  }
}
