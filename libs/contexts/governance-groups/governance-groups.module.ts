import { Module } from '@nestjs/common';
import { GovernanceGroupFactHandler } from './application/governance-group-fact';
import { GovernanceGroupCommandHandler } from './application/governance-group.command-handler';
import { GroupsQuery } from './read-models/groups.query';

@Module({
  controllers: [],
  providers: [GovernanceGroupCommandHandler, GovernanceGroupFactHandler, GroupsQuery],
  exports: [GroupsQuery],
})
export class GovernanceGroupsModule {}
