import { median, type Measure } from '../comparison';
import type { DataSets } from '../history/data-sets';
import { startSide } from '../side';
import { many } from '../smoke';
import { ACTIONS } from './comparisons';

const SWEEPS = many(3, 1);

/** The median time, in s, of one sweep while nothing else is done. */
async function sweepTime(data: DataSets): Promise<number> {
  const folder = await data.councilOf(ACTIONS.many);
  const side = await startSide('planning', { folder, actions: ACTIONS.many });
  const times: number[] = [];
  for (let time = 0; time < SWEEPS; time++) times.push(await side.ask<number>('sweep'));
  await side.close();
  data.discard(folder);
  return median(times);
}

/** What reminders cost where nothing changes. */
export const REMINDER_MEASURES: readonly Measure[] = [
  {
    name: 'reminder-sweep',
    what: 'all alarms looked at anew, as at each start and each morning, 100,000 open actions',
    unit: 's',
    measure: sweepTime,
  },
];
