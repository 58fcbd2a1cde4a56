import { isId } from '@minutebook/kernel';
import { stateOf, type EventLog } from '@minutebook/kernel/recording';
import { governanceGroupDecider } from '../domain/governance-group.decider';
import type { EstablishedGroup } from '../domain/governance-group.state';

export function governanceGroupStream(groupId: string): string {
  return `governanceGroup-${groupId}`;
}

/** A group as its own stream tells of it; undefined where there is no such group. */
export async function groupRead(
  log: EventLog,
  groupId: string,
): Promise<{ readonly id: string; readonly revision: number; readonly state: EstablishedGroup } | undefined> {
  if (!isId(groupId)) return undefined;
  const history = await log.readStream(governanceGroupStream(groupId));
  const state = stateOf(governanceGroupDecider, history);
  return state.status === 'not-established' ? undefined : { id: groupId, revision: history.length - 1, state };
}
