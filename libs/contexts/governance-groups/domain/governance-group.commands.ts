import type { Text } from '@minutebook/kernel';

export interface EstablishGovernanceGroup {
  readonly type: 'establish';
  /** The id that the group is to have; it names the stream that the decision is made for. */
  readonly id: string;
  readonly name: Text;
  /** One of `GOVERNANCE_GROUP_KINDS`. */
  readonly kind: string;
  readonly source: Text;
}

export type GovernanceGroupCommand = EstablishGovernanceGroup;
