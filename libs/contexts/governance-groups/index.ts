/** The door of governance groups: published events, and whether a group exists as a query. */
export type { GovernanceGroupEstablished } from './domain/governance-group.events';
export { governanceGroupSentences as GOVERNANCE_GROUP_SENTENCES } from './domain/governance-group.sentences';
export { GovernanceGroupFact, type GovernanceGroupRead } from './application/governance-group-fact';
export { RecordOnGovernanceGroup, type GovernanceGroupInput } from './application/governance-group.command-handler';
export { GovernanceGroupsModule } from './governance-groups.module';
export { endingInWords } from './read-models/group-ending';
export { GroupsQuery, type GroupSummary } from './read-models/groups.query';
export { groupsProjection } from './read-models/groups.projection';
export { EscalatedRecords, type EscalatedRecord, type EscalatedRecordSource } from './read-models/escalated-records';
export { OwnedRecords, type OwnedRecord, type OwnedRecordSource } from './read-models/owned-records';
