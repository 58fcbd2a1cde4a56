import { randomUUID } from 'node:crypto';
import { createServer as createHttp2Server, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { EventStore, type AppendOutcome, type Expected, type Proposed, type Stored } from './event-store';
import { Faults, type Fault } from './faults';
import { CallFailed, GRPC, GrpcCall } from './grpc-call';
import {
  appendAnswer,
  appendPartOf,
  batchAnswer,
  batchPartOf,
  caughtUpFrame,
  checkpointFrame,
  confirmationFrame,
  eventFrame,
  featuresFrame,
  gossipFrame,
  readWishOf,
  streamNotFoundFrame,
  type Member,
  type ReadWish,
} from './messages';

export interface TestServerOptions {
  /** A file from which the streams of an earlier server are read, and to which every append is written. */
  readonly journal?: string;
  /** 0 for any free one. */
  readonly port?: number;
  /** Largest append in bytes of data and metadata; the server's own default before 25.1. */
  readonly maxAppendBytes?: number;
  /** Whether appends are offered on the long-lived batch path too, as real servers do. */
  readonly offersBatchAppend?: boolean;
  /** A checkpoint names the position of the next event, as KurrentDB#4970 tells: whoever resumes there misses that one. */
  readonly checkpointsAhead?: boolean;
}

type Handler = (call: GrpcCall) => Promise<void>;

/** A live subscription that has sent so many events without a pause is caught up anew, as the server's buffer is full. */
const LIVE_BUFFER = 32;
/** A slow answer comes after so many ms. */
const SLOW_MS = 1_000;
/** Events that a read sends in one write. */
const EVENTS_TOGETHER = 32;

/**
 * A server that speaks the protocol of EventStoreDB as far as our client needs it, for tests and benches only: streams in
 * memory, one log, subscriptions. It can misbehave in every way that a network or a cluster does.
 */
export class EventStoreTestServer {
  /** How often each method was called. */
  readonly calls = new Map<string, number>();
  /** The nodes that gossip tells of; only this one unless told. */
  members: readonly Member[] | undefined;
  private readonly appendFaults = new Faults();
  private readonly readFaults = new Faults();
  private readonly sockets = new Set<Socket>();
  private readonly open = new Set<GrpcCall>();
  private readonly store: EventStore;
  private thaw: (() => void) | undefined;
  private frozen: Promise<void> | undefined;

  private constructor(
    private readonly options: TestServerOptions,
    private readonly tcp: Server,
    private readonly http2: Http2Server,
  ) {
    this.store = new EventStore(options.journal);
    http2.on('stream', (stream: ServerHttp2Stream, headers) => void this.answer(new GrpcCall(stream, headers)));
    http2.on('sessionError', () => undefined);
    tcp.on('connection', (socket: Socket) => {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      http2.emit('connection', socket);
    });
  }

  static async start(options: TestServerOptions = {}): Promise<EventStoreTestServer> {
    const tcp = createTcpServer();
    // No limits of a real server's own are under test here.
    const http2 = createHttp2Server({ settings: { maxConcurrentStreams: 100_000 }, maxSessionMemory: 1_000 });
    const server = new EventStoreTestServer(options, tcp, http2);
    await new Promise<void>((resolve, reject) => {
      tcp.once('error', reject);
      tcp.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return server;
  }

  get port(): number {
    return (this.tcp.address() as AddressInfo).port;
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Calls under way at this moment. */
  get openCalls(): number {
    return this.open.size;
  }

  /** Every event that stands in the log, system events and those of other prefixes included. */
  get events(): readonly Stored[] {
    return this.store.all;
  }

  /** Puts events into the log past the protocol: of the system, or of somebody else. */
  plant(stream: string, events: readonly { readonly type: string; readonly data?: unknown }[]): void {
    const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value ?? {}));
    this.store.append(
      stream,
      'any',
      events.map(({ type, data }) => ({
        id: randomUUID(),
        type,
        contentType: 'application/json',
        data: bytes(data),
        metadata: Buffer.alloc(0),
      })),
    );
  }

  strikeAppends(fault: Fault, times = 1): void {
    this.appendFaults.order(fault, times);
  }

  strikeReads(fault: Fault, times = 1): void {
    this.readFaults.order(fault, times);
  }

  /** Connections stay, pings are answered, and nothing else is: neither calls under way nor new ones. */
  freeze(): void {
    this.frozen ??= new Promise((resolve) => (this.thaw = resolve));
  }

  /** Goes on where it stopped. Faults that have not struck are forgotten. */
  recover(): void {
    this.appendFaults.clear();
    this.readFaults.clear();
    this.thaw?.();
    this.frozen = undefined;
  }

  /** Cuts every connection. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.recover();
    this.cut();
    await new Promise<void>((resolve) => this.tcp.close(() => resolve()));
    this.http2.close();
    this.store.close();
  }

  private readonly handlers: Readonly<Record<string, Handler>> = {
    '/event_store.client.streams.Streams/Append': (call) => this.append(call),
    '/event_store.client.streams.Streams/BatchAppend': (call) => this.batchAppend(call),
    '/event_store.client.streams.Streams/Read': (call) => this.read(call),
    '/event_store.client.server_features.ServerFeatures/GetSupportedMethods': (call) =>
      call.send(featuresFrame(this.options.offersBatchAppend ? ['append', 'read', 'batchappend'] : ['append', 'read'])),
    '/event_store.client.gossip.Gossip/Read': (call) =>
      call.send(gossipFrame(this.members ?? [{ host: '127.0.0.1', port: this.port, isLeader: true }])),
  };

  private async answer(call: GrpcCall): Promise<void> {
    const method = String(call.headers[':path']);
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1);
    this.open.add(call);
    call.onOver(() => this.open.delete(call));
    try {
      await this.whileFrozen();
      const handler = this.handlers[method];
      if (!handler) throw new CallFailed(GRPC.unimplemented, `${method} is not spoken here`);
      await handler(call);
      call.end();
    } catch (error) {
      if (error instanceof CallFailed) call.fail(error);
      else if (!(error instanceof NeverAnswered)) call.fail(new CallFailed(GRPC.unknown, String(error)));
    }
  }

  private async append(call: GrpcCall): Promise<void> {
    const events: Proposed[] = [];
    let head: { stream: string; expected: Expected } | undefined;
    for await (const message of call.messages()) {
      const part = appendPartOf(message);
      if ('proposed' in part) events.push(part.proposed);
      else head = part;
    }
    // Cut off before its end: nothing of it counts.
    if (!head || call.isOver) return;
    const fault = this.appendFaults.strike();
    this.refuse(fault);
    this.checkSize(events);
    const outcome = this.store.append(head.stream, head.expected, events);
    await this.interfere(fault, call);
    await call.send(appendAnswer(outcome, head.expected));
  }

  private async batchAppend(call: GrpcCall): Promise<void> {
    const parts = new Map<string, { stream: string; expected: Expected; events: Proposed[] }>();
    for await (const message of call.messages()) {
      const { correlationId, isFinal, events, stream, expected } = batchPartOf(message);
      const id = correlationId.getString();
      const part = parts.get(id) ?? { stream: stream ?? '', expected: expected ?? 'any', events: [] };
      parts.set(id, part);
      part.events.push(...events);
      if (!isFinal) continue;
      parts.delete(id);
      // The path is shared: an append that is never answered leaves it open for the next.
      await this.appendOnBatch(call, part, (outcome) => batchAnswer(correlationId, part.stream, outcome)).catch(
        (error: unknown) => {
          if (!(error instanceof NeverAnswered)) throw error;
        },
      );
    }
  }

  private async appendOnBatch(
    call: GrpcCall,
    { stream, expected, events }: { stream: string; expected: Expected; events: readonly Proposed[] },
    answer: (outcome: AppendOutcome) => Buffer,
  ): Promise<void> {
    const fault = this.appendFaults.strike();
    this.refuse(fault);
    const outcome = this.store.append(stream, expected, events);
    await this.interfere(fault, call);
    await call.send(answer(outcome));
  }

  private checkSize(events: readonly Proposed[]): void {
    const most = this.options.maxAppendBytes ?? 1024 * 1024;
    const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (bytes > most) throw tooLarge(most);
  }

  /** Faults that keep the call from being carried out. */
  private refuse(fault: Fault | undefined): void {
    if (fault === 'cut-before-commit') this.cut();
    if (fault === 'swallow' || fault === 'cut-before-commit') throw new NeverAnswered();
    if (fault === 'not-leader') throw this.notLeader();
    if (fault === 'no-leader') throw new CallFailed(GRPC.unknown, 'No leader info available in response');
    if (fault === 'not-ready') throw new CallFailed(GRPC.unavailable, 'Server Is Not Ready');
    if (fault === 'too-large') throw tooLarge(1_000);
    if (fault === 'access-denied')
      throw new CallFailed(GRPC.permissionDenied, 'Access Denied', { exception: 'access-denied' });
  }

  /** Faults that come between the deed and the answer. */
  private async interfere(fault: Fault | undefined, call: GrpcCall): Promise<void> {
    if (fault === 'silent-after-commit') throw new NeverAnswered();
    if (fault === 'cut-after-commit') {
      this.cut();
      throw new NeverAnswered();
    }
    if (fault === 'end-cleanly') {
      call.end();
      throw new NeverAnswered();
    }
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    await this.whileFrozen();
  }

  private notLeader(): CallFailed {
    const leader = this.members?.find(({ isLeader }) => isLeader) ?? { host: '127.0.0.1', port: this.port };
    return new CallFailed(GRPC.notFound, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': leader.host,
      'leader-endpoint-port': String(leader.port),
    });
  }

  private async read(call: GrpcCall): Promise<void> {
    let wish: ReadWish | undefined;
    for await (const message of call.messages()) wish = readWishOf(message);
    if (!wish || call.isOver) return;
    const fault = this.readFaults.strike();
    this.refuse(fault);
    await this.interfere(fault, call);
    if (wish.count === undefined) await this.subscribe(call, wish);
    else if (wish.stream === undefined) await this.sendAll(call, this.readAll(wish, wish.count));
    else await this.readStream(call, wish.stream, wish, wish.count);
  }

  private async readStream(call: GrpcCall, name: string, wish: ReadWish, count: number): Promise<void> {
    const stream = this.store.stream(name);
    if (!stream) return call.send(streamNotFoundFrame(name));
    const from = wish.from === 'start' ? 0 : wish.from === 'end' ? stream.length - 1 : Number(wish.from);
    const events = wish.backwards ? stream.slice(0, from + 1).reverse() : stream.slice(from);
    await this.sendAll(call, events.slice(0, count));
  }

  /** Inclusive forwards; backwards from a position, what was before it. */
  private readAll({ from, backwards }: ReadWish, count: number): readonly Stored[] {
    const { all } = this.store;
    const index = from === 'start' ? 0 : from === 'end' ? all.length : this.store.indexAt(from);
    if (index === undefined) throw invalidPosition();
    return backwards
      ? all.slice(Math.max(0, index - count), index).reverse()
      : all.slice(index, Math.min(all.length, index + count));
  }

  private async sendAll(call: GrpcCall, events: readonly Stored[]): Promise<void> {
    for (let start = 0; start < events.length && !call.isOver; start += EVENTS_TOGETHER) {
      await this.whileFrozen();
      await call.send(...events.slice(start, start + EVENTS_TOGETHER).map(eventFrame));
    }
  }

  private async subscribe(call: GrpcCall, { from, matches, checkpointEvery }: ReadWish): Promise<void> {
    const { all } = this.store;
    const after = from === 'start' ? -1 : from === 'end' ? all.length - 1 : this.store.indexAt(from);
    if (after === undefined) throw invalidPosition();
    await call.send(confirmationFrame(randomUUID()));
    let next = after + 1;
    let sinceHead = LIVE_BUFFER;
    while (!call.isOver) {
      if (next === all.length) {
        if (sinceHead >= LIVE_BUFFER) await call.send(caughtUpFrame());
        sinceHead = 0;
        if (next === all.length) await this.appendedOrOver(call);
        continue;
      }
      await this.whileFrozen();
      const fault = this.readFaults.strike();
      this.refuse(fault);
      if (fault === 'end-cleanly') return;
      const frames: Buffer[] = [];
      for (; next < all.length && frames.length < EVENTS_TOGETHER; next++) {
        const event = all[next] as Stored;
        if (matches(event)) frames.push(eventFrame(event));
        sinceHead += 1;
        if (checkpointEvery !== undefined && (next - after) % checkpointEvery === 0)
          frames.push(this.checkpointAfter(event, next, matches));
      }
      await call.send(...frames);
    }
  }

  private checkpointAfter(event: Stored, index: number, matches: ReadWish['matches']): Buffer {
    const ahead = this.options.checkpointsAhead ? this.store.all.slice(index + 1).find(matches) : undefined;
    return checkpointFrame((ahead ?? event).position);
  }

  private appendedOrOver(call: GrpcCall): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        forgetAppends();
        forgetEnd();
        resolve();
      };
      const forgetAppends = this.store.onAppended(settle);
      const forgetEnd = call.onOver(settle);
    });
  }

  private async whileFrozen(): Promise<void> {
    while (this.frozen) await this.frozen;
  }
}

/** Nothing more is said on this call. */
class NeverAnswered extends Error {}

function tooLarge(most: number): CallFailed {
  return new CallFailed(GRPC.invalidArgument, `Maximum Append Size of ${most} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });
}

function invalidPosition(): CallFailed {
  return new CallFailed(GRPC.invalidArgument, 'Trying to read from an invalid position.');
}
