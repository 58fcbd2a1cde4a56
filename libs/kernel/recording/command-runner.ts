import { londonDateOf, type LocalDate } from '../calendar/local-date';
import type { Decider, Refusal, Told } from '../event-sourcing/decider';
import type { Event, EventMetadata } from '../event-sourcing/event';
import { isRecordKeeping } from '../event-sourcing/record-keeping';
import type { RecordingClock } from './clocks';
import type { CommandOutcome, CommandReceipt, CommandRequest } from './command-request';
import {
  ConcurrencyConflict,
  LogUnavailable,
  type AppendResult,
  type EventLog,
  type ExpectedRevision,
  type LoggedEvent,
  type NewEvent,
} from './event-log';
import { KeyDestroyed, type DataKey, type KeyVault } from './key-vault';
import { EventTexts, holdsSeal, sameBody } from './sealing';
import { uuidV5 } from './uuid';

/** The record stands at another revision than the one the request named in `If-Match`. Nothing was written. */
export class PreconditionFailed extends Error {
  constructor(
    readonly stream: string,
    readonly actual: ExpectedRevision,
  ) {
    super('The record has changed since you read it');
    this.name = 'PreconditionFailed';
  }
}

/** What a handler asks the runner to do. */
export interface Recording<S, C, E extends Event, R extends Refusal> {
  readonly stream: string;
  readonly decider: Decider<S, C, E, R>;
  readonly request: CommandRequest;
  /** Of a key that all events of a person share, so that destroying it erases them; the event's own unless told. */
  readonly keyId?: string;
  /** The command is about the keeping of the record: its decider is told of that, and of nothing that the record says. */
  readonly keepsRecord?: true;
  /**
   * Makes the command: look-ups are done, texts sealed. Called again where a conflict is tried once more.
   * @param today the record's date in London
   */
  command(texts: EventTexts, today: LocalDate, state: S): C | Promise<C>;
}

const SCHEMA_VERSION = 1;
/** A command that met a newer revision is decided anew this many times, then it is a conflict for the user to see. */
const RETRIES_ON_CONFLICT = 1;
/**
 * An append whose outcome is unknown is sent again with the same ids and revision, which the log answers safely: after
 * these waits, in ms, for a log that was cut off may be back in a moment.
 */
const WAITS_ON_UNKNOWN_OUTCOME = [0, 250, 1_000];

/**
 * The one place that appends events: load the stream, decide, seal, make the key durable, append at the exact revision.
 *
 * Errors: `PreconditionFailed`, `ConcurrencyConflict`, `ClockNotTrusted`, `AppendRefused`, `LogUnavailable`.
 */
export class CommandRunner {
  constructor(
    private readonly log: EventLog,
    private readonly vault: KeyVault,
    private readonly clock: RecordingClock,
  ) {}

  async run<S, C, E extends Event, R extends Refusal>(recording: Recording<S, C, E, R>): Promise<CommandOutcome<R>> {
    for (let retries = RETRIES_ON_CONFLICT; ; retries--) {
      try {
        return await this.attempt(recording);
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict) || retries === 0) throw error;
      }
    }
  }

  /**
   * Decides a command without recording anything: the refusal that it would meet, if any. What `run` would throw for a
   * stream that stands elsewhere than `If-Match` says is thrown here too.
   */
  async check<S, C, E extends Event, R extends Refusal>(
    recording: Recording<S, C, E, R>,
  ): Promise<R | Refusal | undefined> {
    const { stream, decider, request, keyId } = recording;
    const history = await this.log.readStream(stream);
    const repeat = await this.answerAgain(history, request, keyId);
    if (repeat) return 'refused' in repeat ? repeat.refused : undefined;
    standsAsExpected(stream, history, request);
    const state = recording.keepsRecord ? keepingOf(decider, history) : stateOf(decider, history);
    const texts = new EventTexts(stream, uuidV5(request.commandId, '0'), request.published === true, undefined, keyId);
    const decision = decider.decide(await recording.command(texts, londonDateOf(this.clock.stamp()), state), state);
    return 'refused' in decision ? decision.refused : undefined;
  }

  private async attempt<S, C, E extends Event, R extends Refusal>(
    recording: Recording<S, C, E, R>,
    heldKey?: DataKey,
  ): Promise<CommandOutcome<R>> {
    const { stream, decider, request, keyId } = recording;
    const history = await this.log.readStream(stream);
    const repeat = await this.answerAgain(history, request, keyId);
    if (repeat) return repeat;

    const revision = standsAsExpected(stream, history, request);
    const recordedAt = this.clock.stamp();
    const texts = new EventTexts(stream, uuidV5(request.commandId, '0'), request.published === true, heldKey, keyId);
    const state = recording.keepsRecord ? keepingOf(decider, history) : stateOf(decider, history);
    const command = await recording.command(texts, londonDateOf(recordedAt), state);
    const decision = decider.decide(command, state);
    if ('refused' in decision) return { refused: decision.refused };
    if (decision.accepted.length === 0) return { done: standing(stream, history) };

    for (const { type, data } of decision.accepted.slice(1))
      if (holdsSeal(data)) throw new Error(`Texts are sealed for the first event of a command; ${type} is a later one`);
    const metadata = this.metadata(request, texts, recordedAt);
    const events: NewEvent[] = decision.accepted.map((event, index) => ({
      id: uuidV5(request.commandId, String(index)),
      type: event.type,
      data: event.data,
      metadata: index === 0 ? metadata : { ...metadata, reason: undefined, bodyMac: undefined },
    }));

    const held = await this.hold(texts.keys);
    if (!held) return { refused: ERASED };
    for (const [id, key] of texts.keys) {
      const first = held.get(id);
      // A person's key is there already, or an earlier try of this command left its own behind: seal under that instead.
      if (first && !first.equals(key)) return this.attempt(recording, first);
    }
    const { lastRevision, position } = await this.append(stream, revision, events);
    this.clock.seen(recordedAt);
    return { done: { stream, revision: lastRevision, position, recorded: true } };
  }

  /** The keys as the vault holds them; undefined where one of them was destroyed, so that nothing can be sealed under it. */
  private async hold(keys: ReadonlyMap<string, DataKey>): Promise<ReadonlyMap<string, DataKey> | undefined> {
    try {
      return await this.vault.put(keys);
    } catch (error) {
      if (error instanceof KeyDestroyed) return undefined;
      throw error;
    }
  }

  private metadata(request: CommandRequest, texts: EventTexts, recordedAt: number): EventMetadata {
    const { commandId, actor, origin, via, reason, effectiveOn, source, body } = request;
    return {
      commandId,
      correlationId: request.correlationId ?? commandId,
      causationId: request.causationId ?? commandId,
      recordedAt,
      effectiveOn,
      reason: reason === undefined ? undefined : texts.text('metadata.reason', reason),
      schemaVersion: SCHEMA_VERSION,
      actor,
      origin,
      via,
      source,
      bodyMac: body === undefined ? undefined : texts.mac(body),
    };
  }

  /** The first answer to a command that the stream holds already, or the refusal of a key that was used for another body. */
  private async answerAgain(
    history: readonly LoggedEvent[],
    { commandId, body }: CommandRequest,
    keyId: string | undefined,
  ): Promise<CommandOutcome<never> | undefined> {
    const written = history.filter(({ metadata }) => metadata.commandId === commandId);
    const [first] = written;
    const last = written.at(-1);
    if (!first || !last) return undefined;
    if (body !== undefined && first.metadata.bodyMac !== undefined) {
      const id = keyId ?? first.id;
      const key = (await this.vault.get([id])).get(id);
      if (!sameBody(first.metadata.bodyMac, key, body))
        return {
          refused: {
            rule: 'idempotency-key-reused',
            message: 'This Idempotency-Key was used before with another body. Use a new key for a new command.',
          },
        };
    }
    return { done: { stream: last.stream, revision: last.revision, position: last.position, recorded: false } };
  }

  private async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    let unknown: LogUnavailable | undefined;
    for (const wait of [undefined, ...WAITS_ON_UNKNOWN_OUTCOME]) {
      if (wait !== undefined) await new Promise((resolve) => setTimeout(resolve, wait));
      try {
        return await this.log.append(stream, expected, events);
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        // That a further try did not arrive says nothing about the first: it stays unknown until the log says more.
        unknown ??= error.outcomeUnknown ? error : undefined;
        if (unknown === undefined) throw error;
      }
    }
    throw unknown as LogUnavailable;
  }
}

/** How a state follows from events. */
type Evolving<S, E extends Event> = Pick<Decider<S, never, E, never>, 'initialState' | 'evolve'>;

/** Of a person that was erased, and of a command that an older copy of the log has lost while its text was removed since. */
const ERASED: Refusal = {
  rule: 'erased-for-good',
  message: 'This was erased for good, so that nothing more can be written about it here.',
};

/** What a record is, folded from its stream as the log gives it; what the stream holds about its keeping is left out. */
export function stateOf<S, E extends Event>(decider: Evolving<S, E>, history: readonly LoggedEvent[]): S {
  return folded(
    decider,
    history.filter((event) => !isRecordKeeping(event)),
  );
}

/** How a record is kept, folded from what its stream holds about that, and from nothing else. */
export function keepingOf<S, E extends Event>(decider: Evolving<S, E>, history: readonly LoggedEvent[]): S {
  return folded(decider, history.filter(isRecordKeeping));
}

function folded<S, E extends Event>({ initialState, evolve }: Evolving<S, E>, events: readonly LoggedEvent[]): S {
  return events.reduce((state, event) => evolve(state, event as LoggedEvent & Told<E>), initialState);
}

/** The revision at which a stream stands. Throws `PreconditionFailed` where the request insists on another. */
function standsAsExpected(
  stream: string,
  history: readonly LoggedEvent[],
  { expectedRevision }: CommandRequest,
): ExpectedRevision {
  const revision = history.at(-1)?.revision ?? 'no-stream';
  if (expectedRevision !== undefined && expectedRevision !== revision) throw new PreconditionFailed(stream, revision);
  return revision;
}

function standing(stream: string, history: readonly LoggedEvent[]): CommandReceipt {
  const last = history.at(-1);
  return { stream, revision: last?.revision ?? -1, position: last?.position ?? null, recorded: false };
}
