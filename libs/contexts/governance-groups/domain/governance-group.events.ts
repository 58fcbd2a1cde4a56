import type { Event, Text } from '@minutebook/kernel';

export type GovernanceGroupEstablished = Event<
  'GovernanceGroupEstablished',
  {
    readonly name: Text;
    /** Chosen from the kinds of group: board, steering group, sub-group… */
    readonly kind: string;
    /** Where the group is known from: the document, or who said so. */
    readonly source: Text;
  }
>;

export type GovernanceGroupEvent = GovernanceGroupEstablished;
