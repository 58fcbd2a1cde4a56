import { join } from 'node:path';
import {
  CHAIN_GENESIS,
  chainHash,
  digestOfText,
  eventChecksum,
  type ExpectedRevision,
  type NewEvent,
} from '@minutebook/kernel/recording';
import type { SqlDatabase, SqlStatement } from '@minutebook/kernel/read-models';
import { openDatabase } from '@minutebook/sqlite';

/** The product's tables, word for word: `verify-log` takes the raw file for one of its own. */
const TABLES = `
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, text TEXT NOT NULL, crc INTEGER NOT NULL, digest BLOB NOT NULL, chain BLOB NOT NULL, UNIQUE (stream, revision)) STRICT;
  PRAGMA application_id = ${0x4d424c47};
  PRAGMA user_version = 1;`;

/** One event for the end of a stream. */
export interface RawAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly event: NewEvent;
}

/**
 * The least that can write the same rows: one file, the same tables, digest, CRC and chain, the same durability. It
 * checks nothing but what the unique index checks, waits for nobody, and has no port.
 */
export class RawLog {
  private readonly database: SqlDatabase;
  private readonly begin: SqlStatement;
  private readonly commit: SqlStatement;
  private readonly insertEvent: SqlStatement;
  private readonly insertStream: SqlStatement;
  private readonly streams = new Map<string, number>();
  private position = 0;
  private chain: Uint8Array = CHAIN_GENESIS;

  constructor(folder: string) {
    this.database = openDatabase(join(folder, 'events.sqlite'), { synchronous: 'full', cacheKiB: 16 * 1024 });
    this.database.exec(TABLES);
    this.begin = this.database.prepare('BEGIN IMMEDIATE');
    this.commit = this.database.prepare('COMMIT');
    this.insertEvent = this.database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.insertStream = this.database.prepare('INSERT INTO streams VALUES (?, ?)');
  }

  /** Appends one event each, in one commit. */
  append(appends: readonly RawAppend[]): void {
    this.begin.run();
    for (const append of appends) this.insert(append);
    this.commit.run();
  }

  close(): void {
    this.database.close();
  }

  private insert({ stream, expected, event }: RawAppend): void {
    const revision = expected === 'no-stream' ? 0 : expected + 1;
    const { data, id, metadata, type } = event;
    const text = JSON.stringify({ data, id, metadata, revision, stream, type });
    const position = this.position + 1;
    const digest = digestOfText(text);
    const chain = chainHash(this.chain, digest);
    this.insertEvent.run(position, this.streamId(stream), revision, text, eventChecksum(text, position), digest, chain);
    this.position = position;
    this.chain = chain;
  }

  private streamId(stream: string): number {
    const known = this.streams.get(stream);
    if (known !== undefined) return known;
    const id = this.streams.size + 1;
    this.insertStream.run(id, stream);
    this.streams.set(stream, id);
    return id;
  }
}
