import { Module } from '@nestjs/common';
import { RecordScopes } from '@minutebook/accounts';
import { AuditTrailModule } from '@minutebook/audit-trail';
import { ChangeBook, ReadModels } from '@minutebook/kernel/read-models';
import { RetentionModule } from '@minutebook/retention';
import { GovernanceGroupsApiController } from './api/governance-groups.controller';
import { GovernanceGroupFact, GovernanceGroupFactHandler } from './application/governance-group-fact';
import { GovernanceGroupCommandHandler } from './application/governance-group.command-handler';
import { GOVERNANCE_GROUP_PAGE_PARTS, GOVERNANCE_GROUP_PAGES } from './pages/page-controllers';
import { EscalatedRecords } from './read-models/escalated-records';
import { GroupChanges } from './read-models/group-changes';
import { GroupsQuery } from './read-models/groups.query';
import { MembersQuery } from './read-models/members.query';
import { TermsQuery } from './read-models/terms.query';
import { OwnedRecords } from './read-models/owned-records';
import { RetentionOfGroups } from './read-models/retention-of-groups.query';

@Module({
  imports: [AuditTrailModule, RetentionModule],
  controllers: [GovernanceGroupsApiController, ...GOVERNANCE_GROUP_PAGES],
  providers: [
    GovernanceGroupCommandHandler,
    GovernanceGroupFactHandler,
    GroupsQuery,
    TermsQuery,
    MembersQuery,
    OwnedRecords,
    EscalatedRecords,
    RetentionOfGroups,
    ...GOVERNANCE_GROUP_PAGE_PARTS,
  ],
  exports: [GroupsQuery, OwnedRecords, EscalatedRecords],
})
export class GovernanceGroupsModule {
  constructor(
    scopes: RecordScopes,
    facts: GovernanceGroupFactHandler,
    groups: GroupsQuery,
    changes: ChangeBook,
    readModels: ReadModels,
  ) {
    scopes.register('group', {
      belongings: async (id) => (await facts.execute(new GovernanceGroupFact(id))) && { groups: [id] },
      choices: (at) => groups.groups(at),
    });
    changes.register(new GroupChanges(readModels));
  }
}
