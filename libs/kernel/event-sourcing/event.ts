import type { Actor, Origin, Via } from '../identity/actor';
import type { Text } from './text';

/** A fact: what happened, in the past tense, with what it says. Frozen once shipped. */
export interface Event<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/**
 * What the command runner writes beside each event, once. Nothing in it is personal data in the clear: accounts are
 * opaque ids, and the reason is sealed unless it is the wording of a published document.
 */
export interface EventMetadata {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** When the record received it: epoch milliseconds of the record's clock. */
  readonly recordedAt: number;
  /** When it happened, if the user said so: an ISO date. */
  readonly effectiveOn?: string;
  readonly reason?: Text;
  readonly schemaVersion: number;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly via: Via;
  /** For `origin: import`: the document and the row that the fact was taken from. */
  readonly source?: { readonly document: string; readonly row?: string };
  /** HMAC-SHA-256 of the request's body under the event's own key; lets a re-used Idempotency-Key with another body be refused. */
  readonly bodyMac?: string;
}

/** An event as it stands in a stream of the log. */
export interface RecordedEvent<T extends string = string, D = unknown> extends Event<T, D> {
  readonly id: string;
  /** `category-id`, without the deployment's prefix. */
  readonly stream: string;
  /** Dense ordinal within the stream; the first is 0. */
  readonly revision: number;
  readonly metadata: EventMetadata;
}

/** The category of a stream: what stands before its first dash. */
export function categoryOf(stream: string): string {
  const dash = stream.indexOf('-');
  return dash < 0 ? stream : stream.slice(0, dash);
}

/** The id of the record that a stream tells of: what stands after its first dash. */
export function recordIdOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
