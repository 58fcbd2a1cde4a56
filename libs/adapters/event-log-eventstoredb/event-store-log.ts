import {
  BACKWARDS,
  END,
  jsonEvent,
  START,
  StreamNotFoundError,
  type AllStreamResolvedEvent,
  type JSONType,
  type ResolvedEvent,
} from '@eventstore/db-client';
import {
  acceptEvents,
  LogDamaged,
  LogUnavailable,
  type AppendResult,
  type EventLog,
  type ExpectedRevision,
  type LoggedEvent,
  type LogSubscription,
  type NewEvent,
  type OnOutage,
  type Position,
} from '@minutebook/kernel/recording';
import { appendError, isInvalidPosition, isMoved, isOutage, neverStarted, readError } from './client-errors';
import { collected, type ClientRead } from './collected';
import { connectionOf, streamPrefixOf, type Connection, type EventStoreAddress } from './connection';
import { EventFeed, Silence } from './event-feed';
import { Follower, type FollowedLog } from './follower';
import { clientPosition, foreignPosition, loggedEvent, positionText } from './recorded-events';
import { DEFAULT_TIMING, wait, waitBefore, type Timing } from './timing';

const DEFAULT_PAGE_SIZE = 500;
/** An append that was turned away because another node leads is made again so often. */
const TRIES_AFTER_MOVES = 5;
/** A read that an outage cut short is made again so often. */
const TRIES_AFTER_OUTAGES = 4;

interface PageOptions {
  readonly after?: Position;
  readonly pageSize?: number;
}

/**
 * The log of one deployment in an EventStoreDB or KurrentDB, 24.6 or newer. Nothing is sent until it is used, so a server
 * that is not there is an error of the first call.
 *
 * Throws `ConnectionFault`.
 */
export function openEventStoreLog(address: EventStoreAddress, timing: Timing = DEFAULT_TIMING): EventLog {
  return new EventStoreLog(connectionOf(address), streamPrefixOf(address), timing);
}

class EventStoreLog implements EventLog, FollowedLog {
  private readonly followers = new Set<Follower>();
  private readonly feeds = new Set<EventFeed>();
  private closed = false;

  constructor(
    private readonly connection: Connection,
    private readonly streamPrefix: string,
    readonly timing: Timing,
  ) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0))
      throw new RangeError(`${String(expected)} is no revision of a stream`);
    const proposed = acceptEvents(stream, events).map(({ id, type, data, metadata }) =>
      // Parsed anew: what the caller does with its event from here on cannot reach what is sent.
      jsonEvent({ id, type, data: JSON.parse(data) as JSONType, metadata: JSON.parse(metadata) as JSONType }),
    );
    const { client, credentials, deadlineMs } = this.connection;
    const send = () =>
      client.appendToStream(this.streamPrefix + stream, proposed, {
        expectedRevision: expected === 'no-stream' ? 'no_stream' : BigInt(expected),
        credentials,
        requiresLeader: true,
        deadline: deadlineMs,
      });
    for (let tries = 1; ; tries++) {
      this.assertOpen();
      try {
        const { nextExpectedRevision, position } = await send();
        const lastRevision = Number(nextExpectedRevision);
        return { lastRevision, position: positionText(position) ?? (await this.positionOf(stream, lastRevision)) };
      } catch (error) {
        if (tries === TRIES_AFTER_MOVES || !isMoved(error) || !neverStarted(error))
          throw error instanceof LogUnavailable ? error : appendError(error, stream, expected);
        await wait(waitBefore(tries, this.timing));
      }
    }
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly LoggedEvent[]> {
    const events = await this.reading(stream, async () => {
      const { client, credentials } = this.connection;
      const fromRevisionOfClient = fromRevision === 0 ? START : BigInt(fromRevision);
      return this.collect<ResolvedEvent>(
        client.readStream(this.streamPrefix + stream, {
          fromRevision: fromRevisionOfClient,
          credentials,
          requiresLeader: true,
        }),
      );
    }).catch((error: unknown) => {
      if (error instanceof StreamNotFoundError) return [];
      throw error;
    });
    const logged = events.map((event) => loggedEvent(event, this.streamPrefix));
    const gap = logged.findIndex(({ revision }, index) => revision !== fromRevision + index);
    if (gap >= 0)
      throw new LogDamaged(
        `${stream}@${fromRevision + gap}`,
        `The log is damaged: revision ${fromRevision + gap} of ${stream} is missing in the event store`,
      );
    return logged;
  }

  async *readAll({ after, pageSize = DEFAULT_PAGE_SIZE }: PageOptions = {}): AsyncGenerator<readonly LoggedEvent[]> {
    if (after !== undefined) await this.assertKnown(after);
    let position = after;
    for (let tries = 1; ; tries++) {
      this.assertOpen();
      const feed = this.feed(position, pageSize);
      try {
        for (;;) {
          const page = await feed.next('stop');
          if (page.length > 0) {
            position = (page.at(-1) as LoggedEvent).position;
            tries = 1;
            yield page;
          }
          // A page that is short because the connection broke is not the last one.
          if (page.length < pageSize && feed.isAtHead) return;
        }
      } catch (error) {
        if (tries === TRIES_AFTER_OUTAGES || !(error instanceof LogUnavailable)) throw error;
        await wait(waitBefore(tries, this.timing));
      } finally {
        await feed.cancel();
      }
    }
  }

  followAll(
    options: PageOptions & { readonly onOutage?: OnOutage },
    handler: (page: readonly LoggedEvent[]) => Promise<void> | void,
  ): LogSubscription {
    this.assertOpen();
    const { after, pageSize = DEFAULT_PAGE_SIZE, onOutage } = options;
    const follower = new Follower(this, { after, pageSize, handler, onOutage });
    this.followers.add(follower);
    const leave = () => this.followers.delete(follower);
    follower.ended.then(leave, leave);
    return follower;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.followers].map((follower) => follower.stop()));
    await Promise.all([...this.feeds].map((feed) => feed.cancel()));
    await this.connection.client.dispose();
  }

  feed(after: Position | undefined, pageSize: number): EventFeed {
    const { connection, streamPrefix } = this;
    const feed = new EventFeed(
      { connection, streamPrefix, idleMs: this.timing.idleMs, onEnded: () => this.feeds.delete(feed) },
      after,
      pageSize,
    );
    this.feeds.add(feed);
    return feed;
  }

  async assertKnown(position: Position): Promise<void> {
    const wanted = clientPosition(position);
    const { client, credentials } = this.connection;
    const found = await this.reading(`position ${position}`, () =>
      this.collect<AllStreamResolvedEvent>(
        client.readAll({ fromPosition: wanted, maxCount: 1, credentials, requiresLeader: true }),
      ),
    ).catch((error: unknown) => {
      if (isInvalidPosition(error)) return [];
      throw error;
    });
    const event = found[0]?.event;
    if (positionText(event?.position) !== position || !event?.streamId.startsWith(this.streamPrefix))
      throw foreignPosition(position);
  }

  async probe(): Promise<void> {
    const { client, credentials } = this.connection;
    await this.collect(client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1, credentials })).catch(
      (error: unknown) => {
        throw readError(error, 'the log');
      },
    );
  }

  /** The server gave no position with its answer, as for a repeat that is not replicated yet. */
  private async positionOf(stream: string, revision: number): Promise<Position> {
    const [event] = await this.readStream(stream, revision);
    if (event) return event.position;
    throw new LogUnavailable(
      true,
      `The event store answered that it recorded ${stream}@${revision}, and does not show it`,
    );
  }

  private async collect<E>(read: ClientRead<E>): Promise<readonly E[]> {
    const { idleMs } = this.timing;
    return collected(read, idleMs, () => new Silence(idleMs));
  }

  /** Reads, again where the connection was lost or the leader changed. Errors are in the words of the port, or plain where the caller knows them. */
  private async reading<T>(what: string, read: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      this.assertOpen();
      try {
        return await read();
      } catch (error) {
        if (error instanceof StreamNotFoundError || isInvalidPosition(error)) throw error;
        if (tries === TRIES_AFTER_OUTAGES || error instanceof Silence || !isOutage(error)) throw readError(error, what);
        await wait(waitBefore(tries, this.timing));
      }
    }
  }

  private assertOpen(): void {
    if (this.closed) throw new LogUnavailable(false, 'The record has been closed');
  }
}
