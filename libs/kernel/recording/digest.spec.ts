import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../event-sourcing/event';
import { canonicalJson } from './canonical-json';
import { CHAIN_GENESIS, chainHash, digestOfText, eventChecksum, eventDigest, eventText } from './digest';

const EVENT: RecordedEvent = {
  id: '5f1de0a6-40dc-4b53-8f9c-7f0b1e7d1a01',
  stream: 'action-17',
  revision: 3,
  type: 'ProgressReported',
  data: { rag: 'red', commentary: 'Überfällig "now"' },
  metadata: {
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    recordedAt: 1_402_909_200_000,
    schemaVersion: 1,
    actor: { account: 'a-17', role: 'action-lead', grant: 'account-17@2' },
    origin: 'user',
    via: 'page',
  },
};

/** Frozen: exports and checkpoints that left the system rest on it. Computed with another implementation of RFC 8785. */
const DIGEST = 'bdf7b5a5aedbf9d372ad27ecf296bbecb934766afa39c3ed146770f68490bb3c';

describe('The digest of an event', () => {
  it('is SHA-256 of its RFC 8785 JSON, as it has always been', () => {
    expect(eventDigest(EVENT).toString('hex')).toBe(DIGEST);
  });

  it('is taken over a text that is put together from parts without being serialised again', () => {
    const text = eventText(EVENT, canonicalJson(EVENT.data), canonicalJson(EVENT.metadata));

    expect(text).toBe(canonicalJson({ ...EVENT }));
    expect(digestOfText(text)).toEqual(eventDigest(EVENT));
  });

  it('covers stream, revision, type, id, data and metadata, and no position', () => {
    const changed: Partial<RecordedEvent>[] = [
      { stream: 'action-18' },
      { revision: 4 },
      { type: 'ProgressConfirmed' },
      { id: '5f1de0a6-40dc-4b53-8f9c-7f0b1e7d1a02' },
      { data: { rag: 'red' } },
      { metadata: { ...EVENT.metadata, recordedAt: 0 } },
    ];

    const digests = changed.map((change) => eventDigest({ ...EVENT, ...change }).toString('hex'));

    expect(new Set([...digests, DIGEST]).size).toBe(changed.length + 1);
    expect(eventDigest({ ...EVENT, position: '7' } as RecordedEvent).toString('hex')).toBe(DIGEST);
  });
});

describe('The chain', () => {
  it('begins with 32 zero bytes', () => {
    expect(CHAIN_GENESIS.toString('hex')).toBe('0'.repeat(64));
  });

  it('is SHA-256 of the previous chain hash followed by the digest', () => {
    const digest = eventDigest(EVENT);
    const first = chainHash(CHAIN_GENESIS, digest);

    expect(first).toEqual(createHash('sha256').update(CHAIN_GENESIS).update(digest).digest());
    expect(chainHash(first, digest)).toEqual(createHash('sha256').update(first).update(digest).digest());
  });
});

describe('The checksum', () => {
  it('is the CRC-32 that everybody computes where the record number is 0', () => {
    expect(eventChecksum('123456789', 0).toString(16)).toBe('cbf43926');
  });

  it('is another one at another place, and for another text', () => {
    const checksums = [eventChecksum('text', 1), eventChecksum('text', 2), eventChecksum('test', 1)];

    expect(new Set(checksums).size).toBe(3);
  });

  it('knows record numbers past 32 bits', () => {
    expect(eventChecksum('text', 2 ** 32 + 5)).toBe(eventChecksum('text', 5));
  });
});
