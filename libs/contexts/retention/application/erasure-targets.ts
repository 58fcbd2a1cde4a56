import { Inject, Injectable } from '@nestjs/common';
import { isRecordKeeping } from '@minutebook/kernel';
import {
  EVENT_LOG,
  hasTextsOfItsOwn,
  isStreamName,
  KEY_VAULT,
  sealedTextsOf,
  type EventLog,
  type EventText,
  type KeyVault,
  type LoggedEvent,
} from '@minutebook/kernel/recording';
import type { FoundTarget } from '../domain/erasure-request.commands';
import type { ErasureTarget, EventToClear } from '../domain/erasure-request.events';
import { RetainedRecords } from './retained-records';
import { holdsSecret } from './secrets';
import { personStream } from './streams';

/** What somebody asks to have erased: the texts of one event by its place in a stream, or a person. */
export type TargetAsked =
  | { readonly kind: 'texts'; readonly stream: string; readonly revision: number }
  | { readonly kind: 'person'; readonly personId: string };

/** The events of a target whose texts go, those that hold copies among them. */
export interface TargetEvents {
  readonly events: readonly EventToClear[];
  readonly neededBy?: string;
}

/** Looks up in the log and the vault what is to be erased. */
@Injectable()
export class ErasureTargets {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(KEY_VAULT) private readonly vault: KeyVault,
    private readonly records: RetainedRecords,
  ) {}

  async find(asked: TargetAsked): Promise<FoundTarget> {
    if (asked.kind === 'person') return this.findPerson(asked.personId);
    const event = await this.eventAt(asked.stream, asked.revision);
    if (!event) return { state: 'missing' };
    if (!hasTextsOfItsOwn(event) || holdsSecret(event)) return { state: 'without-text' };
    if (!(await this.vault.get([event.id])).has(event.id)) return { state: 'gone' };
    const { stream, revision, id: eventId, type: eventType } = event;
    return { state: 'there', target: { kind: 'texts', stream, revision, eventId, eventType } };
  }

  /** What stands in the target today, text by text: for whoever asks and whoever agrees to see. */
  async textsOf(asked: TargetAsked): Promise<readonly EventText[]> {
    const events =
      asked.kind === 'person'
        ? await this.personEvents(asked.personId)
        : [await this.eventAt(asked.stream, asked.revision)];
    const there = events.filter((event) => event !== undefined && !holdsSecret(event)) as readonly LoggedEvent[];
    return (await Promise.all(there.map((event) => sealedTextsOf(event, this.vault)))).flat();
  }

  async eventsOf(target: ErasureTarget): Promise<TargetEvents> {
    if (target.kind === 'person') return { events: (await this.personEvents(target.personId)).map(placeOf) };
    const event = await this.eventAt(target.stream, target.revision);
    if (!event) return { events: [] };
    const { events, neededBy } = await this.records.copiesOf(event);
    return { events: [placeOf(event), ...events], ...(neededBy !== undefined && { neededBy }) };
  }

  async eventAt(stream: string, revision: number): Promise<LoggedEvent | undefined> {
    if (!isStreamName(stream) || !Number.isSafeInteger(revision) || revision < 0) return undefined;
    return (await this.log.readStream(stream, revision))[0];
  }

  private async findPerson(personId: string): Promise<FoundTarget> {
    const stream = personStream(personId);
    const history = isStreamName(stream) ? await this.log.readStream(stream) : [];
    if (history.length === 0) return { state: 'missing' };
    if (history.some(({ type }) => type === 'PersonErased')) return { state: 'gone' };
    return { state: 'there', target: { kind: 'person', personId } };
  }

  /** What the person's stream says of the person; what it says of its own keeping stays. */
  private async personEvents(personId: string): Promise<readonly LoggedEvent[]> {
    const stream = personStream(personId);
    const history = isStreamName(stream) ? await this.log.readStream(stream) : [];
    return history.filter((event) => !isRecordKeeping(event));
  }
}

function placeOf({ stream, revision, id: eventId }: LoggedEvent): EventToClear {
  return { stream, revision, eventId };
}
