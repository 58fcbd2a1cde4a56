import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RecordedEvent } from '../event-sourcing/event';
import { canonicalJson } from './canonical-json';

/** The chain hash before the first event: 32 zero bytes. */
export const CHAIN_GENESIS: Buffer = Buffer.alloc(32);

/** What an event's place and name are, as text that needs no escaping: the rules of the log see to that. */
export interface EventHeading {
  readonly id: string;
  /** Without the deployment's prefix, so that the digest is the same on every log. */
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
}

/**
 * The text whose digest is the event's: RFC 8785 JSON of `{ data, id, metadata, revision, stream, type }`, put together
 * from `data` and `metadata` that are canonical JSON already.
 */
export function eventText(heading: EventHeading, data: string, metadata: string): string {
  return `{"data":${data},"id":"${heading.id}","metadata":${metadata},"revision":${heading.revision},"stream":"${heading.stream}","type":"${heading.type}"}`;
}

/** SHA-256 of an event's text. */
export function digestOfText(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** The digest of an event: the leaf of the ledger, the same on both logs, over ciphertext where text is sealed. */
export function eventDigest(event: RecordedEvent): Buffer {
  return digestOfText(eventText(event, canonicalJson(event.data), canonicalJson(event.metadata)));
}

/** Binds an event to all before it: SHA-256 of the previous chain hash followed by the event's digest. */
export function chainHash(previous: Uint8Array, digest: Uint8Array): Buffer {
  const both = Buffer.allocUnsafe(64);
  both.set(previous, 0);
  both.set(digest, 32);
  return hash('sha256', both, 'buffer');
}

/** CRC-32 of an event's text, begun with its record number, so that a row at another's place does not pass. */
export function eventChecksum(text: string, recordNumber: number): number {
  return crc32(text, recordNumber % 0x1_0000_0000);
}
