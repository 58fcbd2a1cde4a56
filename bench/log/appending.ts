import { openSqliteEventLog, verifySqliteLog } from '@minutebook/event-log-sqlite';
import { openDatabase } from '@minutebook/sqlite';
import type { MadeAppend } from '../history/made-events';
import { MadeHistory } from '../history/made-history';
import type { OpenSide, SideOptions } from '../open-side';
import { many } from '../smoke';
import { timed } from '../timed';
import { EmmettLog } from './emmett';
import { RawLog } from './raw-log';

/** Appends of one run; more where more are answered in a second. */
const ONE_AT_A_TIME = many(1_500, 20);
const TOGETHER = many(6_000, 100);
/** Appends after each of which emmett's promise is checked. */
const CHECKED = many(50, 5);

/** Every side appends the events of the same made history, one event each, in its order. */
export function takeFrom(history: Iterator<MadeAppend, undefined>, count: number): MadeAppend[] {
  return Array.from({ length: count }, () => {
    const next: IteratorResult<MadeAppend, undefined> = history.next();
    if (next.done) throw new Error('The made history is too short for so many runs');
    return next.value;
  });
}

/** Has so many appends on their way at any time; answers with how many there were. */
export async function inLanes(
  appends: readonly MadeAppend[],
  inFlight: number,
  append: (made: MadeAppend) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let made = appends[next++]; made; made = appends[next++]) await append(made);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return appends.length;
}

export const history = (): Iterator<MadeAppend, undefined> => new MadeHistory(1_000).appends();
const countFor = (inFlight: number): number => (inFlight === 1 ? ONE_AT_A_TIME : TOGETHER);

/** The product's log through its port, so many appends on their way at any time. */
export async function openOurAppending({ folder, inFlight = 1 }: SideOptions): Promise<OpenSide> {
  const log = await openSqliteEventLog(folder);
  const made = history();
  const run = (): Promise<number> => {
    const appends = takeFrom(made, countFor(inFlight));
    return timed(() =>
      inLanes(appends, inFlight, ({ stream, expected, event }) => log.append(stream, expected, [event])),
    );
  };
  return { works: { run }, close: () => log.close() };
}

/** The same rows by the least code, so many appends in each commit. Its file is verified at the end. */
export async function openRawAppending({ folder, inFlight = 1 }: SideOptions): Promise<OpenSide> {
  const log = new RawLog(folder);
  const made = history();
  const run = (): Promise<number> => {
    const appends = takeFrom(made, countFor(inFlight));
    return timed(() => {
      for (let start = 0; start < appends.length; start += inFlight) log.append(appends.slice(start, start + inFlight));
      return appends.length;
    });
  };
  const verify = async (): Promise<void> => {
    const { problems } = await verifySqliteLog(folder);
    if (problems.length > 0) throw new Error(`The raw log is not the product's: ${JSON.stringify(problems[0])}`);
  };
  return { works: { run, verify }, close: async () => log.close() };
}

/** The same events by emmett-sqlite. A caller's queue keeps one append on its way, so that each is committed when answered. */
export async function openEmmettAppending({ folder }: SideOptions): Promise<OpenSide> {
  const log = await EmmettLog.open(folder);
  const made = history();
  await checkCommits(log, folder, takeFrom(made, CHECKED));
  const run = (): Promise<number> => {
    const appends = takeFrom(made, ONE_AT_A_TIME);
    return timed(async () => {
      for (const append of appends) await log.append(append);
      return appends.length;
    });
  };
  return { works: { run }, close: async () => log.close() };
}

/** What was answered is committed: another connection sees it, every time. */
async function checkCommits(log: EmmettLog, folder: string, appends: readonly MadeAppend[]): Promise<void> {
  const other = openDatabase(EmmettLog.fileIn(folder), { readOnly: true });
  const count = other.prepare('SELECT count(*) AS count FROM emt_messages');
  for (const [index, append] of appends.entries()) {
    await log.append(append);
    const committed = count.get()?.['count'];
    if (committed !== index + 1) throw new Error(`emmett-sqlite answered ${index + 1}, but ${String(committed)} stand`);
  }
  other.close();
}
