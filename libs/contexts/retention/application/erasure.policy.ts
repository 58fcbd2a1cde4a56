import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { recordIdOf, type PersonErased, type RecordKeepingEvent, type TextRemoved } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import {
  EVENT_LOG,
  KEY_VAULT,
  openPage,
  stateOf,
  uuidV5,
  type CommandOutcome,
  type CommandRequest,
  type EventLog,
  type KeyVault,
  type LoggedEvent,
} from '@minutebook/kernel/recording';
import { erasureRequestDecider } from '../domain/erasure-request.decider';
import type { ErasureAgreed, ErasureAsked, EventToClear } from '../domain/erasure-request.events';
import { RecordOnErasureRequest } from './erasure-request.command-handler';
import { ErasureTargets } from './erasure-targets';
import { KeepRecord } from './record-keeping.command-handler';
import { erasureRequestStream, personStream } from './streams';

/** Where the policy finds what the record says about erasures; the application says which read model answers. */
export abstract class RecordedErasures {
  /** Requests that were agreed to and are not confirmed yet. */
  abstract unfinished(): readonly string[];
  /** Every key that the record says is destroyed. */
  abstract keys(): readonly string[];
  /** Whether anything was erased after a record number. */
  abstract anyAfter(recordNumber: number): boolean;
}

/**
 * Carries out what was agreed to, in this order: the event on the record's own stream, then the keys, then everything that is
 * derived from the record, then the confirmation on the request. Whatever cut an earlier try short, the next one does what is
 * missing and repeats the rest without effect; what the record says is gone is destroyed again at every start, so that keys
 * of an older backup do not come back.
 */
@Injectable()
export class ErasurePolicy implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Erasure');
  private readonly running = new Map<string, Promise<void>>();
  private readonly failures = new Map<string, string>();
  private readonly destroying = new Set<Promise<void>>();
  private endFollowing: () => void = () => undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly readModels: ReadModels,
    private readonly targets: ErasureTargets,
    private readonly erasures: RecordedErasures,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(KEY_VAULT) private readonly vault: KeyVault,
  ) {}

  /** No page is served before what was erased is gone again: from the keys, and from files that were filled meanwhile. */
  async onApplicationBootstrap(): Promise<void> {
    this.endFollowing = this.readModels.follow((events) => this.hear(events));
    await this.destroyAgain(this.erasures.keys(), this.erasures.anyAfter(this.readModels.resumedFrom));
    for (const requestId of this.erasures.unfinished()) this.begin(requestId);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.endFollowing();
    await Promise.allSettled([...this.running.values(), ...this.destroying]);
  }

  carryOut(requestId: string): Promise<void> {
    const running = this.running.get(requestId);
    if (running) return running;
    const work = this.work(requestId)
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.failures.set(requestId, message);
        this.logger.error(`Request ${requestId} could not be carried out: ${message}`);
        throw error;
      })
      .finally(() => this.running.delete(requestId));
    this.running.set(requestId, work);
    this.failures.delete(requestId);
    return work;
  }

  /** Why the last try to carry a request out stopped, if it did. */
  failureOf(requestId: string): string | undefined {
    return this.failures.get(requestId);
  }

  /** What another process recorded is carried out here too: each has keys or read models of its own. */
  private hear(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      if (event.type === 'ErasureAgreed') this.begin(recordIdOf(event.stream));
      const keeping = keepingIn(event);
      if (keeping && !this.running.has(keeping.data.request)) this.destroyKeysOf(event.stream, keeping);
    }
  }

  private destroyKeysOf(stream: string, keeping: RecordKeepingEvent): void {
    const work = this.destroyAgain(keysOf(stream, keeping))
      .catch((error: unknown) => this.logger.error(`Keys of ${stream} could not be destroyed: ${String(error)}`))
      .finally(() => this.destroying.delete(work));
    this.destroying.add(work);
  }

  private begin(requestId: string): void {
    this.carryOut(requestId).catch(() => undefined);
  }

  private async work(requestId: string): Promise<void> {
    const history = await this.log.readStream(erasureRequestStream(requestId));
    const state = stateOf(erasureRequestDecider, history);
    if (state.status === 'carried-out') return;
    const agreed = history.find(({ type }) => type === 'ErasureAgreed') as (LoggedEvent & ErasureAgreed) | undefined;
    const asked = history.find(({ type }) => type === 'ErasureAsked');
    if (!agreed || !asked || state.status !== 'agreed') throw new Error('Nobody has agreed to this');
    const { events } = agreed.data;
    const keys =
      state.asked.target.kind === 'person'
        ? await this.erasePerson(requestId, state.asked.target.personId, { asked, agreed })
        : await this.removeTexts(requestId, events, { asked, agreed });
    await this.vault.destroy(keys);
    // Anything may be sealed under the key of a person, wherever it stands; under that of an event only the event is.
    await (state.asked.target.kind === 'person' ? this.readModels.rebuild() : this.fillAnew(events));
    const confirmation = { ...requestOf(agreed, 'confirm'), actor: systemFor(agreed), origin: 'system' as const };
    await this.record(new RecordOnErasureRequest(requestId, { type: 'confirm', keys: keys.length }, confirmation));
  }

  private async removeTexts(
    requestId: string,
    events: readonly EventToClear[],
    { asked, agreed }: Decided,
  ): Promise<readonly string[]> {
    const said = await this.saidIn(asked);
    for (const [index, { stream, revision, eventId }] of events.entries()) {
      const { wording, ...authority } = authorityOf(requestId, said, agreed);
      // What may be read instead stands where it was asked for, not with the copies.
      const instead = index === 0 && wording !== undefined ? { wording } : {};
      const input = { type: 'remove-text' as const, ...authority, ...instead, eventId, eventRevision: revision };
      await this.record(new KeepRecord(stream, input, requestOf(agreed, `text ${index}`, said.reason)));
    }
    return events.map(({ eventId }) => eventId);
  }

  private async erasePerson(
    requestId: string,
    personId: string,
    { asked, agreed }: Decided,
  ): Promise<readonly string[]> {
    const said = await this.saidIn(asked);
    const stream = personStream(personId);
    const eventIds = agreed.data.events.map(({ eventId }) => eventId);
    const { wording: _, ...authority } = authorityOf(requestId, said, agreed);
    const input = { type: 'erase-person' as const, ...authority, eventIds };
    await this.record(new KeepRecord(stream, input, requestOf(agreed, 'person', said.reason)));
    return [stream, ...eventIds];
  }

  private async saidIn(asked: LoggedEvent): Promise<SaidInRequest> {
    const [opened] = await openPage([asked], this.vault);
    const { ground, authority, wording } = (opened as LoggedEvent & ErasureAsked).data;
    return {
      ground,
      authority: authority as string,
      reason: opened?.metadata.reason as string,
      ...(wording !== undefined && { wording: wording as string }),
    };
  }

  /** Destroys keys that should be gone; where any was still there, or files may still hold what it opened, these go too. */
  private async destroyAgain(keys: readonly string[], isMissed = false): Promise<void> {
    const isHeld = keys.length > 0 && (await this.vault.get(keys)).size > 0;
    if (isHeld) await this.vault.destroy(keys);
    if (isHeld || isMissed) await this.readModels.rebuild();
  }

  /** Fills every read model anew that was told of these events, and removes the files that held their texts. */
  private async fillAnew(events: readonly EventToClear[]): Promise<void> {
    const found = await Promise.all(events.map(({ stream, revision }) => this.targets.eventAt(stream, revision)));
    const types = found.flatMap((event) => (event ? [event.type] : []));
    await this.readModels.rebuild(this.readModels.told(types));
  }

  private async record(command: object): Promise<void> {
    const outcome = await this.commands.execute<object, CommandOutcome>(command);
    if ('refused' in outcome) throw new Error(outcome.refused.message);
  }
}

interface Decided {
  readonly asked: LoggedEvent;
  readonly agreed: LoggedEvent & ErasureAgreed;
}

interface SaidInRequest {
  readonly ground: string;
  readonly authority: string;
  readonly wording?: string;
  readonly reason: string;
}

function authorityOf(request: string, { ground, authority, wording }: SaidInRequest, agreed: LoggedEvent) {
  const agreedBy = agreed.metadata.actor.account;
  return { request, ground, authority, agreedBy, ...(wording !== undefined && { wording }) };
}

/** What the policy records is the work of whoever agreed; its ids follow from the agreement. */
function requestOf({ id, metadata }: LoggedEvent, part: string, reason?: string): CommandRequest {
  return {
    commandId: uuidV5(id, part),
    actor: metadata.actor,
    origin: metadata.origin,
    via: 'policy',
    correlationId: metadata.correlationId,
    causationId: id,
    ...(reason !== undefined && { reason }),
  };
}

function systemFor({ stream, revision }: LoggedEvent): CommandRequest['actor'] {
  return { account: 'system', role: 'system', grant: `${stream}@${revision}` };
}

function keepingIn(event: LoggedEvent): RecordKeepingEvent | undefined {
  return event.type === 'TextRemoved' || event.type === 'PersonErased'
    ? (event as unknown as TextRemoved | PersonErased)
    : undefined;
}

function keysOf(stream: string, event: RecordKeepingEvent): readonly string[] {
  return event.type === 'TextRemoved' ? [event.data.eventId] : [stream, ...event.data.eventIds];
}
