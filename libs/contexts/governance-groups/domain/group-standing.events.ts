import type { Event, LocalDate, Text } from '@minutebook/kernel';
import type { GroupReadAt } from './group-read.events';

/** The same group goes on under another name. */
export type GovernanceGroupRenamed = Event<'GovernanceGroupRenamed', { readonly name: Text }>;

/** The group goes on as a part of another from a day on; what it owns stays recorded as its own until it is handed over. */
export type GovernanceGroupMerged = Event<
  'GovernanceGroupMerged',
  { readonly into: GroupReadAt; readonly on: LocalDate }
>;

/** The group is no more from a day on, and nobody has taken its place. */
export type GovernanceGroupDissolved = Event<'GovernanceGroupDissolved', { readonly on: LocalDate }>;

export type GroupStandingEvent = GovernanceGroupRenamed | GovernanceGroupMerged | GovernanceGroupDissolved;
