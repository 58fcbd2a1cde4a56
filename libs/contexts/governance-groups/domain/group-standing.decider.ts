import { accept, isSealed, refuse, type Decision } from '@minutebook/kernel';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import type { EstablishedGroup } from './governance-group.state';
import type { DissolveGroup, MergeGroup, RenameGroup } from './group-standing.commands';
import type { GroupStandingEvent } from './group-standing.events';
import { endingDateNotClear, groupIsOver } from './group-standing.rules';

type GroupStandingDecision = Decision<GroupStandingEvent, GovernanceGroupRefusal>;

/** A sealed name cannot be compared, so that one counts as new; an open one that stands already is "already so". */
export function renameGroup({ name }: RenameGroup, state: EstablishedGroup): GroupStandingDecision {
  const refusal = groupIsOver(state);
  if (refusal) return refuse(refusal);
  if (!isSealed(name) && name === state.name) return accept();
  return accept({ type: 'GovernanceGroupRenamed', data: { name } });
}

export function mergeGroup(command: MergeGroup, state: EstablishedGroup): GroupStandingDecision {
  const { id, intoId, into, on, today } = command;
  if (state.ending?.kind === 'merged' && state.ending.into === intoId) return accept();
  const over = groupIsOver(state);
  if (over) return refuse(over);
  if (id === intoId) return refuse(governanceGroupRefusal('merges-into-itself'));
  if (!into) return refuse(governanceGroupRefusal('no-such-group-to-merge-into'));
  if (into.isOver) return refuse(governanceGroupRefusal('merges-into-a-group-that-is-over'));
  const refusal = endingDateNotClear(on, today);
  if (refusal) return refuse(refusal);
  const data = { into: { id: into.id, revision: into.revision }, on: on ?? today };
  return accept({ type: 'GovernanceGroupMerged', data });
}

export function dissolveGroup({ on, today }: DissolveGroup, state: EstablishedGroup): GroupStandingDecision {
  if (state.ending?.kind === 'dissolved') return accept();
  const refusal = groupIsOver(state) ?? endingDateNotClear(on, today);
  return refusal ? refuse(refusal) : accept({ type: 'GovernanceGroupDissolved', data: { on: on ?? today } });
}
