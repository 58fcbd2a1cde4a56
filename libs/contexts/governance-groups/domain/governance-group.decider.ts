import { accept, refuse, unreachable, type Decider, type Decision } from '@minutebook/kernel';
import type {
  EndReportingLine,
  EstablishGovernanceGroup,
  GovernanceGroupCommand,
  ReportTo,
} from './governance-group.commands';
import type { GovernanceGroupEvent } from './governance-group.events';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import {
  closesACircle,
  endOfGroupNotClear,
  governanceGroupAlreadyExists,
  governanceGroupIdMalformed,
  noSuchKindOfGroup,
  notReportingTo,
  reportsToItself,
} from './governance-group.rules';
import {
  evolveGovernanceGroup,
  initialGovernanceGroup,
  type EstablishedGroup,
  type GovernanceGroupState,
} from './governance-group.state';
import { dissolveGroup, mergeGroup, renameGroup } from './group-standing.decider';
import { groupIsOver } from './group-standing.rules';
import { appointMember, standDownMember } from './membership.decider';
import { adoptTermsOfReference } from './terms-of-reference.decider';

type GovernanceGroupDecision = Decision<GovernanceGroupEvent, GovernanceGroupRefusal>;

/** A governance group: the body that owns plans, is reported to, and meets. Stream `governanceGroup-<id>`. */
export const governanceGroupDecider: Decider<
  GovernanceGroupState,
  GovernanceGroupCommand,
  GovernanceGroupEvent,
  GovernanceGroupRefusal
> = {
  initialState: initialGovernanceGroup,
  evolve: evolveGovernanceGroup,
  decide(command, state) {
    if (command.type === 'establish') return establish(command, state);
    if (state.status === 'not-established') return refuse(governanceGroupRefusal('no-such-governance-group'));
    switch (command.type) {
      case 'report-to':
        return unlessOver(state) ?? reportTo(command, state);
      case 'end-reporting-line':
        return endReportingLine(command, state);
      case 'adopt-terms-of-reference':
        return unlessOver(state) ?? adoptTermsOfReference(command, state.termsVersions);
      case 'appoint-member':
        return unlessOver(state) ?? appointMember(command, state.members);
      case 'stand-down-member':
        return standDownMember(command, state.members);
      case 'rename':
        return renameGroup(command, state);
      case 'merge-into':
        return mergeGroup(command, state);
      case 'dissolve':
        return dissolveGroup(command, state);
      default:
        return unreachable(command);
    }
  },
};

/** A group that is over can only be tidied up: lines end and members stand down. */
function unlessOver(state: EstablishedGroup): GovernanceGroupDecision | undefined {
  const refusal = groupIsOver(state);
  return refusal && refuse(refusal);
}

function establish(command: EstablishGovernanceGroup, state: GovernanceGroupState): GovernanceGroupDecision {
  const { id, name, kind, source, endsOn } = command;
  const refusal =
    governanceGroupIdMalformed(id) ??
    governanceGroupAlreadyExists(state) ??
    noSuchKindOfGroup(kind) ??
    endOfGroupNotClear(command);
  if (refusal) return refuse(refusal);
  return accept({
    type: 'GovernanceGroupEstablished',
    data: { name, kind, source, ...(endsOn !== undefined && { endsOn }) },
  });
}

function reportTo({ id, toId, to, how, source }: ReportTo, state: EstablishedGroup): GovernanceGroupDecision {
  const toItself = reportsToItself(id, toId);
  if (toItself) return refuse(toItself);
  if (!to) return refuse(governanceGroupRefusal('no-such-group-to-report-to'));
  if (state.reportsTo.includes(toId)) return accept();
  if (to.isOver) return refuse(governanceGroupRefusal('reports-to-a-group-that-is-over'));
  const refusal = closesACircle(to);
  if (refusal) return refuse(refusal);
  const data = {
    to: { id: to.id, revision: to.revision },
    ...(how !== undefined && { how }),
    ...(source !== undefined && { source }),
  };
  return accept({ type: 'ReportingLineDrawn', data });
}

function endReportingLine({ toId }: EndReportingLine, state: EstablishedGroup): GovernanceGroupDecision {
  const refusal = notReportingTo(toId, state);
  return refusal ? refuse(refusal) : accept({ type: 'ReportingLineEnded', data: { to: toId } });
}
