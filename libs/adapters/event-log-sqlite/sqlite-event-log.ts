import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GroupCommit, isDiskFull, primarySqliteCode, SQLITE, type GroupCommitOwner } from '@minutebook/sqlite';
import {
  acceptEvents,
  ConcurrencyConflict,
  LogDamaged,
  LogUnavailable,
  type AppendResult,
  type EventLog,
  type ExpectedRevision,
  type LoggedEvent,
  type LogSubscription,
  type NewEvent,
} from '@minutebook/kernel/recording';
import type { SqlDatabase } from '@minutebook/kernel/read-models';
import { checkHead, checkTail, lost } from './event-checks';
import { EventReader } from './event-reader';
import { EventWriter } from './event-writer';
import { Follower } from './follower';
import { HeadFile, readHead } from './head-file';
import { KeptStreams } from './kept-streams';
import { LOG_FILE, makeLogFolder, openLogDatabase } from './log-file';
import { DEFAULT_PAGE_SIZE, pagesAfter, recordNumberOf, type PageOptions } from './paging';
import { RecentEvents } from './recent-events';
import { takeWriterLock } from './writer-lock';

/**
 * Opens the record in a folder as its one writer, and begins one where there is none. Checks the last 1,000 events and
 * that none is lost.
 *
 * Fails with `LogLocked` (another process writes), `LogDamaged`, `LogUnavailable` (cannot be opened, or of a newer format).
 */
export async function openSqliteEventLog(folder: string): Promise<EventLog> {
  return openSqliteEventLogOn(folder, openLogDatabase);
}

/** `openSqliteEventLog` on a connection that is opened otherwise: tests bring one that fails. */
export async function openSqliteEventLogOn(folder: string, open: (folder: string) => SqlDatabase): Promise<EventLog> {
  makeLogFolder(folder);
  const opened: { close(): void }[] = [];
  try {
    const lock = takeWriterLock(folder);
    opened.unshift(lock);
    const head = readHead(folder);
    // Looked at before the file is opened, which would make it.
    if (head !== undefined && head.recordNumber > 0 && !existsSync(join(folder, LOG_FILE))) {
      throw lost(head.recordNumber, 0);
    }
    const database = open(folder);
    opened.unshift(database);
    const reader = new EventReader(database);
    checkHead(head, reader);
    checkTail(database, reader);
    const writer = new EventWriter(database, reader);
    const headFile = HeadFile.open(folder, writer.head);
    opened.unshift(headFile);
    return new SqliteEventLog(database, reader, writer, headFile, opened);
  } catch (error) {
    for (const part of opened) part.close();
    throw error;
  }
}

class SqliteEventLog implements EventLog, GroupCommitOwner {
  private readonly commits: GroupCommit;
  private readonly recent = new RecentEvents();
  private readonly streams: KeptStreams;
  private readonly followers = new Set<Follower>();
  /** Set once the disk has failed in a way that leaves the file in doubt: nothing more is written to it. */
  private failed: LogUnavailable | undefined;
  private closing = false;
  private closed = false;

  constructor(
    database: SqlDatabase,
    private readonly reader: EventReader,
    private readonly writer: EventWriter,
    private readonly headFile: HeadFile,
    private readonly parts: readonly { close(): void }[],
  ) {
    this.commits = new GroupCommit(database, this);
    this.streams = new KeptStreams({
      lastRevision: (stream) => writer.lastRevisionOf(stream),
      read: (stream, fromRevision) => reader.ofStream(stream, fromRevision),
    });
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0)) {
      throw new RangeError(`${String(expected)} is no revision of a stream`);
    }
    const accepted = acceptEvents(stream, events);
    if (this.closing) throw closedLog();
    return this.commits.run(() => {
      if (this.failed !== undefined) throw this.failed;
      return this.writer.append(stream, expected, accepted);
    });
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly LoggedEvent[]> {
    this.assertOpen();
    return this.streams.read(stream, fromRevision);
  }

  readAll(options: PageOptions = {}): AsyncIterable<readonly LoggedEvent[]> {
    return pagesAfter(options, () => this.lastRecordNumber(), this.pageFromFile);
  }

  followAll(options: PageOptions, handler: (page: readonly LoggedEvent[]) => Promise<void> | void): LogSubscription {
    const start = () => recordNumberOf(options.after, this.lastRecordNumber());
    const follower = new Follower(start, options.pageSize ?? DEFAULT_PAGE_SIZE, this.pageToFollow, handler);
    this.followers.add(follower);
    const leave = () => {
      this.followers.delete(follower);
      if (this.followers.size === 0) this.recent.clear();
    };
    follower.ended.then(leave, leave);
    return follower;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closing = true;
    this.commits.flush();
    await Promise.all([...this.followers].map((follower) => follower.stop()));
    if (this.closed) return;
    this.closed = true;
    for (const part of this.parts) part.close();
  }

  committed(): void {
    const added = this.writer.noteCommit();
    if (added.length === 0) return;
    this.writeHead();
    if (this.followers.size === 0) return;
    for (const { recordNumber, text } of added) this.recent.add(recordNumber, text);
    for (const follower of this.followers) follower.notify();
  }

  rolledBack(): void {
    this.writer.forget();
  }

  isRefusal(error: unknown): boolean {
    return error instanceof ConcurrencyConflict;
  }

  failure(error: unknown, whileCommitting: boolean): Error {
    if (error instanceof LogDamaged || error instanceof LogUnavailable) return error;
    if (isDiskFull(error)) {
      return new LogUnavailable(false, 'The disk is full: nothing was recorded. Make room and try again', {
        cause: error,
      });
    }
    const reason = error instanceof Error ? error.message : String(error);
    if (!whileCommitting || primarySqliteCode(error) === SQLITE.BUSY) {
      return new LogUnavailable(false, `Nothing was recorded: ${reason}`, { cause: error });
    }
    this.failed ??= new LogUnavailable(
      false,
      `The disk failed while an event was being recorded (${reason}). Nothing more is recorded until Minutebook is started again`,
      { cause: error },
    );
    return new LogUnavailable(true, `The disk failed, and the event may or may not have been recorded: ${reason}`, {
      cause: error,
    });
  }

  private readonly pageFromFile = (recordNumber: number, limit: number): LoggedEvent[] => {
    return this.reader.after(recordNumber, limit, this.lastRecordNumber());
  };

  private readonly pageToFollow = (recordNumber: number, limit: number): readonly LoggedEvent[] => {
    if (recordNumber === this.lastRecordNumber()) return [];
    return this.recent.after(recordNumber, limit) ?? this.pageFromFile(recordNumber, limit);
  };

  private lastRecordNumber(): number {
    this.assertOpen();
    return this.writer.head.recordNumber;
  }

  private writeHead(): void {
    try {
      this.headFile.write(this.writer.head);
    } catch {
      // The events are on the disk. A head that lags says less than it could, nothing false; the next commit writes it.
    }
  }

  private assertOpen(): void {
    if (this.closed) throw closedLog();
  }
}

function closedLog(): LogUnavailable {
  return new LogUnavailable(false, 'The record has been closed');
}
