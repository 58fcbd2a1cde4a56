import { median } from '../comparison';
import type { DataSets } from '../history/data-sets';
import { MadeHistory } from '../history/made-history';
import { many } from '../smoke';
import { RawLog } from './raw-log';

const COMMITS = many(1_000, 10);

/** The median time, in ms, of writing one row and committing it to the disk: what every durable append must at least wait for. */
export async function commitTime(data: DataSets): Promise<number> {
  const folder = data.empty();
  const log = new RawLog(folder);
  const times: number[] = [];
  for (const append of new MadeHistory(10).appends()) {
    const began = performance.now();
    log.append([append]);
    times.push(performance.now() - began);
    if (times.length === COMMITS) break;
  }
  log.close();
  data.discard(folder);
  return median(times);
}
