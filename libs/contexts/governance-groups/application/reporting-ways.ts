import type { EventLog } from '@minutebook/kernel/recording';
import { groupRead } from './group-streams';

/**
 * The shortest way by reporting lines from one group up to another, both included; undefined where there is none. Read
 * from the groups' streams, for a read model may lag behind.
 */
export async function wayUp(log: EventLog, from: string, to: string): Promise<readonly string[] | undefined> {
  const met = new Set([from]);
  let ways: readonly (readonly string[])[] = [[from]];
  while (ways.length > 0) {
    const longer: (readonly string[])[] = [];
    for (const way of ways) {
      const group = await groupRead(log, way.at(-1) as string);
      for (const id of group?.state.reportsTo ?? []) {
        if (id === to) return [...way, id];
        if (met.has(id)) continue;
        met.add(id);
        longer.push([...way, id]);
      }
    }
    ways = longer;
  }
  return undefined;
}
