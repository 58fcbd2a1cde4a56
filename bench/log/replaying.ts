import { join } from 'node:path';
import { openSqliteEventLogReadOnly } from '@minutebook/event-log-sqlite';
import { openDatabase } from '@minutebook/sqlite';
import { openLog } from '../../apps/tracker/record/log-place';
import { openRecord } from '../../apps/tracker/record/record';
import { logFolderOf, placeOf } from '../history/data-sets';
import type { OpenSide, SideOptions } from '../open-side';
import { timed } from '../timed';
import { EmmettLog } from './emmett';

/** Events of a page, on every side. */
export const PAGE = 500;
/** Events of a commit while emmett's file is filled. */
const FILLED_TOGETHER = 100;

/** Reads the whole log through the port: checksums, places, positions. */
export async function openOurReplay({ folder }: SideOptions): Promise<OpenSide> {
  const log = await openSqliteEventLogReadOnly(logFolderOf(folder));
  const run = () =>
    timed(async () => {
      let events = 0;
      for await (const page of log.readAll({ pageSize: PAGE })) events += page.length;
      return events;
    });
  return { works: { run }, close: () => log.close() };
}

/** Reads the same rows with the same driver and parses their text; checks nothing. */
export async function openRawScan({ folder }: SideOptions): Promise<OpenSide> {
  const file = join(logFolderOf(folder), 'events.sqlite');
  const database = openDatabase(file, { readOnly: true, cacheKiB: 16 * 1024 });
  const select = database.prepare('SELECT position, text FROM events WHERE position > ? ORDER BY position LIMIT ?');
  const run = () =>
    timed(() => {
      for (let events = 0; ;) {
        const page = select
          .all(events, PAGE)
          .map(({ position, text }) => ({ position, event: JSON.parse(String(text)) as unknown }));
        events += page.length;
        if (page.length < PAGE) return events;
      }
    });
  return { works: { run }, close: async () => database.close() };
}

/** Reads the same events from emmett's tables, by the function that its consumers read with, without their pauses. */
export async function openEmmettReplay({ folder, source = '' }: SideOptions): Promise<OpenSide> {
  const emmett = await EmmettLog.open(folder, 'OFF');
  const ours = await openSqliteEventLogReadOnly(logFolderOf(source));
  let streams = 0;
  for await (const page of ours.readAll({ pageSize: FILLED_TOGETHER }))
    await emmett.appendStream(
      `page-${++streams}`,
      page.map(({ type, data, metadata }) => ({ type, data, metadata })),
    );
  await ours.close();
  const run = () => timed(() => emmett.readAll(PAGE));
  return { works: { run }, close: async () => emmett.close() };
}

/** Fills all read models anew, as the product does: one worker thread, sealed texts opened. */
export async function openRebuild({ folder, port }: SideOptions): Promise<OpenSide> {
  const place = placeOf(folder, port);
  const record = await openRecord(await openLog(place.log), place);
  const run = () =>
    timed(async () => {
      await record.readModels.rebuild();
      return record.readModels.reached.recordNumber;
    });
  return { works: { run }, close: () => record.close() };
}
