import { Any } from 'google-protobuf/google/protobuf/any_pb';
import type { Message } from 'google-protobuf';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import {
  AllStreamPosition,
  Empty,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import type { AppendOutcome, Expected, Proposed, Stored } from './event-store';
import { framed } from './grpc-call';

const TICKS_PER_MS = 10_000n;

/** What a read asks for, out of the many wrappings of the protocol. */
export interface ReadWish {
  readonly stream: string | undefined;
  /** An index, revision or position; inclusive for reads, exclusive for subscriptions. */
  readonly from: 'start' | 'end' | bigint;
  readonly backwards: boolean;
  /** Undefined for a subscription. */
  readonly count: number | undefined;
  readonly matches: (event: Stored) => boolean;
  /** A filtered subscription is told how far it is after so many events. */
  readonly checkpointEvery: number | undefined;
}

/** The smallest window between two checkpoints, where the client names none. */
const DEFAULT_WINDOW = 32;

export function readWishOf(bytes: Uint8Array): ReadWish {
  const options = ReadReq.deserializeBinary(bytes).getOptions() as ReadReq.Options;
  const filter = options.getFilter();
  const window = filter?.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  return {
    stream: options.hasStream() ? nameOf(options.getStream()?.getStreamIdentifier()) : undefined,
    from: fromOf(options),
    backwards: options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS,
    count: options.hasSubscription() ? undefined : Number(options.getCount()),
    matches: matcherOf(filter),
    checkpointEvery: filter && window * filter.getCheckpointintervalmultiplier(),
  };
}

function fromOf(options: ReadReq.Options): ReadWish['from'] {
  const stream = options.getStream();
  if (stream) return stream.hasStart() ? 'start' : stream.hasEnd() ? 'end' : BigInt(stream.getRevision());
  const all = options.getAll();
  const position = all?.getPosition();
  return position ? BigInt(position.getCommitPosition()) : all?.hasEnd() ? 'end' : 'start';
}

function matcherOf(filter: ReadReq.Options.FilterOptions | undefined): ReadWish['matches'] {
  if (!filter) return () => true;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() ?? '');
  const matches = (text: string): boolean =>
    prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  return filter.hasStreamIdentifier() ? ({ stream }) => matches(stream) : ({ type }) => matches(type);
}

/** One message of a plain append: its head, or one of its events. */
export function appendPartOf(bytes: Uint8Array): { stream: string; expected: Expected } | { proposed: Proposed } {
  const message = AppendReq.deserializeBinary(bytes);
  const proposed = message.getProposedMessage();
  if (proposed) return { proposed: proposedOf(proposed) };
  const options = message.getOptions() as AppendReq.Options;
  const expected = options.hasNoStream()
    ? 'no-stream'
    : options.hasAny()
      ? 'any'
      : options.hasStreamExists()
        ? 'stream-exists'
        : BigInt(options.getRevision());
  return { stream: nameOf(options.getStreamIdentifier()), expected };
}

/** A part of an append on the batch path. */
export function batchPartOf(bytes: Uint8Array) {
  const message = BatchAppendReq.deserializeBinary(bytes);
  const options = message.getOptions();
  return {
    correlationId: message.getCorrelationId() as UUID,
    isFinal: message.getIsFinal(),
    events: message.getProposedMessagesList().map(proposedOf),
    ...(options && { stream: nameOf(options.getStreamIdentifier()), expected: batchExpectedOf(options) }),
  };
}

function batchExpectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream-exists' : BigInt(options.getStreamPosition());
}

function proposedOf(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed {
  const metadata = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** That another revision stands is an ordinary answer, not an error. */
export function appendAnswer(outcome: AppendOutcome, expected: Expected): Buffer {
  const answer = new AppendResp();
  if ('appended' in outcome) {
    const position = new AppendResp.Position()
      .setCommitPosition(String(outcome.appended.position))
      .setPreparePosition(String(outcome.appended.position));
    const success = new AppendResp.Success().setCurrentRevision(String(outcome.appended.lastRevision));
    answer.setSuccess(success.setPosition(position));
  } else {
    const { current } = outcome.wrong;
    const wrong = new AppendResp.WrongExpectedVersion();
    if (current === 'no-stream') wrong.setCurrentNoStream(new Empty());
    else wrong.setCurrentRevision(String(current));
    if (expected === 'no-stream') wrong.setExpectedNoStream(new Empty());
    else if (expected === 'any') wrong.setExpectedAny(new Empty());
    else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new Empty());
    else wrong.setExpectedRevision(String(expected));
    answer.setWrongExpectedVersion(wrong);
  }
  return framed(answer.serializeBinary());
}

/** The same on the batch path: there it is an error, packed into an `Any`. */
export function batchAnswer(correlationId: UUID, stream: string, outcome: AppendOutcome): Buffer {
  const answer = new BatchAppendResp().setCorrelationId(correlationId).setStreamIdentifier(identifierOf(stream));
  if ('appended' in outcome) {
    const position = new AllStreamPosition()
      .setCommitPosition(String(outcome.appended.position))
      .setPreparePosition(String(outcome.appended.position));
    const success = new BatchAppendResp.Success().setCurrentRevision(String(outcome.appended.lastRevision));
    answer.setSuccess(success.setPosition(position));
  } else {
    const wrong = new WrongExpectedVersion();
    if (outcome.wrong.current !== 'no-stream') wrong.setCurrentStreamRevision(String(outcome.wrong.current));
    const details = new Any();
    details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
    answer.setError(new Status().setDetails(details));
  }
  return framed(answer.serializeBinary());
}

const frames = new WeakMap<Stored, Buffer>();

/** An event as a read gives it; made once, for it never changes. */
export function eventFrame(event: Stored): Buffer {
  const known = frames.get(event);
  if (known) return known;
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString(event.id))
    .setStreamIdentifier(identifierOf(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(String(event.position))
    .setPreparePosition(String(event.position))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  const metadata = recorded.getMetadataMap();
  metadata.set('type', event.type);
  metadata.set('content-type', event.contentType);
  metadata.set('created', String(BigInt(event.created) * TICKS_PER_MS));
  const frame = readFrame((answer) =>
    answer.setEvent(new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(event.position))),
  );
  frames.set(event, frame);
  return frame;
}

export function streamNotFoundFrame(stream: string): Buffer {
  const notFound = new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream));
  return readFrame((answer) => answer.setStreamNotFound(notFound));
}

export function confirmationFrame(id: string): Buffer {
  return readFrame((answer) => answer.setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id)));
}

export function caughtUpFrame(): Buffer {
  return readFrame((answer) => answer.setCaughtUp(new ReadResp.CaughtUp()));
}

export function checkpointFrame(position: bigint): Buffer {
  const text = String(position);
  const checkpoint = new ReadResp.Checkpoint().setCommitPosition(text).setPreparePosition(text);
  return readFrame((answer) => answer.setCheckpoint(checkpoint));
}

/** The methods that clients ask for before they choose how to append. */
export function featuresFrame(methods: readonly string[]): Buffer {
  const features = new SupportedMethods().setEventStoreServerVersion('24.10.0');
  for (const method of methods)
    features.addMethods(
      new SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(method),
    );
  return framed(features.serializeBinary());
}

/** A node of a cluster, as gossip tells of it. */
export interface Member {
  readonly host: string;
  readonly port: number;
  readonly isLeader: boolean;
}

export function gossipFrame(members: readonly Member[]): Buffer {
  const info = new ClusterInfo();
  for (const { host, port, isLeader } of members) {
    const state = isLeader ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER;
    const member = new MemberInfo().setState(state).setIsAlive(true).setTimeStamp('0');
    info.addMembers(member.setHttpEndPoint(new EndPoint().setAddress(host).setPort(port)));
  }
  return framed(info.serializeBinary());
}

function readFrame(fill: (answer: ReadResp) => Message): Buffer {
  return framed(fill(new ReadResp()).serializeBinary());
}

function nameOf(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

function identifierOf(stream: string): StreamIdentifier {
  return new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
}
