import {
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
} from '@eventstore/db-client';
import { LogUnavailable, type LoggedEvent, type Position } from '@minutebook/kernel/recording';
import type { Connection } from './connection';
import { readError } from './client-errors';
import { clientPosition, loggedEvent } from './recorded-events';

/** The server looks at so many events of others before it says how far it is. */
const SEARCH_WINDOW = 512;
/** While it catches up, a page that is not full is given once nothing more has come for so many ms. */
const STALL_MS = 50;

/** What a feed is made of. */
export interface FeedSource {
  readonly connection: Connection;
  readonly streamPrefix: string;
  readonly idleMs: number;
  readonly onEnded: () => void;
}

/** Nothing was heard for the time that a feed may be silent. */
export class Silence extends LogUnavailable {
  constructor(ms: number) {
    super(false, `The event store has said nothing for ${ms / 1_000} seconds`);
  }
}

/**
 * One subscription to this deployment's events, drawn from page by page: what is not drawn waits in a bounded buffer, and
 * behind it at the server. It ends with the subscription; whoever wants to go on makes another from the last event.
 */
export class EventFeed {
  private readonly subscription: AllStreamSubscription;
  private failure: Error | undefined;
  /** Events that are still to be drawn before the head of the log is reached; undefined until the server says so. */
  private beforeHead: number | undefined;
  private confirmed = false;
  private heard = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly source: FeedSource,
    after: Position | undefined,
    private readonly pageSize: number,
  ) {
    const { connection, streamPrefix } = source;
    this.subscription = connection.client.subscribeToAll(
      {
        fromPosition: after === undefined ? START : clientPosition(after),
        filter: streamNameFilter({
          prefixes: [streamPrefix],
          maxSearchWindow: SEARCH_WINDOW,
          // Only heard, never resumed from: a checkpoint may lie at an event that has not come yet (event-log.md, 2.4).
          checkpointReached: async () => this.noteSignOfLife(),
        }),
        credentials: connection.credentials,
      },
      { highWaterMark: pageSize * 2 },
    );
    this.subscription
      .on('readable', () => this.noteSignOfLife())
      .on('confirmation', () => {
        this.confirmed = true;
        this.noteSignOfLife();
      })
      .on('caughtUp', () => {
        this.beforeHead = this.subscription.readableLength;
        this.noteSignOfLife();
      })
      .on('end', () => this.fail(new LogUnavailable(false, 'The event store ended the subscription')))
      .on('error', (error: unknown) => this.fail(readError(error, 'the log')));
  }

  /** Whether the server has agreed to the subscription. */
  get isConfirmed(): boolean {
    return this.confirmed;
  }

  /** Whether all that stood in the log when the server had caught up has been given. */
  get isAtHead(): boolean {
    return this.beforeHead !== undefined && this.beforeHead <= 0;
  }

  /**
   * The next events, at most a page: a full one while the log is being caught up with. At the head: what is there, or,
   * where nothing is, none (`stop`) or those that come next (`wait`).
   *
   * @param onHead called whenever the head is reached and there is nothing to give
   *
   * Throws `Silence`, and what ended the subscription once everything before that was drawn.
   */
  async next(atHead: 'wait' | 'stop', onHead: () => void = () => undefined): Promise<LoggedEvent[]> {
    const page: LoggedEvent[] = [];
    for (;;) {
      this.draw(page);
      if (page.length === this.pageSize || (this.isAtHead && (page.length > 0 || atHead === 'stop'))) return page;
      if (this.failure) {
        if (page.length > 0) return page;
        throw this.failure;
      }
      if (this.isAtHead) onHead();
      const stalls = page.length > 0 && atHead === 'wait';
      if (await this.somethingWithin(stalls ? STALL_MS : this.source.idleMs)) continue;
      if (stalls) return page;
      throw new Silence(this.source.idleMs);
    }
  }

  /** Ends the call at the server, which would otherwise stay open (event-log.md, 3.3). */
  async cancel(): Promise<void> {
    this.source.onEnded();
    this.fail(new LogUnavailable(false, 'The subscription was ended'));
    await this.subscription.unsubscribe().catch(() => undefined);
    this.subscription.destroy();
  }

  private draw(page: LoggedEvent[]): void {
    while (page.length < this.pageSize) {
      const resolved = this.subscription.read() as AllStreamResolvedEvent | null;
      if (resolved === null) return;
      if (this.beforeHead !== undefined) this.beforeHead -= 1;
      page.push(loggedEvent(resolved, this.source.streamPrefix));
    }
  }

  private noteSignOfLife(): void {
    this.heard += 1;
    this.wake();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.noteSignOfLife();
  }

  /** Waits until something is heard; false where that takes longer. */
  private async somethingWithin(ms: number): Promise<boolean> {
    const before = this.heard;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => undefined;
    return this.heard > before;
  }
}
