import { LogUnavailable, type EventLog, type LoggedEvent } from '@minutebook/kernel/recording';
import { checkHead } from './event-checks';
import { EventReader } from './event-reader';
import { readHead } from './head-file';
import { openLogDatabaseReadOnly } from './log-file';
import { pagesAfter, type PageOptions } from './paging';

/** What a rebuild, a check or an export needs of a log. */
export type ReadableEventLog = Pick<EventLog, 'readStream' | 'readAll' | 'close'>;

/**
 * Opens the record in a folder to read it, in a worker thread or another process, also while its writer goes on. What
 * is appended meanwhile is read as well.
 *
 * Fails with `LogDamaged` (events are lost), `LogUnavailable` (there is none, it cannot be opened, or is of a newer format).
 */
export async function openSqliteEventLogReadOnly(folder: string): Promise<ReadableEventLog> {
  const head = readHead(folder);
  const database = openLogDatabaseReadOnly(folder);
  try {
    const reader = new EventReader(database);
    checkHead(head, reader);
    return new ReadOnlyLog(reader, () => database.close());
  } catch (error) {
    database.close();
    throw error;
  }
}

class ReadOnlyLog implements ReadableEventLog {
  private closed = false;

  constructor(
    private readonly reader: EventReader,
    private readonly closeDatabase: () => void,
  ) {}

  async readStream(stream: string, fromRevision = 0): Promise<readonly LoggedEvent[]> {
    this.assertOpen();
    return this.reader.ofStream(stream, fromRevision);
  }

  readAll(options: PageOptions = {}): AsyncIterable<readonly LoggedEvent[]> {
    return pagesAfter(
      options,
      () => this.lastRecordNumber(),
      (recordNumber, limit) => this.reader.after(recordNumber, limit, this.lastRecordNumber()),
    );
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.closeDatabase();
  }

  private lastRecordNumber(): number {
    this.assertOpen();
    return this.reader.logEnd().recordNumber;
  }

  private assertOpen(): void {
    if (this.closed) throw new LogUnavailable(false, 'The record has been closed');
  }
}
