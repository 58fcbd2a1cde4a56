import { unreachable, type Text, type Told } from '@minutebook/kernel';
import type { GovernanceGroupEvent } from './governance-group.events';

export interface NotEstablished {
  readonly status: 'not-established';
}

export interface EstablishedGroup {
  readonly status: 'established';
  readonly name: Text;
  readonly kind: string;
  readonly source: Text;
}

export type GovernanceGroupState = NotEstablished | EstablishedGroup;

export const initialGovernanceGroup: GovernanceGroupState = { status: 'not-established' };

/** What a group is after one more event. */
export function evolveGovernanceGroup(
  _state: GovernanceGroupState,
  event: Told<GovernanceGroupEvent>,
): GovernanceGroupState {
  switch (event.type) {
    case 'GovernanceGroupEstablished':
      return { status: 'established', name: event.data.name, kind: event.data.kind, source: event.data.source };
    default:
      return unreachable(event.type);
  }
}
