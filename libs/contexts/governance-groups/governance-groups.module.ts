import { Module } from '@nestjs/common';
import { AuditTrailModule } from '@minutebook/audit-trail';
import { GovernanceGroupsApiController } from './api/governance-groups.controller';
import { GovernanceGroupFactHandler } from './application/governance-group-fact';
import { GovernanceGroupCommandHandler } from './application/governance-group.command-handler';
import { EstablishGroupController } from './pages/establish-group.controller';
import { GroupListController } from './pages/group-list.controller';
import { GroupController } from './pages/group.controller';
import { GroupsQuery } from './read-models/groups.query';
import { OwnedRecords } from './read-models/owned-records';

@Module({
  imports: [AuditTrailModule],
  controllers: [GovernanceGroupsApiController, EstablishGroupController, GroupListController, GroupController],
  providers: [GovernanceGroupCommandHandler, GovernanceGroupFactHandler, GroupsQuery, OwnedRecords],
  exports: [GroupsQuery, OwnedRecords],
})
export class GovernanceGroupsModule {}
