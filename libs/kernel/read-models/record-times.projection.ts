import type { Projection, TemporalReader } from './projection';

/** Record number and record time of every event: what turns a date into a record number and back. */
export const recordTimesProjection: Projection = {
  name: 'record.times',
  version: 1,
  handles: 'all',
  tables: {},
  lists: [],
  ownTables: 'CREATE TABLE IF NOT EXISTS times (n INTEGER PRIMARY KEY, time INTEGER NOT NULL) STRICT;',
  apply(event, tables) {
    tables.own.prepare('INSERT OR IGNORE INTO times (n, time) VALUES (?, ?)').run(event.recordNumber, event.recordTime);
  },
};

/** Record time (epoch ms) of a record number, if it exists. */
export function recordTimeOf(reader: TemporalReader, recordNumber: number): number | undefined {
  const row = reader.own.prepare('SELECT time FROM times WHERE n = ?').get(recordNumber);
  return row === undefined ? undefined : Number(row['time']);
}

/** The last record number whose record time is before an instant (epoch ms); 0 where there is none. */
export function lastRecordBefore(reader: TemporalReader, instant: number, head: number): number {
  const select = reader.own.prepare('SELECT time FROM times WHERE n = ?');
  // Record time never goes back, so halving finds the place without an index of its own.
  let low = 0;
  let high = head;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Number(select.get(middle)?.['time']) < instant) low = middle;
    else high = middle - 1;
  }
  return low;
}
