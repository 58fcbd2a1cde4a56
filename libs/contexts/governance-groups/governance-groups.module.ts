import { Module } from '@nestjs/common';
import { RecordScopes } from '@minutebook/accounts';
import { AuditTrailModule } from '@minutebook/audit-trail';
import { RetentionModule } from '@minutebook/retention';
import { GovernanceGroupsApiController } from './api/governance-groups.controller';
import { GovernanceGroupFact, GovernanceGroupFactHandler } from './application/governance-group-fact';
import { GovernanceGroupCommandHandler } from './application/governance-group.command-handler';
import { EstablishGroupController } from './pages/establish-group.controller';
import { GroupListController } from './pages/group-list.controller';
import { GroupController } from './pages/group.controller';
import { GroupsQuery } from './read-models/groups.query';
import { OwnedRecords } from './read-models/owned-records';
import { RetentionOfGroups } from './read-models/retention-of-groups.query';

@Module({
  imports: [AuditTrailModule, RetentionModule],
  controllers: [GovernanceGroupsApiController, EstablishGroupController, GroupListController, GroupController],
  providers: [GovernanceGroupCommandHandler, GovernanceGroupFactHandler, GroupsQuery, OwnedRecords, RetentionOfGroups],
  exports: [GroupsQuery, OwnedRecords],
})
export class GovernanceGroupsModule {
  constructor(scopes: RecordScopes, facts: GovernanceGroupFactHandler, groups: GroupsQuery) {
    scopes.register('group', {
      belongings: async (id) => (await facts.execute(new GovernanceGroupFact(id))) && { groups: [id] },
      choices: (at) => groups.groups(at),
    });
  }
}
