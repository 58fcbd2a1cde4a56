import type { Event } from './event';
import type { OpenText, Text } from './text';

/** Whose right or decision an erasure rests on. */
export interface ErasureAuthority {
  /** Id of the request, `erasureRequest-<id>`, which tells who asked and who agreed. */
  readonly request: string;
  /** Code of the ground: chosen from a list. */
  readonly ground: OpenText;
  /** Whose right or decision it is, in words. */
  readonly authority: Text;
  /** Account that agreed to what another had asked for. */
  readonly agreedBy: string;
}

/**
 * The texts of one event of this stream were removed: the key of that event is destroyed after this, and again at every
 * start. The event itself stays.
 */
export type TextRemoved = Event<
  'TextRemoved',
  ErasureAuthority & {
    readonly eventId: string;
    readonly eventRevision: number;
    /** What may be read instead. */
    readonly wording?: Text;
  }
>;

/** A person's name and addresses were erased. The keys of these events and that of the stream are destroyed after this. */
export type PersonErased = Event<'PersonErased', ErasureAuthority & { readonly eventIds: readonly string[] }>;

/**
 * What a record's own stream holds about the keeping of the record, whatever the record is. It changes nothing of what the
 * record says, so that no context's decider is told of it; it counts as a revision like every event.
 */
export type RecordKeepingEvent = TextRemoved | PersonErased;

const TYPES: Readonly<Record<RecordKeepingEvent['type'], true>> = { TextRemoved: true, PersonErased: true };

export function isRecordKeeping({ type }: { readonly type: string }): boolean {
  return Object.hasOwn(TYPES, type);
}
