import { Module } from '@nestjs/common';
import { GovernanceGroupsModule } from '@minutebook/governance-groups';
import { TrailQuery } from './read-models/trail.query';

@Module({
  imports: [GovernanceGroupsModule],
  controllers: [],
  providers: [TrailQuery],
  exports: [TrailQuery],
})
export class AuditTrailModule {}
