import { isId, isLocalDate } from '@minutebook/kernel';
import {
  GOVERNANCE_GROUP_KINDS,
  isGovernanceGroupKind,
  TASK_AND_FINISH,
  type EstablishGovernanceGroup,
  type GroupReportedTo,
} from './governance-group.commands';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import type { EstablishedGroup, GovernanceGroupState } from './governance-group.state';

/** What a rule says: a refusal where it says no, nothing where it says yes. */
type Verdict = GovernanceGroupRefusal | undefined;

/** One id, one group: a client may bring its own, and an existing one is a conflict (architecture, section 4). */
export function governanceGroupAlreadyExists(state: GovernanceGroupState): Verdict {
  return state.status === 'not-established' ? undefined : governanceGroupRefusal('governance-group-already-exists');
}

/** Ids stand in stream names and addresses (architecture, section 4: `[A-Za-z0-9-]{1,64}`). */
export function governanceGroupIdMalformed(id: string): Verdict {
  return isId(id) ? undefined : governanceGroupRefusal('governance-group-id-malformed');
}

/** The kinds are those of the source documents (domain report, D22), so that lists and reports can go by kind. */
export function noSuchKindOfGroup(kind: string): Verdict {
  return isGovernanceGroupKind(kind)
    ? undefined
    : governanceGroupRefusal('no-such-kind-of-group', { facts: { kinds: GOVERNANCE_GROUP_KINDS } });
}

/** A task and finish group is brought together for one task and then ends (domain report, D25); others may be, too. */
export function endOfGroupNotClear({ kind, endsOn }: EstablishGovernanceGroup): Verdict {
  if (endsOn === undefined)
    return kind === TASK_AND_FINISH ? governanceGroupRefusal('task-group-without-end') : undefined;
  return isLocalDate(endsOn) ? undefined : governanceGroupRefusal('end-date-not-real');
}

/** A line leads to another group: what a group does for itself is no report. */
export function reportsToItself(id: string, toId: string): Verdict {
  return id === toId ? governanceGroupRefusal('reports-to-itself', { facts: { groupId: id } }) : undefined;
}

/**
 * Reporting lines are a graph with several parents (domain report, D24), but a report that came back to its sender would
 * have no reader. Each group decides for itself, so that two lines drawn at one moment can still close a circle: pages
 * find it and say so.
 */
export function closesACircle({ wayBack }: GroupReportedTo): Verdict {
  return wayBack && governanceGroupRefusal('closes-a-circle', { facts: { wayBack } });
}

/** Only a line that stands can be ended. */
export function notReportingTo(toId: string, { reportsTo }: EstablishedGroup): Verdict {
  return reportsTo.includes(toId) ? undefined : governanceGroupRefusal('not-reporting-to', { facts: { reportsTo } });
}
