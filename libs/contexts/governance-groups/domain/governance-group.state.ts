import { unreachable, type LocalDate, type Text, type Told } from '@minutebook/kernel';
import type { GovernanceGroupEvent } from './governance-group.events';
import { evolveMembers, type HeldMember } from './membership.state';

export interface NotEstablished {
  readonly status: 'not-established';
}

export type GroupEnding =
  | { readonly kind: 'merged'; readonly into: string; readonly on: LocalDate }
  | { readonly kind: 'dissolved'; readonly on: LocalDate };

export interface EstablishedGroup {
  readonly status: 'established';
  readonly name: Text;
  readonly kind: string;
  readonly source: Text;
  readonly endsOn?: LocalDate;
  /** Ids of the groups that it reports to, in the order in which the lines were drawn. */
  readonly reportsTo: readonly string[];
  /** How many versions of its terms of reference were adopted. */
  readonly termsVersions: number;
  readonly members: readonly HeldMember[];
  /** How the group ended, once it has. */
  readonly ending?: GroupEnding;
}

export type GovernanceGroupState = NotEstablished | EstablishedGroup;

export const initialGovernanceGroup: GovernanceGroupState = { status: 'not-established' };

/** What a group is after one more event. Total: an event that does not fit the state changes nothing. */
export function evolveGovernanceGroup(
  state: GovernanceGroupState,
  event: Told<GovernanceGroupEvent>,
): GovernanceGroupState {
  if (event.type === 'GovernanceGroupEstablished') {
    const { name, kind, source, endsOn } = event.data;
    const said = { name, kind, source, ...(endsOn !== undefined && { endsOn }) };
    return { status: 'established', ...said, reportsTo: [], termsVersions: 0, members: [] };
  }
  if (state.status === 'not-established') return state;
  switch (event.type) {
    case 'ReportingLineDrawn':
      return { ...state, reportsTo: [...state.reportsTo, event.data.to.id] };
    case 'ReportingLineEnded':
      return { ...state, reportsTo: state.reportsTo.filter((id) => id !== event.data.to) };
    case 'TermsOfReferenceAdopted':
      return { ...state, termsVersions: event.data.number };
    case 'MemberAppointed':
    case 'MemberStoodDown':
      return { ...state, members: evolveMembers(state.members, event) };
    case 'GovernanceGroupRenamed':
      return { ...state, name: event.data.name };
    case 'GovernanceGroupMerged':
      return { ...state, ending: { kind: 'merged', into: event.data.into.id, on: event.data.on } };
    case 'GovernanceGroupDissolved':
      return { ...state, ending: { kind: 'dissolved', on: event.data.on } };
    default:
      return unreachable(event);
  }
}
