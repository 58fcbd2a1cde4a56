import { accept, refuse, unreachable, type Decider, type Decision } from '@minutebook/kernel';
import type { EstablishGovernanceGroup, GovernanceGroupCommand } from './governance-group.commands';
import type { GovernanceGroupEvent } from './governance-group.events';
import type { GovernanceGroupRefusal } from './governance-group.refusals';
import { governanceGroupAlreadyExists, governanceGroupIdMalformed, noSuchKindOfGroup } from './governance-group.rules';
import { evolveGovernanceGroup, initialGovernanceGroup, type GovernanceGroupState } from './governance-group.state';

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
    switch (command.type) {
      case 'establish':
        return establish(command, state);
      default:
        return unreachable(command.type);
    }
  },
};

function establish(command: EstablishGovernanceGroup, state: GovernanceGroupState): GovernanceGroupDecision {
  const { id, name, kind, source } = command;
  const refusal = governanceGroupIdMalformed(id) ?? governanceGroupAlreadyExists(state) ?? noSuchKindOfGroup(kind);
  if (refusal) return refuse(refusal);
  return accept({ type: 'GovernanceGroupEstablished', data: { name, kind, source } });
}
