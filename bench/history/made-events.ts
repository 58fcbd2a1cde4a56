import type { Actor, EventMetadata, Role } from '@minutebook/kernel';
import { EventTexts, uuidV5, type DataKey, type ExpectedRevision, type NewEvent } from '@minutebook/kernel/recording';
import type { Chance } from './chance';

/** One event to be appended, and the key under which its texts are sealed, if any. */
export interface MadeAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly event: NewEvent;
  readonly keys: ReadonlyMap<string, DataKey>;
}

/** What happens in a made record; what users type is not sealed yet. */
export interface MadeEvent {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly type: string;
  readonly role: Role;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reason?: string | undefined;
}

/** So many events, at even distances between two instants, epoch ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Namespace of the ids of made records. */
export const MADE = 'e8a5b5c2-4f0f-5d0e-9d54-6f1f4d1f7a10';
const TEXT_FIELDS = new Set([
  'title',
  'theme',
  'subItems',
  'successCriteria',
  'words',
  'name',
  'commentary',
  'evidence',
]);

/** Stamps and seals events, as the product does when they happen. */
export class MadeEvents {
  private made = 0;

  constructor(
    readonly chance: Chance,
    private readonly over: Stretch,
  ) {}

  append({ stream, expected, type, role, data, reason }: MadeEvent): MadeAppend {
    const commandId = this.chance.uuid();
    const id = uuidV5(commandId, '0');
    const texts = new EventTexts(stream, id, false);
    const actor: Actor = { account: `demo-${role}`, role, grant: 'demonstration-1@0' };
    const metadata: EventMetadata = {
      commandId,
      correlationId: commandId,
      causationId: commandId,
      recordedAt: this.nextTime(),
      reason: reason === undefined ? undefined : texts.text('metadata.reason', reason),
      schemaVersion: 1,
      actor,
      origin: 'user',
      via: 'page',
    };
    const event = { id, type, data: texts.texts(data, TEXT_FIELDS), metadata };
    return { stream, expected, event, keys: texts.keys };
  }

  private nextTime(): number {
    const { from, to, count } = this.over;
    return from + Math.floor(((to - from) / count) * this.made++);
  }
}
